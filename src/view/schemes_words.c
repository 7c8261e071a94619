#include "view/schemes_words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum verdict schemes_verdict(const struct scheme_report *r, enum scheme_test test)
{
    const bool ok[SCHEME_TESTS] = {r->bounded.ok, r->unique.ok, r->same.ok, r->linear.ok};
    if (test == TEST_LINEAR && !r->linear.told)
        return VERDICT_OPEN;
    return ok[test] ? VERDICT_OK : VERDICT_FAILS;
}

/* Three digits, with the program's minus; shares without the leading 0 where it is short. */
static void number(struct str *out, double x)
{
    char text[32];
    int len = snprintf(text, sizeof text, fabs(x) >= 1e-3 && fabs(x) < 10 ? "%.2f" : "%.3g", fabs(x));
    bool whole = len > 3 && strcmp(text + len - 3, ".00") == 0;
    str_adds(out, x < 0 ? "−" : "");
    str_add(out, text, (size_t)(whole ? len - 3 : len));
}

static void bounded_figure(const struct scheme_report *r, struct str *out)
{
    if (!r->basis.length)
        return;
    number(out, r->bounded.low);
    str_adds(out, "…");
    number(out, r->bounded.high);
}

static void unique_figure(const struct scheme_report *r, struct str *out)
{
    const struct unique_test *t = &r->unique;
    if (t->count < 2)
        return;
    if (!(t->usual > 0)) {
        str_adds(out, "all equal");
        return;
    }
    if (!t->ok)
        str_addf(out, "%llu≈%llu ", (unsigned long long)t->a, (unsigned long long)t->b);
    str_addf(out, t->distance < 1e-2 ? "%.0e" : "%.2f", t->distance);
}

static void same_figure(const struct scheme_report *r, struct str *out)
{
    if (!r->same.ok)
        str_addf(out, "%.2f→%.2f", r->same.before, r->same.after);
}

static void linear_figure(const struct scheme_report *r, struct str *out)
{
    if (r->linear.trivial)
        str_adds(out, "no step");
    else if (!r->linear.told)
        str_adds(out, "too few");
    else
        str_addf(out, r->linear.ok ? "%.0e" : "%.2g", r->linear.residual);
}

void schemes_figure(const struct scheme_report *r, enum scheme_test test, struct str *out)
{
    static void (*const figures[SCHEME_TESTS])(const struct scheme_report *, struct str *) = {
        bounded_figure, unique_figure, same_figure, linear_figure};
    figures[test](r, out);
}

/* Lines in the making, and where the next one goes. */
struct writer {
    const struct app *a;
    const struct canvas *c;
    const struct scheme *scheme;
    const struct scheme_report *report;
    int row;
};

/* Bytes of `text` that fit into `cols` columns, cut between words where it can be. */
static size_t fits(const struct canvas *c, const char *text, int cols)
{
    if (draw_width(c, text) <= cols)
        return strlen(text);
    struct str head = STR_EMPTY;
    size_t best = 0;
    for (const char *at = strchr(text, ' '); at; at = strchr(at + 1, ' ')) {
        str_clear(&head);
        str_add(&head, text, (size_t)(at - text));
        if (draw_width(c, str_text(&head)) > cols)
            break;
        best = head.len;
    }
    str_free(&head);
    return best ? best : strlen(text);
}

/* Draws a sentence behind its head, over as many lines as it takes and there are, and frees it. */
static void put(struct writer *w, enum role role, const char *head, struct str *text)
{
    const struct canvas *c = w->c;
    int col = c->col + 2, cols = c->cols - 3;
    const char *rest = str_text(text);
    for (bool first = true; *rest && w->row < c->rows; first = false, w->row++) {
        int at = first ? draw_text(c, c->row + w->row, col, cols, role, head) + 1 : 2;
        bool last = w->row + 1 == c->rows;
        size_t n = fits(c, rest, cols - at - 2 * (last && draw_width(c, rest) > cols - at));
        struct str line = STR_EMPTY;
        str_add(&line, rest, n);
        if (last && rest[n])
            str_adds(&line, " …");
        draw_text(c, c->row + w->row, col + at, cols - at, ROLE_TEXT, str_text(&line));
        str_free(&line);
        rest += n + strspn(rest + n, " ");
    }
    str_free(text);
}

