/* The inspector's line: the selected cell spelled out, from q·k to the weight. */
#include <math.h>
#include <stdio.h>

#include "app/learning/attention.h"
#include "base/words.h"
#include "view/attention/attention_parts.h"
#include "view/attention/map_parts.h"
#include "view/views.h"

/* The largest score that the row sees, and the sum of e^(score − max). */
struct softmax {
    double max, sum;
};

static struct softmax softmax_of(const struct attention_model *m, int word)
{
    struct softmax s = {(double)-INFINITY, 0};
    for (int j = 0; j < m->keys; j++) {
        double score = attention_cell(m, ATTENTION_MASKED, word, j);
        if (score > s.max) s.max = score;
    }
    for (int j = 0; j < m->keys; j++) {
        double score = attention_cell(m, ATTENTION_MASKED, word, j);
        if (!isnan(score)) s.sum += exp(score - s.max);
    }
    return s;
}

/* Without a plus sign. */
static struct draw_short plain_text(double value)
{
    struct draw_short out;
    snprintf(out.text, sizeof out.text, "%s%.4f", value < 0 ? "−" : "", fabs(value));
    return out;
}

static void add_steps(const struct app *a, struct parts *line, int word, int key)
{
    const struct attention_model *m = &a->attention;
    int square = (int)(attention_divisor(m) * attention_divisor(m) + 0.5);
    int dk = m->shape.d_model / m->shape.heads;
    double score = attention_cell(m, ATTENTION_SCALED, word, key);
    struct softmax s = softmax_of(m, word);
    double dot = attention_cell(m, ATTENTION_DOT, word, key);
    struct draw_short scaled = plain_text(score);
    parts_add(line, ROLE_BAR, _("q·k = Σ over %d = %s"), dk, plain_text(dot).text);
    parts_brief(line, "q·k %s", draw_signed_text(dot, 3).text);
    parts_add(line, ROLE_BAR, "÷ √%d = %s", square, scaled.text);
    parts_brief(line, "÷ √%d = %s", square, draw_signed_text(score, 3).text);
    parts_add(line, ROLE_BAR_COS, "e^(%s %s %.4f) / %.4f", scaled.text, s.max < 0 ? "+" : "−",
              fabs(s.max), s.sum);
    parts_brief(line, "e^%s%.3f / %.4f", score < s.max ? "−" : "", s.max - score, s.sum);
    parts_add(line, ROLE_BAR_STRONG, "= %s",
              attention_weight_fixed(attention_cell(m, ATTENTION_WEIGHT, word, key), 4).text);
}

/* Of a wrong formula what comes of it beside what is right: its steps are not these. */
static void add_wrong(const struct app *a, struct parts *line, int word, int key)
{
    const struct attention_model *m = &a->attention;
    int row = m->word[word].row, column = m->key[key].row, head = attention_head(m);
    double right = attention_value(m, ATTENTION_WEIGHT, true, head, row, column),
           wrong = attention_value(m, ATTENTION_WEIGHT, false, head, row, column);
    parts_add(line, ROLE_BAR_WARN, _("WRONG %s"), train_formulas[m->formula].name);
    parts_brief(line, _("WRONG"));
    parts_add(line, ROLE_BAR, _("weight %s"), attention_weight_fixed(wrong, 4).text);
    parts_add(line, ROLE_BAR_STRONG, _("right %s"), attention_weight_fixed(right, 4).text);
}

static void add_cell(const struct app *a, struct parts *line, int word, int key)
{
    const struct attention_model *m = &a->attention;
    if (m->word[word].row < 0 || m->key[key].row < 0) {
        parts_add(line, ROLE_BAR, _("one of the two has no X: no query or no key, no weight"));
        parts_brief(line, _("no X, no weight"));
    } else if (attention_masked(m, word, key)) {
        parts_add(line, ROLE_BAR, _("masked: it comes later, so there is no score and no weight"));
        parts_brief(line, _("masked: no weight"));
    } else if (m->formula != TRAIN_FORMULA_RIGHT) {
        add_wrong(a, line, word, key);
    } else {
        add_steps(a, line, word, key);
    }
}

bool attention_view_inspect(const struct app *a, const struct canvas *c)
{
    const struct attention_model *m = &a->attention;
    if (m->form == ATTENTION_MAP) {
        map_inspect(a, c);
        return true;
    }
    if (!m->ready) return false;
    int word = attention_row(a), key = attention_column(a), end = c->col + c->cols - 1;
    char text[48];
    snprintf(text, sizeof text, _("head %d, "), attention_head(m) + 1);
    int col = c->col + 1;
    if (c->cols >= 100) col += draw_text(c, c->row, col, end - col, ROLE_BAR_ACCENT, text);
    int name = (c->cols - 40) / 3 > 8 ? (c->cols - 40) / 3 : 8;
    name = name > 22 ? 22 : name;
    col += attention_place_draw(a, c, (struct span){c->row, col, name}, ROLE_BAR_ACCENT,
                                &m->word[word]);
    col += draw_text(c, c->row, col, end - col, ROLE_BAR_ACCENT, " → ");
    col +=
        attention_place_draw(a, c, (struct span){c->row, col, name}, ROLE_BAR_ACCENT, &m->key[key]);
    struct parts line = {.gap = 2};
    add_cell(a, &line, word, key);
    if (end - col - 2 > 4) parts_draw(c, (struct span){c->row, col + 2, end - col - 2}, &line);
    return true;
}
