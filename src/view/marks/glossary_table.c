#include "base/num.h"
#include "base/words.h"
#include "view/marks/glossary.h"

/* Rows of one view stand together; what several views show stands first. Meanings are true whatever
 * the parameters are: what depends on them is computed where it is drawn. */
const struct glossary_entry glossary[] = {
    {"pos", N_("pos token\npos\nposition"), "",
     N_("the place of a token, counted from 0 for the first one plus the offset; it says nothing "
        "of "
        "the word")},
    {"dimension", N_("dim\ndims\ndimension"), "",
     N_("one of the d_model numbers of a vector; E, P and X have the same dimensions, so that they "
        "can be added")},
    {"index-column", N_("#"), "pipeline",
     N_("the token's index: the number of its row in the embedding table, the same wherever the "
        "word stands")},
    {"table-row", N_("√d × row # of the table\n√d × row #\nrow # of the table\nrow #"), "",
     N_("E is the row of the table that the token's index names, multiplied by √d_model where that "
        "is on")},
    {"matrix-e", N_("E  \nE"), "pipeline sum embedding",
     N_("the word's embedding: the table's row of its index; the same numbers wherever the word "
        "stands")},
    {"matrix-p", N_("of the position\nposition\nP  "), "pipeline sum",
     N_("the position's encoding: depends on the position and the scheme alone, not on the word")},
    {"matrix-x", N_("X = E + P\nX"), "pipeline sum",
     N_("what the transformer is given: E and P added number by number")},
    {"still-columns", N_("still columns\nstill"), "pipeline waves",
     N_("dimensions of P that change by less than 0.05 over the whole text: there, these positions "
        "look alike; longer texts need them")},
    {"lengths", N_("|E|"), "",
     N_("the length of a vector, the square root of the sum of its squares; the two lengths say "
        "which of word and position weighs more in X")},
    {"length-p", N_("|P|"), "",
     N_("the length of P; for sine and cosine pairs it is √(d/2) at every position")},
    {"length-x", N_("|X|"), "sum", N_("the length of X, the sum of E and P")},
    {"float32", N_("float32 P off by\nfloat32 off\nfloat32"), "",
     N_("the largest difference between 32-bit numbers of P and the exact ones, over the text")},
    {"few-bits", N_("bfloat16 P off by\nbfloat16 off\nbfloat16\nfloat16\nP off at\noff at"), "",
     N_("the largest difference from the exact P at the last position where position and "
        "frequency, "
        "their product, and its sine and cosine are each rounded to that type")},
    {"wavelength", N_("wavelength"), "",
     N_("after so far along the positions a wave begins again: 2π × base^(2i/d_model) for pair i")},
    {"pair", N_("pair"), "",
     N_("two dimensions, the sine and the cosine of one angle; moving along the positions turns "
        "the pair like a clock's hand")},
    {"heat-legend", N_("−2\n−1\n−3"), "pipeline",
     N_("the colours of the cells: from the largest negative number through zero to the largest "
        "positive one")},
    {"missing", N_("no row"), "",
     N_("the scheme has no vector for this position: a learned table ends at its last row")},
    {"defined", N_("defined, not trained"), "waves pipeline",
     N_("P is computed by a formula; nothing in it was learned from text")},
    {"gap", N_("___\nno row of E"), "",
     N_("three low lines or more in the text are a gap, the place of the word that a model is to "
        "find: it has a position and P, but no index, and so no E and no X yet")},
    {"tokens", N_("tokens"), "",
     N_("the pieces that the text is cut into; each gets one position")},
    {"new", N_("new"), "",
     N_("words that the vocabulary did not have: not frozen, it gives them the next index")},
    {"vocabulary-size", N_("vocabulary"), "",
     N_("how many entries the vocabulary has, each with a row "
        "of the embedding table")},
    /* waves */
    {"hand", N_("hand at\nhand"), "waves",
     N_("the angle of the selected pair at this position; its height is the sine, its reach to the "
        "right the cosine")},
    {"turns-by", N_("turns by"), "waves",
     N_("how far the hand goes on from one position to the next: the same step at every position")},
    {"every-dimension", N_("every dimension over positions"), "waves",
     N_("one strip a dimension: its value at each position, left to right")},
    {"value", N_("value"), "waves", N_("the number of this dimension at the selected position")},
    {"positions-drawn", N_("positions"), "waves similarity",
     N_("which positions the picture shows; they may go on after the text's end")},
    {"radians", N_("radians\nrad"), "waves",
     N_("a measure of angles: a full turn is 2π, about 6.283 radians")},
    {"speed", N_("speed"), "waves", N_("how fast the positions are played")},
    /* embedding */
    {"cosine", N_("cosine"), "",
     N_("how alike two vectors point: 1 the same way, 0 at right angles, −1 opposite; there is "
        "none "
        "where a vector is zero")},
    {"nearest-to", N_("nearest to"), "embedding",
     N_("the words whose rows of the table have the largest cosine with this word's row")},
    {"axes-hold", N_("axes hold\naxes"), "embedding",
     N_("the share of all differences between the vectors that the two axes of the map show; the "
        "rest is not seen there")},
    {"same-arrow", N_("the same P["), "embedding",
     N_("what adding P of the selected position does on the map: each word moves by the same "
        "arrow, the shadow of P on the map's plane. The position shifts a word, it does not turn "
        "or change it")},
    {"variance", N_("variance"), "embedding",
     N_("how much the vectors differ along a direction; the map's axes are the two of the "
        "largest")},
    {"random-start",
     N_("random start: no meaning yet\nrandom start: nearness means nothing yet\nrandom start"),
     "embedding",
     N_("the rows are random numbers; only training would bring words of like use together")},
    {"same-word", N_("same word, two places"), "embedding",
     N_("two places of the same word have the same E; their X differ because their P do")},
    {"starts", N_("starts"), "embedding", N_("how the random numbers of the table are drawn")},
    {"words-named", N_("words"), "embedding", N_("how many words were compared or are drawn")},
    /* vocabulary */
    {"count", N_("count"), "vocabulary", N_("how often the training text has the word")},
    {"word", N_("word"), "vocabulary", N_("an entry of the vocabulary, as the tokenizer cuts it")},
    {"index", N_("index"), "vocabulary",
     N_("the entry's number, which is the number of its row in the embedding table")},
    {"in-the-sentence", N_("in the sentence"), "vocabulary",
     N_("whether this sentence has the word")},
    {"embedding-table", N_("embedding table\ntable"), "vocabulary",
     N_("a matrix of one row for each word of the vocabulary and d_model columns")},
    {"one-hot", N_("one-hot"), "vocabulary",
     N_("a row of zeros with a one at the index; multiplied by the table it picks out that row")},
    {"read-times", N_("read"), "vocabulary",
     N_("how often, and at which positions, the sentence reads this row of the table")},
    {"entries", N_("entries"), "vocabulary", N_("the rows of the vocabulary and of the table")},
    {"unk", N_("<unk>"), "vocabulary", N_("stands for every word that a frozen vocabulary lacks")},
    {"pad", N_("<pad>"), "vocabulary", N_("fills up shorter texts where several are read at once")},
    /* sum */
    {"angle", N_("E and P at"), "sum",
     N_("the angle between E and P; near 90° the two disturb one another little")},
    {"mean-cos", N_("mean |cos|"), "sum",
     N_("the mean size of the cosine of E and P over the tokens: 0 would be right angles "
        "everywhere")},
    {"compared", N_("compared"), "sum",
     N_("another token, beside which the selected one is held; ↑↓ select, y pins")},
    {"delta", N_("|ΔX|\n|ΔP|\n|ΔE|\nΔX\nΔP\nΔE"), "sum",
     N_("the difference of the two tokens; of the same word ΔE is zero, so that ΔX is ΔP")},
    {"cosine-two", N_("cosine of the two"), "sum",
     N_("how alike the two tokens point in E, in P and in X")},
    {"guess", N_("guess from X alone\nguess"), "sum",
     N_("the word and position whose sum is nearest to this X, found by trying all pairs: X still "
        "holds both")},
    {"margin", N_("margin"), "sum",
     N_("how much farther away the next sum is: the larger, the surer the guess")},
    {"sums", N_("sums"), "sum", N_("each word at each position gives one sum E + P")},
    {"distance", N_("distance"), "sum", N_("the length of the difference of two vectors")},
    {"sqrt-d", N_("√d on\n√d off\n√d"), "",
     N_("whether E is multiplied by √d_model before P is added, as the 2017 paper does")},
    {"off-by", N_("off by up to\noff by"), "",
     N_("the largest difference between what is computed and what the formula says")},
    {"last-bit", N_("to the last bit"), "sum", N_("the two are the same float32 numbers")},
    /* similarity */
    {"ppt", N_("P·Pᵀ\nP·P"), "similarity",
     N_("each cell is how alike the vectors of two positions are: the row's with the column's")},
    {"cosine-of", N_("cosine of"), "similarity", N_("the two tokens that are compared")},
    {"by-distance", N_("by distance"), "similarity",
     N_("the value for two positions that lie k apart")},
    {"rises-again", N_("first rises again at k\nrises again at k\nno rise"), "similarity",
     N_("the first distance at which nearness grows again: up to there, farther means less alike")},
    {"shift-k", N_("shift by k\nk ="), "similarity",
     N_("moving k positions on turns every pair by k times its own step: one matrix does it, the "
        "same at each position")},
    {"block", N_("block"), "similarity",
     N_("the 2 × 2 matrix that turns one pair by k positions; its entries are a cosine and a "
        "sine")},
    {"all-pairs", N_("all pairs\nall"), "similarity",
     N_("the largest difference that the turning leaves, over all pairs and positions")},
    {"sum-of-cosines", N_("Σ cos"), "similarity",
     N_("the dot product of two positions is the sum of one cosine for each pair, of the distance "
        "alone")},
    {"equal-distance", N_("at equal distance\nentries at equal distance"), "similarity",
     N_("entries of the same distance k: they are equal where only the distance counts")},
    {"dot", N_("dot product\ndot"), "similarity",
     N_("the products of the dimensions added up; long vectors have larger ones")},
    {"matrix-key", N_("matrix"), "similarity", N_("which of P, E and X is compared with itself")},
    /* schemes */
    {"bounded", N_("bounded\nbnd"), "schemes",
     N_("test: the numbers stay within fixed limits, however long the text is")},
    {"unique", N_("unique\nuni"), "schemes",
     N_("test: every position has a vector of its own; the figure is how near the two nearest "
        "are")},
    {"any-length", N_("any length\nlen"), "schemes",
     N_("test: a position, and a step, means the same in a short and in a long text")},
    {"shift-linear", N_("shift linear\nlin"), "schemes",
     N_("test: one matrix takes each position's vector to that k positions on; the figure is what "
        "the best matrix leaves")},
    {"apart", N_("apart"), "schemes", N_("the distance of the two nearest different positions")},
    {"all-equal", N_("all equal\nequal"), "schemes", N_("two positions have the same vector")},
    {"no-step", N_("no step"), "schemes", N_("nothing changes from position to position")},
    {"grows", N_("grows"), "schemes", N_("the numbers get larger with the text's length")},
    {"off-share", N_("off"), "schemes",
     N_("what the best single matrix leaves of a shift by k, as a share of the vectors")},
    {"own-colours", N_("colours of its own\nthe difference's colours\ncolours"), "schemes",
     N_("these rows have a scale of their own, as their numbers are larger than the common one")},
    {"closest", N_("closest"), "schemes", N_("the two positions whose vectors are nearest")},
    {"rope", N_("RoPE"), "schemes",
     N_("rotary positions: attention turns pairs by their position, no vector is added")},
    {"alibi", N_("ALiBi"), "schemes",
     N_("attention's scores are lowered by a slope times the distance; no vector is added")},
    {"scheme", N_("scheme"), "schemes", N_("a way to say where a token stands; c and C change it")},
    {"collisions", N_("collisions"), "schemes",
     N_("positions that have the same or nearly the same "
        "vector")},
    {"wrong", N_("WRONG FORMULA\nwrong formulas\nWRONG"), "",
     N_("formulas met in programs and articles that are not the paper's; each row says what is "
        "mistaken")},
    {"less-true", N_("less the true P"), "schemes", N_("the wrong formula minus the true one")},
};
const int glossary_count = sizeof glossary / sizeof *glossary;

