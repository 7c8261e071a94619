#include "view/views.h"

#include "view/marks/label.h"
#include "view/schemes/schemes_parts.h"

void schemes_view_shown(const struct app *a, int rows, int cols, struct shown *out)
{
    struct schemes_layout t = schemes_layout(a, rows, cols);
    const struct strips *s = &t.strips;
    out->window.rows = s->lines;
    out->window.row = scroll_tokens(a, (size_t)s->lines);
    out->window.dims = s->dims;
    out->window.dim = scroll_dims(a, s->dims);
    out->cell_cols = s->cell_cols;
    out->list_first = scroll_to(a->shown.list_first, (size_t)(a->params.scheme - t.first),
                                (size_t)t.count, (size_t)t.visible);
    out->own_rows = t.visible;
}

void schemes_view_draw(const struct app *a, const struct canvas *c)
{
    struct schemes_layout t = schemes_layout(a, c->rows, c->cols);
    strips_fit(&t.strips, a, t.strips.lines, c->caps);
    if (!a->schemes.reports) return;
    schemes_table_draw(a, c, &t);
    if (t.words < 1) return;
    struct canvas words = *c;
    int blank = t.strips.slots == t.strips.lines * t.strips.per_line && t.words > 6;
    words.row += 1 + t.visible * t.strips.lines + blank;
    words.rows = t.words - blank;
    schemes_words_draw(a, &words);
}
