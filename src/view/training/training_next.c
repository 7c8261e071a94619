/* The words that each run would say after the selected place, with the temperature and the top-k
 * that they are chosen by. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "app/learning/training.h"
#include "base/memory.h"
#include "base/num.h"
#include "base/words.h"
#include "train/run/say.h"
#include "view/marks/label.h"
#include "view/training/training_parts.h"

#define SHARE_COLS 5
#define ACROSS_FROM 70 /* columns from which on the words stand beside one another */
#define ENTRY_COLS 22  /* of a word, its p and its bar, */
#define ENTRY_MIN 17   /* and where three have no more room */
#define REST_COLS 18   /* "1041 others .9962" */
#define ENTRIES_MIN 3
#define WORDS_MAX 8
#define WORD_COLS 9
#define WORD_COLS_NARROW 7
#define DOWN_HEAD 14 /* "after you @ 7" */

/* The largest shares of one side, and what is left for the others. */
struct next {
    bool side;
    int count; /* classes; 0: nothing is known yet */
    int word[WORDS_MAX], words;
    double p[WORDS_MAX], rest;
};

/* Whether class i, which is after `best`, is listed before it: of equal shares what is right comes
 * first, then the first class. */
static bool is_before(const double *p, int i, int best, int asked)
{
    if (fabs(p[i] - p[best]) > TRAIN_TIE * fmax(p[i], p[best])) return p[i] > p[best];
    return i == asked && best != asked;
}

/* The rest is summed itself: one minus the others would leave rounding. */
static void choose_words(const double *p, int classes, int wanted, int asked, struct next *n)
{
    n->words = 0;
    n->rest = 0;
    for (int k = 0; k < wanted && k < classes; k++) {
        int best = -1;
        for (int i = 0; i < classes; i++) {
            bool taken = false;
            for (int j = 0; j < k; j++) taken |= n->word[j] == i;
            if (!taken && (best < 0 || is_before(p, i, best, asked))) best = i;
        }
        n->word[k] = best;
        n->p[k] = p[best];
        n->words++;
    }
    for (int i = 0; i < classes; i++) {
        bool listed = false;
        for (int j = 0; j < n->words; j++) listed |= n->word[j] == i;
        if (!listed) n->rest += p[i];
    }
}

/* The shares of every class, as they are chosen among. NULL: nothing is known; else to be freed. */
static double *shares_of(const struct app *a, bool side)
{
    const struct training_model *m = &a->training_view;
    const struct training_sight *s = &m->sight[side];
    int place = training_place(a), classes = s->trace.classes;
    if (!s->ready || place < 0) return NULL;
    const double *logit = s->trace.logit + (m->example.mean ? 0 : (size_t)place * (size_t)classes);
    double *p = isnan(*logit) ? NULL : memory_new((size_t)classes, sizeof *p);
    if (p) train_chosen_shares(logit, classes, &a->training.choice, p);
    return p;
}

static struct next next_of(const struct app *a, bool side, int wanted)
{
    struct next n = {.side = side};
    double *p = shares_of(a, side);
    if (!p) return n;
    n.count = a->training_view.sight[side].trace.classes;
    choose_words(p, n.count, wanted, a->training_view.asked[training_place(a)], &n);
    free(p);
    return n;
}

static void share_text(double p, struct str *out)
{
    str_clear(out);
    training_share_text(p, 3, out);
}

/* "others 0.0002", of the words that are not listed. */
static void rest_text(const struct next *n, struct str *out)
{
    str_clear(out);
    if (n->count <= n->words) return;
    int others = n->count - n->words;
    str_addf(out, words_plural("%d other ", "%d others ", (unsigned)others), others);
    if (n->rest > 0)
        training_share_text(n->rest, 4, out);
    else
        str_addc(out, '0');
}

/* "after you @ 7". */
static int draw_heading(const struct app *a, const struct canvas *c)
{
    int place = training_place(a), col = c->col;
    col += draw_text(c, c->row, col, c->cols, ROLE_DIM, _("after "));
    if (place < 0) {
        col += draw_text(c, c->row, col, c->cols, ROLE_DIM, DRAW_MISSING);
        return col - c->col;
    }
    const struct training_model *m = &a->training_view;
    struct str text = STR_EMPTY;
    training_word_text(a, (int)m->example.word[place], &text);
    col +=
        draw_cut(c, (struct span){c->row, col, WORD_COLS}, ROLE_ACCENT, str_text(&text), text.len);
    str_clear(&text);
    str_addf(&text, " @ %llu",
             m->of_text ? label_position(a, m->first + (size_t)place) : (unsigned long long)place);
    col += draw_text(c, c->row, col, 12, ROLE_ACCENT, str_text(&text));
    str_free(&text);
    return col - c->col;
}

/* "temp 1.0  top 10 of 12", what the words are chosen by: the longest form that is shown whole. */
static void choice_text(const struct app *a, const struct canvas *c, int classes, struct str *out)
{
    const struct train_choice *choice = &a->training.choice;
    bool few = choice->top && choice->top < classes;
    char forms[3][48];
    snprintf(forms[0], sizeof *forms, _("temp %.1f  top %d of %d"), choice->temperature,
             choice->top, classes);
    snprintf(forms[1], sizeof *forms, _("temp %.1f top %d"), choice->temperature, choice->top);
    snprintf(forms[2], sizeof *forms, _("temp %.1f"), choice->temperature);
    int form = few ? 0 : 2;
    while (form < 2 && draw_width(c, forms[form]) > c->cols) form++;
    str_adds(out, forms[form]);
}

