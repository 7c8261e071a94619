#include "view/similarity/similarity_labels.h"

const char *similarity_matrix_name(enum similarity_matrix matrix)
{
    static const char *const names[] = {
        [SIMILARITY_P] = "P", [SIMILARITY_E] = "E", [SIMILARITY_X] = "X"};
    return names[matrix];
}

const char *similarity_shift_mark(const struct canvas *c)
{
    return c->caps->ascii ? "#" : "◆";
}
