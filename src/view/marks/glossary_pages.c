/* What each view shows, in a few sentences: the first lines of its help page. */
#include "base/words.h"
#include "view/marks/glossary.h"

const struct glossary_page glossary_pages[] = {
    {"pipeline",
     N_("From left to right: the tokens with their indices, the rows of the embedding table that "
        "these pick out (E), the rows that belong to the positions (P), and X, their sum or, as & "
        "switches, one after the other, which is what a transformer is given. One row a token, one "
        "column a dimension, one coloured cell a "
        "number."),
     false},
    {"vocabulary",
     N_("The vocabulary gives each word a number, its index, and the embedding table "
        "has one row for "
        "each. A word's row is the same at every place of the sentence."),
     true},
    {"embedding",
     N_("The words' vectors as bars, as a map of two axes and as lists of the nearest words. The "
        "table starts with random numbers: without training no nearness has a meaning."),
     true},
    {"waves",
     N_("P over the positions, dimension by dimension, by any scheme. Of the sinusoidal scheme "
        "each "
        "dimension is a wave, and a pair of sine and cosine is a clock's hand: the pair and the "
        "base say how fast it turns. Positions that one hand takes for one, others may tell "
        "apart."),
     false},
    {"sum",
     N_("E, P and X number by number, for the selected token, beside another token. The same word "
        "twice has the same E, so that what differs in X comes from the positions alone."),
     false},
    {"similarity",
     N_("How alike the positions' vectors are, as a matrix and as a curve over the distance, and, "
        "of the sinusoidal scheme, the turn that leads from any position to the one k further "
        "on."),
     false},
    {"schemes",
     N_("Other ways to say where a token stands, each with its cells and four tests. "
        "After them stand "
        "formulas that are met but wrong, each beside the true one."),
     false},
    {"training",
     N_("Two small models learn by gradient descent from the same random rows: one reads E alone, "
        "the other E + P. The loss is drawn beside the floors that counting gives, each the "
        "lowest loss with that knowledge; below it stand the words that follow, and the rows of E "
        "as they move."),
     false},
    {"attention",
     N_("Each word looks at others: q·k of every two words, divided by √d_k, masked, made weights "
        "by "
        "softmax; with these the values are added, mixed by W_O, and added to the row. What the "
        "weights are, random, trained here or made, stands above."),
     false},
    {.view = NULL},
};
