#include "app/input/mouse.h"

#include "base/words.h"

const struct gesture gestures[] = {
    {N_("click a tab"), N_("that view")},
    {N_("click the sentence"), N_("the cursor there")},
    {N_("click a token or wave"), N_("select the token")},
    {N_("click a cell"), N_("select its token and dimension")},
    {N_("click a column's heading"), N_("select the dimension below it")},
    {N_("click a panel's title"), N_("its view, or its next matrix or form")},
    {N_("click a near word"), N_("its token, or its row of the vocabulary")},
    {N_("click the curve of similarity"), N_("its distance as the shift k, or its token")},
    {N_("click a scheme"), N_("put it in force")},
    {N_("wheel"), N_("along the positions, or through the list under it")},
    {N_("Shift-wheel"), N_("along the dimensions")},
};
const int gesture_count = sizeof gestures / sizeof *gestures;
