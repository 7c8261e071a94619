#include "app/input/mouse.h"

const struct gesture gestures[] = {
    {"click a tab", "that view"},
    {"click the sentence", "the cursor there"},
    {"click a token or wave", "select the token"},
    {"click a cell", "select its token and dimension"},
    {"click a column's heading", "select the dimension below it"},
    {"click a panel's title", "its view, or its next matrix or form"},
    {"click a near word", "its token, or its row of the vocabulary"},
    {"click the curve of similarity", "its distance as the shift k, or its token"},
    {"click a scheme", "put it in force"},
    {"wheel", "along the positions, or through the list under it"},
    {"Shift-wheel", "along the dimensions"},
};
const int gesture_count = sizeof gestures / sizeof *gestures;