static void title(struct writer *w)
{
    struct str text = STR_EMPTY;
    int fails = 0;
    for (int i = 0; i < SCHEME_TESTS; i++)
        fails += schemes_verdict(w->report, (enum scheme_test)i) == VERDICT_FAILS;
    str_addf(&text, fails ? "fails %d of the 4 tests" : "no test fails", fails);
    put(w, ROLE_ACCENT, w->scheme->label, &text);
}

static void not_bounded(struct writer *w)
{
    const struct bounded_test *t = &w->report->bounded;
    struct str text = STR_EMPTY;
    number(&text, t->low);
    str_adds(&text, " … ");
    number(&text, t->high);
    str_adds(&text, " in this text, ");
    number(&text, t->later_low);
    str_adds(&text, " … ");
    number(&text, t->later_high);
    str_addf(&text, " with %d tokens more: E is near ±1 and drowns", BOUNDED_MORE);
    put(w, ROLE_WARN, "✗ bounded", &text);
}

static void not_unique(struct writer *w)
{
    const struct unique_test *t = &w->report->unique;
    struct str text = STR_EMPTY;
    if (!(t->usual > 0))
        str_addf(&text, "all %d positions have the same code", t->count);
    else
        str_addf(&text, "%llu and %llu have nearly one code, %.2g apart: in dim %d, where they differ most, %.4f and %.4f",
                 (unsigned long long)t->a, (unsigned long long)t->b, t->distance, t->dim, t->value_a, t->value_b);
    put(w, ROLE_WARN, "✗ unique", &text);
}

static double value_at(const struct writer *w, uint64_t place, uint64_t length)
{
    struct scheme_context c = w->a->pipeline.context;
    float value;
    c.length = length;
    w->scheme->row(&c, c.offset + place, 0, 1, &value);
    return (double)value;
}

static void not_same(struct writer *w)
{
    const struct same_test *t = &w->report->same;
    struct str text = STR_EMPTY;
    str_addf(&text, "token %llu is %.3f in %llu tokens, %.3f in %llu", (unsigned long long)t->place, t->before,
             (unsigned long long)t->length, t->after, (unsigned long long)t->longer);
    str_addf(&text, " · token 2: %.3g in 5, %.3f in 10", value_at(w, 2, 5), value_at(w, 2, 10));
    put(w, ROLE_WARN, "✗ any length", &text);
}

static void not_linear(struct writer *w)
{
    const struct linear_test *t = &w->report->linear;
    struct str text = STR_EMPTY;
    bool cosine, lone = w->scheme->paired && posenc_dim(&w->a->pipeline.waves,
                                                        posenc_pair(&w->a->pipeline.waves, t->dim, &cosine), true) < 0;
    str_addf(&text, "no matrix M gives P[pos+1] = P[pos] M: the best misses %.2g of dim %d's step over %d positions",
             t->residual, t->dim, t->count);
    str_adds(&text, lone ? "; this last sine has no cosine for a partner" : "");
    put(w, ROLE_WARN, "✗ shift linear", &text);
}

static void counter_examples(struct writer *w)
{
    static void (*const sentences[SCHEME_TESTS])(struct writer *) = {not_bounded, not_unique, not_same, not_linear};
    for (int i = 0; i < SCHEME_TESTS; i++)
        if (schemes_verdict(w->report, (enum scheme_test)i) == VERDICT_FAILS)
            sentences[i](w);
    if (schemes_verdict(w->report, TEST_LINEAR) != VERDICT_OPEN)
        return;
    struct str text = STR_EMPTY;
    str_addf(&text, "%d positions in %d dimensions: a matrix fits any such table", w->report->linear.count,
             w->a->params.d_model);
    put(w, ROLE_STRONG, "? shift linear", &text);
}

void schemes_words_draw(const struct app *a, const struct canvas *c)
{
    struct writer w = {a, c, &schemes[a->params.scheme], &a->schemes.reports[a->params.scheme], 0};
    if (!w.report->text_ready)
        return;
    title(&w);
    counter_examples(&w);
}
