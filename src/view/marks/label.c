#include "view/marks/label.h"

#include <stdio.h>

#include "base/words.h"

void label_token(const struct app *a, size_t i, struct str *out)
{
    struct piece piece = pipeline_piece(&a->pipeline, i);
    size_t n = piece.end - piece.start;
    draw_token(out, pipeline_bytes(&a->pipeline, piece), n, n == 1);
}

int label_token_draw(const struct app *a, const struct canvas *c, struct span at, enum role role,
                     size_t i)
{
    struct str text = STR_EMPTY;
    label_token(a, i, &text);
    int taken = draw_cut(c, at, role, str_text(&text), text.len);
    str_free(&text);
    return taken;
}

unsigned long long label_position(const struct app *a, size_t i)
{
    return (unsigned long long)pipeline_position(&a->pipeline, i);
}

enum role label_token_role(bool selected, bool is_new)
{
    static const enum role roles[2][2] = {{ROLE_TEXT, ROLE_NEW}, {ROLE_ROW_ACCENT, ROLE_ROW_NEW}};
    return roles[selected][is_new];
}

void label_no_tokens(const struct canvas *c, int row, int col, int cols)
{
    draw_text(c, row, col, cols, ROLE_DIM, _("no tokens yet: type a sentence above"));
}

void label_dim(const struct canvas *c, int row, int col, int at, int cols, int dim)
{
    char text[24];
    int digits = snprintf(text, sizeof text, "▾%d", dim) - (int)sizeof "▾" + 1;
    if (at + 1 + digits > cols && at >= digits) {
        snprintf(text, sizeof text, "%d▾", dim);
        at -= digits;
    }
    draw_text(c, row, col + at, c->cols, ROLE_ACCENT, text);
}

void label_dims(int first, int count, int d, char out[48])
{
    out[0] = '\0';
    if (count < d) snprintf(out, 48, _("%d…%d of %d"), first, first + count - 1, d);
}
