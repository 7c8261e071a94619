#include "base/num.h"
#include "base/words.h"
#include "view/marks/glossary.h"

/* The words that each view's page explains among its own. */
#define EVERY "pipeline vocabulary embedding waves sum similarity schemes training attention"

/* Rows of one view stand together; what several views show stands first. Meanings are true whatever
 * the parameters are: what depends on them is computed where it is drawn. */
const struct glossary_entry glossary[] = {
    {"pos", N_("pos token\npos →\npos ↓\npos\nposition\ntoken"), EVERY,
     N_("the place of a token, counted from 0 for the first one plus the offset; it says nothing "
        "of the word")},
    {"dimension", N_("dimension\ndim →\ndim ↓\ndim\ndims"), EVERY,
     N_("one of the d_model numbers of a vector; E and P have the same dimensions, so that they "
        "can be added")},
    {"index-column", N_("#"), "pipeline",
     N_("the token's index: the number of its row in the embedding table, the same wherever the "
        "word stands")},
    {"table-row", N_("√d × row # of the table\n√d × row #\nrow # of the table\nrow #"), "",
     N_("E is the row of the table that the token's index names, multiplied by √d_model where "
        "that is on")},
    {"matrix-e", N_("E"), EVERY,
     N_("the word's embedding: the table's row of its index; the same numbers wherever the word "
        "stands")},
    {"matrix-p", N_("P\nof the position"), EVERY,
     N_("the position's encoding: it depends on the position, the scheme and its parameters, of "
        "the normalised schemes on the text's length, too; never on the word")},
    {"matrix-x", N_("X = E + P\nX = [E, P]\nX=[E,P]\nX"), EVERY,
     N_("what the transformer is given: E and P added, or, as & switches, one after the other")},
    {"wrong-p", N_("wrong P\nP WRONG"), "",
     N_("P by the mistaken formula that is in force, not the paper's")},
    {"sin-cos", N_("sin\ncos"), "",
     N_("which of a pair's two waves this is: sine and cosine of the same angle, a quarter of a "
        "turn apart")},
    {"width", N_("d_model\nd"), "",
     N_("d_model: how many numbers each vector has, and columns each matrix")},
    {"base", N_("base"), "",
     N_("the number in the waves' formula that sets how slow the slowest wave is; the paper takes "
        "10000")},
    {"rows-trained", N_("rows: step"), "",
     N_("the rows of E, in all views, are those that training has reached at that step, not those "
        "that were drawn; words that it never read keep theirs and have ◦ beside them")},
    {"offset", N_("offset"), "",
     N_("the position of the first token: the text is taken as the end of a longer one")},
    {"seed", N_("seed"), "",
     N_("the number that the random table is drawn from: the same seed gives the same table")},
    {"frozen", N_("frozen"), "", N_("the vocabulary takes no new words: what it lacks is <unk>")},
    {"split", N_("split"), "",
     N_("layout: all sines first, then all cosines; otherwise they alternate")},
    {"init", N_("N(0, 1/d)\nN(0, 1)\nN(0, 0.02²)\nuniform, variance 1/d"), "",
     N_("how the random numbers of the table start: N(mean, variance) is the normal distribution")},
    {"byte-tokens", N_("byte tokens"), "", N_("each byte of the text is a token")},
    {"character-tokens", N_("character tokens"), "",
     N_("each character, with the marks on it, is a token")},
    {"joined", N_("[E, P]"), "top",
     N_("X is E followed by P, 2 × d_model numbers, instead of their sum; & adds them again")},
    {"others-left", N_("+1\n+2\n+3\n+4\n+5\n+6\n+7\n+8"), "top",
     N_("how many more parameters differ from their defaults, for whose names the line has no "
        "room; D sets all to their defaults")},
    {"beyond", N_("beyond"), "",
     N_("numbers in sight outside the colour scale: they have the colour of its end")},
    {"held", N_("held"), "",
     N_("the colour scale stays as it is, whatever the numbers become; H lets it follow them "
        "again")},
    {"float16", N_("float16"), "",
     N_("16-bit numbers of 11 significant bits: whole numbers are exact up to 2048")},
    {"bfloat16", N_("bfloat16"), "",
     N_("16-bit numbers of 8 significant bits: whole numbers are exact up to 256")},
    {"p-off", N_("P off at\noff at\noff:\nbfloat16 P off by\nbfloat16 off"), "",
     N_("how far P of the text's last position is from the exact one, the largest over the "
        "dimensions, where position and frequency, their product, and its sine and cosine are "
        "each rounded to that type")},
    {"lines", N_("lines"), "schemes",
     N_("which lines of the explanation are in sight; PgDn and PgUp turn the page")},
    {"scheme-sinusoidal", N_("sine and cosine waves"), "",
     N_("scheme: each pair of dimensions is the sine and the cosine of pos / base^(2i/d_model), "
        "as in the 2017 paper")},
    {"scheme-none", N_("no position"), "",
     N_("scheme: P is 0 everywhere, so that a word is the same at every place")},
    {"scheme-index", N_("raw index"), "", N_("scheme: each number of P is the position itself")},
    {"scheme-share", N_("index / (length − 1)"), "",
     N_("scheme: the place in the text as a share of its length, 0 at its start, 1 at its end")},
    {"scheme-share-n", N_("index / length"), "",
     N_("scheme: the place in the text divided by the number of tokens, from 0 to below 1")},
    {"scheme-one-sine", N_("one sine wave"), "",
     N_("scheme: each number of P is the sine of the position")},
    {"scheme-binary", N_("binary digits"), "",
     N_("scheme: dimension k is bit k of the position, 0 or 1")},
    {"scheme-learned", N_("learned table"), "",
     N_("scheme: a table with one row for each position up to a last one, to be trained with the "
        "model; its rows are random until they are trained")},
    {"mistake-exponent", N_("exponent doubled twice"), "",
     N_("a mistake: the exponent is 4i/d_model where the paper has 2i/d_model")},
    {"mistake-column", N_("a frequency per column"), "",
     N_("a mistake: the cosine has a frequency of its own and is no partner of its sine")},
    {"mistake-parity", N_("parity by position"), "",
     N_("a mistake: even positions are all sines and odd ones all cosines, where the paper "
        "alternates over the dimensions")},
    {"mistake-axes", N_("axes swapped"), "",
     N_("a mistake: dimension and position are taken one for the other in the formula")},
    {"mistake-order", N_("low and high reversed"), "",
     N_("a mistake: the slowest pair stands first, where the paper has the fastest")},
    {"mistake-layout", N_("layouts mixed up"), "",
     N_("a mistake: columns written in one layout are read in the other")},
    {"mistake-single", N_("single precision angles"), "",
     N_("a mistake of accuracy: the angles are rounded to float32 before the sine is taken")},
    {"still-columns", N_("still columns\nstill"), "pipeline waves",
     N_("dimensions of P that change by less than 0.05 over the whole text: there, these "
        "positions look alike; longer texts need them")},
    {"x-width", N_("width"), "pipeline embedding",
     N_("how many numbers a row of X has: d_model where E and P are added, 2 × d_model where "
        "they are concatenated; every layer after has to be as wide")},
    {"lengths", N_("|E|"), "",
     N_("the length of the selected token's E, the square root of the sum of its squares; beside "
        "|P| it says which of word and position weighs more in this token's X")},
    {"length-p", N_("|P|"), "",
     N_("the length of the selected position's P; of the sinusoidal scheme and an even d_model it "
        "is √(d/2) at every position")},
    {"length-x", N_("|X|"), "sum", N_("the length of the selected token's X")},
    {"float32", N_("float32"), "",
     N_("32-bit numbers of 24 significant bits: whole numbers are exact up to 16777216")},
    {"wavelength", N_("wavelength"), "",
     N_("how many positions one wave takes: 2π × base^(2i/d_model) for pair i")},
    {"pair", N_("pair"), "",
     N_("two dimensions; of the sinusoidal scheme the sine and the cosine of one angle: moving "
        "along the positions turns the pair like a clock's hand")},
    {"which-text", N_("beside:\ntext:"), "pipeline",
     N_("which of the two texts the table is of, and how many tokens it has")},
    {"more-rows", N_("more"), "pipeline embedding",
     N_("tokens of this text above or below those in sight")},
    {"dims-shown", N_("dims"), "pipeline", N_("which dimensions are in sight, of all")},
    {"heat-legend", N_("−2\n−1\n−3"), "pipeline embedding",
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
     N_("how many entries the vocabulary has, each with a row of the embedding table")},
    /* waves */
    {"hand", N_("hand at\nhand\ndegrees"), "waves",
     N_("the angle of the selected pair at this position; its height is the sine, its reach to "
        "the right the cosine")},
    {"turns-by", N_("turns by"), "waves",
     N_("how far the hand goes on from one position to the next: the same step at every position")},
    {"every-dimension", N_("every dimension over positions"), "waves",
     N_("one strip a dimension: its value at each position, left to right")},
    {"two-cursors", N_("a\nb"), "waves",
     N_("a and b are the two positions that are compared on the waves, each with its value")},
    {"a-position", N_("a position"), "waves", N_("from one position to the next")},
    {"words-column", N_("the words' column\nE["), "waves",
     N_("this dimension of E, word by word: random numbers until trained, and no wave")},
    {"playing", N_("playing at\nstopped at"), "waves",
     N_("where the hands stand while the positions are played: between two positions, too")},
    {"value", N_("value"), "waves", N_("the number of this dimension at the selected position")},
    {"positions-drawn", N_("positions"), "waves similarity",
     N_("which positions the picture shows; they may go on after the text's end")},
    {"radians", N_("radians\nrad"), "waves",
     N_("a measure of angles: a full turn is 2π, about 6.283 radians")},
    {"pairs-apart", N_("pairs apart\napart"), "waves",
     N_("how far apart the points of a and b are on a pair's circle, 0 … 2: near 0 this pair "
        "takes the two positions for one; sines only: how far apart the sines are")},
    {"cursors", N_("a−b"), "waves",
     N_("the value at position a, where the selection is, less that at b, which y pinned")},
    {"p-apart", N_("|P[a] − P[b]|\n|P[a]−P[b]|"), "waves",
     N_("the distance between the whole vectors of the two positions, all pairs together")},
    {"taken-out", N_("taken out\nis taken out"), "waves",
     N_("without the cosines only heights are left, and two positions of one height look the "
        "same; o brings the cosines back")},
    {"no-token", N_("no token"), "waves",
     N_("a position beyond the text: it has no word and so no E; P is computed all the same where "
        "the scheme has a row there")},
    {"speed", N_("speed"), "waves", N_("how fast the positions are played")},
    /* embedding */
    {"cosine", N_("cosine"), "",
     N_("how alike two vectors point: 1 the same way, 0 at right angles, −1 opposite; there is "
        "none where a vector is zero")},
    {"nearest-to", N_("nearest to"), "embedding",
     N_("the words whose rows of the table have the largest cosine with this word's row")},
    {"axes-hold", N_("axes hold\naxes"), "embedding",
     N_("the share of all differences between the vectors that the two axes of the map show; the "
        "rest is not seen there")},
    {"same-arrow", N_("the same P"), "embedding",
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
    {"near-in-e", N_("in E: by what follows"), "embedding",
     N_("words whose trained rows of E have the smallest angle to the selected word's: what "
        "follows them is alike, since E is what the next word is told from")},
    {"near-in-u", N_("in U: by what comes before"), "embedding",
     N_("words whose columns of the output matrix U have the smallest angle to the selected "
        "word's: what stands before them is alike")},
    {"mean-of-pairs", N_("mean of all pairs\nmean E\nmean"), "embedding",
     N_("the mean cosine over all pairs of the words compared: training brings all words a little "
        "closer, and only what is well above it says something")},
    {"never-read", N_("never read\nthis row was not trained"), "embedding",
     N_("no gradient has come to this row, so it is bit for bit as it was drawn; such words are "
        "dim and have ◦ beside them")},
    {"same-word", N_("same word, two places"), "embedding",
     N_("two places of the same word have the same E; their X differ where their P do")},
    {"starts", N_("starts"), "embedding", N_("how the random numbers of the table are drawn")},
    {"words-named", N_("words"), "embedding", N_("how many words were compared or are drawn")},
    /* vocabulary */
    {"row-of", N_("→ row\nrow"), "vocabulary",
     N_("the row of the embedding table that the index names")},
    {"rows-read", N_("the sentence reads\nrows read"), "vocabulary",
     N_("how many rows of the table this text reads; the other rows take no part in it")},
    {"training-text", N_("training text\nbuilt-in"), "vocabulary",
     N_("the text that the vocabulary is made from; --corpus gives another")},
    {"zero-others", N_("more times 0"), "vocabulary",
     N_("rows out of sight, which the one-hot vector multiplies by 0: they add nothing to the "
        "sum")},
    {"zero-rows", N_("rows in sight"), "vocabulary",
     N_("rows of the table that are on the screen; each is multiplied by its number of the "
        "one-hot row")},
    {"count", N_("count"), "vocabulary", N_("how often the training text has the word")},
    {"word", N_("word"), "vocabulary", N_("an entry of the vocabulary, as the tokenizer cuts it")},
    {"index", N_("index"), "vocabulary",
     N_("the entry's number, which is the number of its row in the embedding table")},
    {"in-the-sentence", N_("in the sentence"), "vocabulary",
     N_("whether this sentence has the word")},
    {"embedding-table", N_("embedding table\ntable"), "vocabulary",
     N_("a matrix of one row for each word of the vocabulary and d_model columns")},
    {"lookup-scale", N_("full colour\ncolour"), "vocabulary",
     N_("the number that has the strongest colour in the large cells below the table: the table's "
        "own times √d_model, where that is on")},
    {"one-hot", N_("one-hot"), "vocabulary",
     N_("a row of zeros with a one at the index; multiplied by the table it picks out that row")},
    {"read-times", N_("read"), "vocabulary",
     N_("how often, and at which positions, the sentence reads this row of the table")},
    {"dim-rows", N_("dim: not read"), "vocabulary",
     N_("no token of the sentence reads these rows: their colours are those of the legend, "
        "darkened or faded towards the ground")},
    {"entries", N_("entries"), "vocabulary", N_("the rows of the vocabulary and of the table")},
    {"unk", N_("<unk>"), "vocabulary", N_("stands for every word that a frozen vocabulary lacks")},
    {"pad", N_("<pad>"), "vocabulary", N_("fills up shorter texts where several are read at once")},
    /* sum */
    {"guess-right", N_("both right\nundecided\nword right\nword wrong\nright\nwrong"), "sum",
     N_("whether the nearest sum has this token's word and this position; undecided: another one "
        "is as near")},
    {"no-angle", N_("no angle"), "sum similarity",
     N_("a vector of zeros points nowhere, so that there is no cosine")},
    {"same-row", N_("the same row\nanother row\nsame word\nother word"), "sum",
     N_("whether the two tokens read one row of the embedding table, being the same word")},
    {"pinned", N_("pinned"), "sum",
     N_("this token stays the one to compare with until y is pressed again")},
    {"nearest-sum", N_("nearest of"), "sum",
     N_("how many words and positions were tried; each pair of them gives one sum E + P")},
    {"no-x", N_("no X"), "sum", N_("without a row of P there is nothing to add to E")},
    {"itself", N_("itself"), "sum", N_("the token is compared with itself: nothing differs")},
    {"other-x", N_("other X"), "sum", N_("X of the token that is compared")},
    {"cut-x", N_("X cut\n|X cut|\n(E + P) / 0.9 or 0\nX / 0.9 or 0"), "sum",
     N_("X as dropout makes it in training: each number is set to zero with probability p, and "
        "the others are × 1/(1−p)")},
    {"angle-sign", "∠\n/_", "sum",
     N_("a vector by its length and its angle: 1.79∠304.7° is 1.79 long, at 304.7° from the "
        "cosine's axis; vectors add as arrows end to end, their lengths do not")},
    {"rim", N_("rim"), "sum", N_("how long an arrow is that reaches from the middle to the rim")},
    {"whole-x", N_("whole X"), "sum",
     N_("X before dropout: differences, cosines and the guess are of it")},
    {"added", N_("added,\nadded"), "sum",
     N_("adding P moves the point that the pair's two numbers of E are")},
    {"turned", N_("turned, as RoPE does\nturned (RoPE)\nturned\nby"), "sum",
     N_("rotary positions turn the pair by its angle at this position and keep its length; "
        "nothing is added")},
    {"to-e", N_("to E"), "sum", N_("where the pair's point is after the turn")},
    {"angle", N_("E and P at"), "sum",
     N_("the angle between E and P; near 90° the two disturb one another little")},
    {"mean-cos", N_("mean |cos|"), "sum",
     N_("the mean size of the cosine of E and P, of every word of the text with every position: 0 "
        "would be right angles everywhere; the nearer to 0, the less E and P mix when added")},
    {"compared", N_("compared"), "sum",
     N_("another token, beside which the selected one is held; ↑↓ select, y pins")},
    {"delta", N_("|ΔX|\n|ΔP|\n|ΔE|\nΔX\nΔP\nΔE"), "sum",
     N_("the difference of the two tokens; of the same word ΔE is zero, so that what is left in "
        "ΔX is ΔP")},
    {"cosine-two", N_("cosine of the two"), "sum",
     N_("how alike the two tokens point in E, in P and in X")},
    {"guess", N_("guess from X alone\nguess"), "sum",
     N_("the word and position whose sum is nearest to this X, found by trying all pairs: X still "
        "holds both")},
    {"no-addition", N_("no sum"), "sum",
     N_("E and P are concatenated: the numbers of X are those of E, then those of P; & adds them "
        "again")},
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
    {"k-apart", N_("k"), "similarity",
     N_("the distance of two positions: one is k after the other")},
    {"again", N_("again\nnearest of"), "similarity",
     N_("another place of the same word: the nearest one to the selected token")},
    {"rotation-off", N_("off"), "similarity",
     N_("the largest difference between the turned pair and the pair that P has there")},
    {"over-all-pairs", N_("over all pairs"), "similarity",
     N_("the sum has one term for each pair, of that pair's angle a position")},
    {"lone-sine", N_("lone sines\na lone sine"), "similarity waves",
     N_("of an odd d_model the last dimension is a sine without a cosine, so that it is not "
        "turned")},
    {"has-no-row", N_("has no row"), "similarity",
     N_("the scheme has no vector for that position")},
    {"ppt", N_("P·Pᵀ\nP·P"), "similarity",
     N_("each cell is how alike the vectors of two positions are: the row's with the column's")},
    {"cosine-of", N_("cosine of"), "similarity", N_("the two tokens that are compared")},
    {"by-distance", N_("by distance"), "similarity",
     N_("the value for two positions that lie k apart")},
    {"rises-again", N_("first rises again at k\ndoes not rise again\nrises again at k\nno rise"),
     "similarity",
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
    {"bounded", N_("bounded\nrange\nbnd"), "schemes",
     N_("test: the numbers stay within fixed limits, however long the text is")},
    {"unique", N_("unique\nuni"), "schemes",
     N_("test: every position has a vector of its own; the figure is how near the two nearest "
        "are")},
    {"any-length", N_("any length\nlength\nlen"), "schemes",
     N_("test: a position, and a step, means the same in a short and in a long text")},
    {"shift-linear", N_("shift linear\nlinear\nlin"), "schemes",
     N_("test: one matrix takes each position's vector to that k positions on; the figure is what "
        "the best matrix leaves")},
    {"apart", N_("apart"), "schemes", N_("the distance of the two nearest different positions")},
    {"all-equal", N_("all equal\n✗ all equal\n✗ equal\nequal\none code\n✗ one code\nalike"),
     "schemes", N_("two positions have the same vector")},
    {"no-step", N_("no step"), "schemes", N_("nothing changes from position to position")},
    {"grows", N_("grows"), "schemes", N_("the numbers get larger with the text's length")},
    {"off-share", N_("off"), "schemes",
     N_("what the best single matrix leaves of a shift by k, as a share of the vectors")},
    {"colours-below", N_("colours below"), "schemes",
     N_("the colours of the cells below this line, from the largest negative number through zero "
        "to the largest positive one; each row of the list above has the scale beside it")},
    {"closest", N_("closest two\nclosest"), "schemes",
     N_("the two positions whose vectors are nearest")},
    {"rope", N_("RoPE"), "schemes",
     N_("rotary positions: attention turns pairs by their position, no vector is added")},
    {"alibi", N_("ALiBi"), "schemes",
     N_("attention's scores are lowered by a slope times the distance; no vector is added")},
    {"scheme-name",
     N_("scheme\nsinusoidal\nnone\nindex\nnormalised-n\nnormalised\none-"
        "sine\nbinary\nlearned\nwrong-exponent\nwrong-column\nwrong-parity\nwrong-axes\nwrong-"
        "order\nwrong-layout\nwrong-single"),
     "top schemes",
     N_("a way to say where a token stands, by its option's name; the Schemes view says what each "
        "is, c and C change it")},
    {"verdicts", N_("no test fails\nfails"), "schemes",
     N_("how many of the four tests this scheme fails; none of them measures how well a model "
        "learns with it")},
    {"not-tested", N_("not tested"), "schemes",
     N_("what the four tests do not say: how well a model learns with the scheme")},
    {"one-wave", N_("one wave"), "schemes",
     N_("two positions that the selected wave alone gives nearly one value, and which waves tell "
        "them apart")},
    {"the-base", N_("the base"), "schemes",
     N_("what the base does here: how many columns move, and how far the slowest wave reaches")},
    {"far-out", N_("far out"), "schemes",
     N_("positions beyond those that a model was trained with")},
    {"scale-of-row", N_("scale"), "schemes",
     N_("the number that has full colour in the row's cells")},
    {"rows-end", N_("up to"), "schemes",
     N_("the last position that has a row in the learned table")},
    {"too-few", N_("too few"), "schemes",
     N_("there are too few positions to compute a matrix from")},
    {"max-difference", N_("max difference"), "schemes",
     N_("where in this text the wrong formula is farthest from the true one")},
    {"drawn-positions", N_("positions"), "schemes",
     N_("the positions that the rows are drawn for")},

    {"collisions", N_("collisions"), "schemes",
     N_("positions that have the same or nearly the same vector")},
    {"wrong", N_("WRONG FORMULA\nwrong formulas\nWRONG"), "",
     N_("formulas met in programs and articles that are not the paper's; each row says what is "
        "mistaken")},
    /* attention */
    {"looks-at", N_("looks at →\nlooks at"), "attention",
     N_("a row's word asks (its query q), the words at the top answer (their keys k): how much of "
        "each word's value v goes into the row that comes out")},
    {"head", N_("head\nheads"), "attention",
     N_("attention is computed in several heads at once; each has d_model / heads numbers of q, k "
        "and v, and a matrix of its own")},
    {"attention-block", N_("block\nblocks"), "attention",
     N_("attention, and its result added to the rows that went in; two blocks: the second reads "
        "what the first wrote")},
    {"weights-of", N_("weights\nrandom\ntrained\ntraining\nmade\nnot trained\nstep 0"), "attention",
     N_("where W_Q, W_K, W_V and W_O come from: drawn from the seed, trained here, or made so "
        "that attention does one thing; W goes on")},
    {"mask", N_("mask causal\nno mask\nmask\ncausal\nencoder"), "attention",
     N_("causal: a word looks at itself and at the words before it, as in the decoder; without a "
        "mask at all words, as in the encoder")},
    {"masked", N_("masked: comes later\ncomes later\nmasked"), "attention",
     N_("the mask leaves no cell there, no score and no weight: it is not 0, it is not in the "
        "sum")},
    {"with-p", N_("with P\nwithout P\nP alone\nE alone"), "attention",
     N_("whether positions are added to the rows that attention reads")},
    {"qk", N_("q·k"), "attention",
     N_("the product of the row's query with the key: d_k products, added")},
    {"score", N_("÷"), "attention",
     N_("the score: q·k divided by √d_k, d_k the numbers of a head")},
    {"exp", N_("exp"), "attention",
     N_("e^(score − the row's largest score), which leaves the weights as they are and never "
        "overflows")},
    {"weight", N_("weight\n= "), "attention",
     N_("softmax: exp divided by the sum of all exp of the row; the weights of a row sum to 1, "
        "those of a column do not")},
    {"sum-of-keys", N_("Σ of"), "attention", N_("the sums over the keys that the row sees")},
    {"products", N_("products\nq × k\nq\nk"), "attention",
     N_("q and k of the selected cell in the selected head, number by number, and their products, "
        "the sum of which is q·k")},
    {"o", N_("o = Σ weight·v"), "attention",
     N_("the values v of all keys, each times its weight, added; head after head in one row")},
    {"w-o", N_("o × W_O"), "attention", N_("what the heads found, mixed by the matrix W_O")},
    {"residual", N_("+ X = E + P\n+ X = E\n+ X = [E, P]\n+ P\n+ row, block 1"), "attention",
     N_("the row that went in is added, so that it is still there after attention")},
    {"row-out", N_("= row out\n= normed row"), "attention",
     N_("the row that the block gives on: what went in and what attention added")},
    {"times-u", N_("norm, × U\n× U\nnothing is trained"), "attention",
     N_("the row, normed, times the output matrix U gives a number for each word, and softmax of "
        "these the probability that it comes next")},
    {"map-lines",
     N_("computed of what is read\nelsewhere\ncomputed elsewhere\nnot computed\nnot computed "
        "here"),
     "attention",
     N_("boxes with whole lines are computed of what is read now; those with broken lines are "
        "computed elsewhere, by the key that they name; those of dots are nowhere in this "
        "program")},
    {"map-box",
     N_("encoder\ndecoder\nself-attention\nmasked "
        "self-attention\ncross-attention\nfeed-forward\nsoftmax\nyou are here"),
     "attention",
     N_("a part of the transformer of Vaswani et al. 2017, figure 1, with the shape of what comes "
        "out of it; Space or a click goes to the view that shows it in numbers")},
    {"keys-and-values", N_("keys and values"), "attention",
     N_("the rows that the encoder gives to cross-attention: what the decoder's queries look at")},
    {"on-its-way", N_("on its way\n|E|\n|P|\n|X|"), "attention",
     N_("the selected word's rows as they are read here, and their lengths")},
    {"of-the-paper",
     N_("of the paper, not computed\nlabel smoothing\nwarm-up of the rate\ndropout in training"),
     "attention",
     N_("what the paper's transformer has too and no number on this screen comes from")},
    {"knocked", N_("knocked out"), "attention",
     N_("the loss as it is, and where a head's output counts as 0: how much of the loss hangs on "
        "that head; K takes the head out of the picture, too")},
    {"word-before", N_("word before\nmean weight\nequal"), "attention",
     N_("the mean weight that rows have on the word before them, head by head, and what it would "
        "be if all weights of a row were equal")},
    {"page-of", N_("page"), "attention",
     N_("64 tokens are read at once: of a longer text the page that the selected one is in")},
    {"run-remark",
     N_("an example of the goal\nexample\nrunning\nnot trained on\nbefore a change\npaused"),
     "attention",
     N_("the weights are those of the run as it was trained, on its own text or on another")},
    {"mirrored", N_("mirrored word"), "attention",
     N_("the mean weight on the word of the source that is asked for: said backwards, the first "
        "is its last")},
    {"rows-sum", N_("rows sum to 1\ncolumns sum to 1"), "attention",
     N_("each row's weights are shares of 1; a column's sum is what that word is looked at in "
        "all")},
    {"rows-in-sight", N_("rows"), "attention", N_("of the rows as many are in sight: ↑↓ scroll")},
    {"row-off-by", N_("off by"), "attention",
     N_("the largest difference between the row and the row that its word had before the words "
        "were shuffled; ← says where that stood")},
    {"shuffled-rows", N_("shuffled:"), "attention",
     N_("the words stand in another order; each row is held against the row that its word had "
        "before, number by number")},
    {"no-query", N_("no X here\none of the two has no X\nno word here has a row of X\nno X"),
     "attention",
     N_("a gap has no row of E, and a position may have no row of P: there is no X then, so that "
        "nothing is asked there and nothing looked at")},
    {"wrong-weight", N_("wrong\nright"), "attention",
     N_("the weight by the wrong formula that is shown, and by the right one")},
    {"forms", N_("matrix\narcs\nmap\nlines from weight"), "attention",
     N_("the form of the picture: a cell for each pair of words, a line for each weight from a "
        "threshold on, or the transformer as boxes")},

    /* training */
    {"train-step", N_("step –\nstep\nepoch"), "training",
     N_("how many updates the numbers have had; in the corpus an epoch is as many steps as show "
        "every sentence once. A step that is gone to again has the same bits")},
    {"train-state", N_("paused\nrunning\nreplaying\nnot trained"), "training",
     N_("Space trains and pauses, . and , are single steps; a step that was left is computed "
        "again from the one kept before it")},
    {"train-side", N_("without P\nwith P\nno P\nP"), "training",
     N_("two models from the same random rows: one reads E alone, the other E + P; w chooses "
        "which of them are shown, without P is dashed")},
    {"train-goal",
     N_("next word of this sentence\nnext word of the corpus\nthe company of a word\nthe word "
        "before\nwho chased?\nsay it "
        "backwards\nsentence\ncorpus\ncompany\nword-before\nwho-chased\nbackwards"),
     "training", N_("what is asked of the models, which f changes")},
    {"train-recipe",
     N_("momentum 0.9\nSGD\nAdam\nmomentum\nsgd\nadam\ncross-attention\n1 block\n2 "
        "blocks\nrate\nheads"
        "\nhead\nno mask\nnorm after\nno norm\nU tied\nP learned"),
     "training", N_("the optimiser (o), its rate (J K), and blocks between X and U (v)")},
    {"train-numbers", N_("numbers"), "training",
     N_("how many numbers are trained: T, U and what blocks have")},
    {"train-loss",
     N_("loss of what is learned, nats a word\nloss, nats a word\nloss at step\nloss\nnats"),
     "training",
     N_("the mean of −ln p of the right answers, natural logarithm, of each step's texts before "
        "the update; 0 is certain and right")},
    {"train-chance", N_("chance\nchance:"), "training",
     N_("the loss of whoever knows nothing and gives each of C words 1/C: ln C")},
    {"train-floor", N_("how often words come\nword counts"), "training",
     N_("a floor by counting: the lowest mean loss of whoever knows how often each word follows")},
    {"floor-position", N_("the position alone\nposition"), "training",
     N_("a floor: the lowest mean loss of whoever knows the position and no word")},
    {"floor-word", N_("the word alone\nword"), "training",
     N_("a floor: the lowest mean loss of whoever knows the word and not where it stands")},
    {"floor-both", N_("word and position\nword, position\na sum cannot reach this"), "training",
     N_("a floor of whoever knows both; a sum of a word's and a position's logits is above it")},
    {"floor-bag", N_("the word and the mix of words so far\nword mix"), "training",
     N_("a floor of whoever knows the word and in what proportions words came, not their order")},
    {"floor-prefix", N_("all words so far, in order\nall words so far"), "training",
     N_("a floor: the lowest mean loss of whoever knows all words so far and their order")},
    {"train-place", N_("place"), "training",
     N_("the places of the text that is read, at each of which a word is asked for")},
    {"train-asked", N_("next\nbefore\nwho\nsays"), "training",
     N_("what is right there: the word that comes next, the word before, who chased, or the word "
        "to be said")},
    {"train-share", N_("p, without P\np, with P\np,"), "training",
     N_("the probability that the model gives to what is right; > .999 is not yet 1. e shows the "
        "loss or the word instead")},
    {"train-place-loss", N_("−ln p"), "training", N_("the loss of one place, −ln p")},
    {"train-mean", N_("mean of −ln p"), "training",
     N_("over the places above, with the positions as they are now; ≥ what it cannot go below")},
    {"train-best", N_("the best p that can be reached, by counting\nbest p, by counting"),
     "training",
     N_("┊ is the share of that answer among all that follow where the model sees the same")},
    {"train-unseen", N_("right, unseen\nright, fresh"), "training",
     N_("how many answers are right in texts that were not trained on, while it is paused")},
    {"train-after", N_("after"), "training",
     N_("the words with the largest p after the selected place, of which S says one")},
    {"train-choice", N_("temp\ntop"), "training",
     N_("temperature (Ctrl-Up, Ctrl-Down) and top-k: logits are divided by it before softmax, and "
        "only the largest k are kept")},
    {"train-update", N_("v =\nm =\nT =\nv\nm\nT\ng"), "training",
     N_("the update of the selected number of T that leads to the next step: v is the velocity of "
        "momentum, m and v are Adam's means of the gradient and of its square")},
    {"train-others", N_("others\nother"), "training", N_("the words that are not listed")},
    {"train-row", N_("# row"), "training",
     N_("rows of the table that are trained, by their index, with their word")},
    {"train-e", N_("E at step 0\nE at step"), "training",
     N_("the rows of E as they were drawn, and as they are at this step of the run that is named")},
    {"train-moved", N_("|ΔE|"), "training",
     N_("how far the row of E is from where it was at step 0; 0 is exactly where it was")},
    {"train-gradient", N_("gradient\n|gradient|"), "training",
     N_("• the length of the row's gradient, 0 where it is 0; – the step does not read the word. "
        "Momentum and Adam also move rows without one")},
    {"train-no-input", N_("no input"), "training",
     N_("the word is read nowhere, only asked for, so that its row of T has no gradient")},
    {"train-columns", N_("U: cosines of columns"), "training",
     N_("two by two of words after the selected one: with the same contexts columns are the same")},
    {"train-near", N_("near in E\nmean"), "training",
     N_("the largest cosines of rows, and their mean; in a corpus of words used 5 times")},
    {"train-near-u", N_("near in U"), "training", N_("the largest cosines of columns of U")},
    {"train-parts", N_("last gain\nlast bias\ngain\nbias\nW_Q\nW_K\nW_V\nW_O\nU"), "training",
     N_("the length of the gradient of each part: gain and bias of a norm, matrices of a block, "
        "U")},

    {"less-true", N_("less the true P"), "schemes", N_("the wrong formula minus the true one")},
};
const int glossary_count = sizeof glossary / sizeof *glossary;