const struct glossary_page glossary_pages[] = {
    {"pipeline",
     N_("From left to right: the tokens with their indices, the rows of the embedding table that "
        "these pick out (E), the rows that belong to the positions (P), and their sum (X), which "
        "is "
        "what a transformer is given. One row a token, one column a dimension, one coloured cell a "
        "number.")},
    {"vocabulary", N_("The vocabulary gives each word a number, its index, and the embedding table "
                      "has one row for "
                      "each. A word's row is the same at every place of the sentence.")},
    {"embedding",
     N_("The words' vectors as bars, as a map of two axes and as lists of the nearest words. The "
        "table starts with random numbers: without training no nearness has a meaning.")},
    {"waves",
     N_("Each dimension of P is a wave over the positions: fast ones first, slow ones last. A pair "
        "of "
        "sine and cosine is a clock's hand; together the hands tell every position apart.")},
    {"sum",
     N_("E + P = X number by number, for the selected token, beside another token. The same word "
        "twice has the same E, so that what differs in X is the position alone.")},
    {"similarity", N_("How alike the positions' vectors are, as a matrix and as a curve over the "
                      "distance, and the "
                      "turn that leads from any position to the one k further on.")},
    {"schemes", N_("Other ways to say where a token stands, each with its cells and four tests. "
                   "After them stand "
                   "formulas that are met but wrong, each beside the true one.")},
    {.view = NULL},
};
