#include "view/embedding/embedding_heading.h"

#include "base/num.h"
#include "base/safe.h"

#define WORD_COLS_MAX 14

void embedding_heading_draw(const struct canvas *c, int row, const struct embedding_heading *h)
{
    const char *const forms[][2] = {{h->title, h->aside},
                                    {h->title, h->aside_brief},
                                    {h->brief, h->aside},
                                    {h->brief, h->aside_brief}};
    int word = h->word ? safe_width(str_text(h->word), h->word->len, c->caps->ascii) : 0;
    word = h->word ? min_int(word, WORD_COLS_MAX) + 1 : 0;
    int form = -1, left, right;
    do {
        form++;
        left = draw_width(c, forms[form][0]) + word + 3;
        right = *forms[form][1] ? draw_width(c, forms[form][1]) + 3 : 0;
    } while (left + right > c->cols && form < 3);
    draw_rule(c, row, c->col, c->cols, ROLE_LINE);
    int col = c->col + 1, end = c->col + c->cols;
    frame_fill(c->frame, row, col, 1, min_int(left, c->cols) - 1,
               role_style(ROLE_BACK, c->caps->depth));
    col += 1 + draw_text(c, row, col + 1, end - col - 1, ROLE_STRONG, forms[form][0]);
    if (h->word)
        draw_cut(c, (struct span){row, col + 1, min_int(word, end - col) - 1}, ROLE_ACCENT,
                 str_text(h->word), h->word->len);
    if (!right || left + right > c->cols) return;
    frame_fill(c->frame, row, end - right, 1, right - 1, role_style(ROLE_BACK, c->caps->depth));
    draw_text(c, row, end - right + 1, right, ROLE_DIM, forms[form][1]);
}