static void draw_entry(const struct app *a, const struct canvas *c, struct span at,
                       const struct next *n, int i)
{
    struct str text = STR_EMPTY;
    int place = training_place(a), asked = a->training_view.asked[place];
    enum role role = training_side_role(n->side);
    bool narrow = at.cols < ENTRY_COLS - 1;
    int word = min_int(narrow ? WORD_COLS_NARROW : WORD_COLS, at.cols - SHARE_COLS - 3),
        col = at.col;
    training_class_text(a, n->word[i], &text);
    draw_cut(c, (struct span){at.row, col, word}, n->word[i] == asked ? role : ROLE_DIM,
             str_text(&text), text.len);
    col += word + 1;
    share_text(n->p[i], &text);
    draw_text(c, at.row, col, SHARE_COLS, role, str_text(&text));
    col += SHARE_COLS + 1;
    training_bar_draw(c, (struct span){at.row, col, max_int(at.col + at.cols - col - 1, 0)}, role,
                      n->p[i]);
    str_free(&text);
}

/* A row for each side: its words beside one another. */
static void draw_across(const struct app *a, const struct canvas *c)
{
    bool side[2];
    int sides = training_sides(a, side), head = max_int(draw_heading(a, c), 14) + 2,
        names = draw_width(c, training_side_name(false)) + 2;
    struct str text = STR_EMPTY;
    for (int i = 0; i < sides && i < c->rows; i++) {
        int row = c->row + i, col = c->col + head, end = c->col + c->cols;
        draw_text(c, row, col, names, training_side_role(side[i]), training_side_name(side[i]));
        col += names;
        int each = clamp_int((end - REST_COLS - col) / ENTRIES_MIN, ENTRY_MIN, ENTRY_COLS);
        int wanted = clamp_int((end - REST_COLS - col) / each, 1, WORDS_MAX);
        struct next n = next_of(a, side[i], wanted);
        if (!n.count) draw_text(c, row, col, 1, ROLE_DIM, DRAW_MISSING);
        for (int k = 0; k < n.words; k++, col += each)
            draw_entry(a, c, (struct span){row, col, each}, &n, k);
        rest_text(&n, &text);
        draw_text(c, row, col, end - col, ROLE_DIM, str_text(&text));
    }
    str_clear(&text);
    struct canvas choice = *c;
    choice.cols = head - 1;
    choice_text(a, &choice, a->training_view.sight[training_side(a)].trace.classes, &text);
    if (c->rows > 1) draw_text(c, c->row + 1, c->col, choice.cols, ROLE_DIM, str_text(&text));
    str_free(&text);
}

/* At the right of the first row, from that column on: whole or not at all. */
static void draw_choice(const struct app *a, const struct canvas *c, int from)
{
    const struct train_choice *choice = &a->training.choice;
    char text[32] = "";
    if (fabs(choice->temperature - 1) > 0.01)
        snprintf(text, sizeof text, _("temp %.1f"), choice->temperature);
    else if (choice->top)
        snprintf(text, sizeof text, _("top %d"), choice->top);
    if (draw_width(c, text) <= c->cols - from)
        draw_right(c, c->row, c->col + from, c->cols - from, ROLE_ACCENT, text);
}

/* A row for each of the words that either side gives the most, and a column for each side. */
static void draw_down(const struct app *a, const struct canvas *c)
{
    bool side[2];
    int sides = training_sides(a, side), head = min_int(DOWN_HEAD, c->cols * 2 / 5),
        each = (c->cols - head) / max_int(sides, 1);
    struct next n = next_of(a, training_side(a), min_int(c->rows - 1, WORDS_MAX));
    int place = training_place(a), asked = place < 0 ? -1 : a->training_view.asked[place];
    struct str text = STR_EMPTY;
    struct canvas heading = *c;
    heading.cols = head - 1;
    draw_heading(a, &heading);
    int last = head + (sides - 1) * each;
    if (sides) draw_choice(a, c, last + draw_width(c, training_side_name(side[sides - 1])) + 1);
    for (int i = 0; i < sides; i++) {
        int col = c->col + head + i * each;
        double *p = shares_of(a, side[i]);
        enum role role = training_side_role(side[i]);
        draw_text(c, c->row, col, each, role, training_side_name(side[i]));
        for (int k = 0; k < n.words && p; k++) {
            int row = c->row + 1 + k;
            share_text(p[n.word[k]], &text);
            draw_text(c, row, col, SHARE_COLS, role, str_text(&text));
            training_bar_draw(c, (struct span){row, col + SHARE_COLS + 1, each - SHARE_COLS - 2},
                              role, p[n.word[k]]);
        }
        if (!p && c->rows > 1) draw_text(c, c->row + 1, col, 1, ROLE_DIM, DRAW_MISSING);
        free(p);
    }
    for (int k = 0; k < n.words; k++) {
        str_clear(&text);
        training_class_text(a, n.word[k], &text);
        draw_cut(c, (struct span){c->row + 1 + k, c->col, head - 1},
                 n.word[k] == asked ? ROLE_TEXT : ROLE_DIM, str_text(&text), text.len);
    }
    str_free(&text);
}

void training_next_draw(const struct app *a, const struct canvas *c)
{
    if (!training_run(a, true)) {
        draw_text(c, c->row, c->col, c->cols, ROLE_DIM, _("after "));
        draw_text(c, c->row, c->col + 6, 1, ROLE_DIM, DRAW_MISSING);
        return;
    }
    (c->cols >= ACROSS_FROM ? draw_across : draw_down)(a, c);
}
