#include "app/mouse.h"

const struct gesture gestures[] = {
    {"click a tab", "that view"},
    {"click the sentence", "the cursor there"},
    {"click a token or wave", "select the token"},
    {"click a cell", "select its token and dimension"},
    {"click a panel's heading", "select the dimension below it"},
    {"wheel", "along the positions, or through the list under it"},
    {"Shift-wheel", "along the dimensions"},
};
const int gesture_count = sizeof gestures / sizeof *gestures;
