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
#define DOWN_HEAD 16  /* "after die @ 12" and blanks */
#define PLACE_COLS 12 /* " @ 10000000" */
#define CHOICE_BYTES 64

/* The shares of every class: as they are chosen among, and before top-k leaves any out. */
struct shares {
    int classes; /* 0: nothing is known */
    double *p, *uncut;
};

/* The largest shares of one side or of both, and what is left for the others. */
struct next {
    int count; /* classes; 0: nothing is known yet */
    int word[WORDS_MAX], words;
    double rest;
    bool rest_cut; /* top-k left out one of the others */
};

/* Whether class i, which is after `best`, is listed before it: what is chosen among comes first,
 * the others by what the model gave them; of equal shares what is right, then the first class. */
static bool is_before(const struct shares *s, int i, int best, int asked)
{
    bool chosen = s->p[i] > 0 || s->p[best] > 0;
    const double *p = chosen ? s->p : s->uncut;
    if (fabs(p[i] - p[best]) > TRAIN_TIE * fmax(p[i], p[best])) return p[i] > p[best];
    return i == asked && best != asked;
}

static bool is_listed(const struct next *n, int class)
{
    for (int k = 0; k < n->words; k++)
        if (n->word[k] == class) return true;
    return false;
}

/* Whether top-k leaves out some of the classes. */
static bool is_top_acting(const struct app *a, int classes)
{
    return a->training.choice.top > 0 && a->training.choice.top < classes;
}

/* Whether a word's share is 0 for no other reason than top-k: the temperature 0 leaves one word by
 * itself. */
static bool is_cut(const struct app *a, const struct shares *s, int class)
{
    return is_top_acting(a, s->classes) && a->training.choice.temperature > 0 &&
           !(s->p[class] > 0) && s->uncut[class] > 0;
}

/* The rest is summed itself: one minus the others would leave rounding. */
static struct next choose_words(const struct app *a, const struct shares *s, int wanted)
{
    struct next n = {.count = s->classes};
    int place = training_place(a), asked = place < 0 ? -1 : a->training_view.asked[place];
    while (n.words < wanted && n.words < s->classes) {
        int best = -1;
        for (int i = 0; i < s->classes; i++)
            if (!is_listed(&n, i) && (best < 0 || is_before(s, i, best, asked))) best = i;
        n.word[n.words++] = best;
    }
    for (int i = 0; i < s->classes; i++) {
        if (is_listed(&n, i)) continue;
        n.rest += s->p[i];
        n.rest_cut |= is_cut(a, s, i);
    }
    return n;
}

static struct shares new_shares(int classes)
{
    struct shares s = {.p = memory_new(2 * (size_t)classes, sizeof *s.p)};
    if (!s.p) return s;
    s.classes = classes;
    s.uncut = s.p + classes;
    return s;
}

/* p is to be freed. */
static struct shares shares_of(const struct app *a, bool side)
{
    const struct training_model *m = &a->training_view;
    const struct training_sight *sight = &m->sight[side];
    int place = training_place(a), classes = sight->trace.classes;
    if (!sight->ready || place < 0) return (struct shares){0};
    const double *logit =
        sight->trace.logit + (m->example.mean ? 0 : (size_t)place * (size_t)classes);
    if (isnan(*logit)) return (struct shares){0};
    struct shares s = new_shares(classes);
    if (!s.classes) return s;
    struct train_choice all = {.temperature = a->training.choice.temperature};
    if (!(all.temperature > 0)) all.temperature = 1;
    train_chosen_shares(logit, classes, &a->training.choice, s.p);
    train_chosen_shares(logit, classes, &all, s.uncut);
    return s;
}

/* The larger share of every class, by which the words of both sides are put in one order. p is to
 * be freed. */
static struct shares larger_shares(const struct shares *of, int sides)
{
    struct shares s = {0};
    for (int i = 0; i < sides; i++) {
        if (!of[i].classes) continue;
        bool first = !s.classes;
        if (first) s = new_shares(of[i].classes);
        for (int k = 0; k < s.classes && k < of[i].classes; k++) {
            s.p[k] = first ? of[i].p[k] : fmax(s.p[k], of[i].p[k]);
            s.uncut[k] = first ? of[i].uncut[k] : fmax(s.uncut[k], of[i].uncut[k]);
        }
    }
    return s;
}

/* A word's share, or that top-k left it out: it is not impossible then. */
static void draw_chance(const struct app *a, const struct canvas *c, struct span at, bool side,
                        const struct shares *s, int class)
{
    enum role role = training_side_role(side);
    int share = min_int(at.cols, SHARE_COLS);
    if (is_cut(a, s, class)) {
        draw_text(c, at.row, at.col, share, ROLE_DIM, _("cut"));
        return;
    }
    struct str text = STR_EMPTY;
    training_share_text(s->p[class], 3, &text);
    draw_text(c, at.row, at.col, share, role, str_text(&text));
    str_free(&text);
    struct span bar = {at.row, at.col + SHARE_COLS + 1, max_int(at.cols - SHARE_COLS - 2, 0)};
    training_bar_draw(c, bar, role, s->p[class]);
}

/* "7 others 0.0002", of the words that are not listed. */
static void rest_text(const struct next *n, struct str *out)
{
    str_clear(out);
    if (n->count <= n->words) return;
    int others = n->count - n->words;
    str_addf(out, words_plural("%d other ", "%d others ", (unsigned)others), others);
    if (n->rest > 0)
        training_share_text(n->rest, 4, out);
    else if (n->rest_cut)
        str_adds(out, _("cut"));
    else
        str_addc(out, '0');
}

/* "after you @ 7"; where that has no room, the word is cut before its place is. */
static int draw_heading(const struct app *a, const struct canvas *c)
{
    int place = training_place(a), col = c->col, end = c->col + c->cols;
    col += draw_text(c, c->row, col, c->cols, ROLE_DIM, _("after "));
    if (place < 0) {
        col += draw_text(c, c->row, col, max_int(end - col, 0), ROLE_DIM, DRAW_MISSING);
        return col - c->col;
    }
    const struct training_model *m = &a->training_view;
    struct str text = STR_EMPTY, at = STR_EMPTY;
    training_word_text(a, (int)m->example.word[place], &text);
    str_addf(&at, " @ %llu",
             m->of_text ? label_position(a, m->first + (size_t)place) : (unsigned long long)place);
    int room = end - col - min_int(draw_width(c, str_text(&at)), PLACE_COLS);
    col += draw_cut(c, (struct span){c->row, col, clamp_int(room, 1, WORD_COLS)}, ROLE_ACCENT,
                    str_text(&text), text.len);
    col += draw_cut(c, (struct span){c->row, col, clamp_int(end - col, 0, PLACE_COLS)}, ROLE_ACCENT,
                    str_text(&at), at.len);
    str_free(&text);
    str_free(&at);
    return col - c->col;
}

bool training_choice_acts(const struct app *a)
{
    return fabs(a->training.choice.temperature - 1) > 0.01 ||
           is_top_acting(a, a->training_view.sight[training_side(a)].trace.classes);
}

/* "temp 1.0  top 10 of 12", what the words are chosen by; in short without the classes. Keys set
 * tenths; the option takes any number, of which three digits are shown. */
static void choice_text(const struct app *a, bool brief, char out[CHOICE_BYTES])
{
    const struct train_choice *choice = &a->training.choice;
    int classes = a->training_view.sight[training_side(a)].trace.classes;
    char temperature[16];
    bool tenths = fabs(choice->temperature - round(choice->temperature * 10) / 10) < 1e-9;
    snprintf(temperature, sizeof temperature, tenths ? "%.1f" : "%.3g", choice->temperature);
    if (!is_top_acting(a, classes))
        snprintf(out, CHOICE_BYTES, _("temp %s"), temperature);
    else if (brief)
        snprintf(out, CHOICE_BYTES, _("temp %s top %d"), temperature, choice->top);
    else
        snprintf(out, CHOICE_BYTES, _("temp %s  top %d of %d"), temperature, choice->top, classes);
}

static void draw_entry(const struct app *a, const struct canvas *c, struct span at, bool side,
                       const struct shares *s, int class)
{
    struct str text = STR_EMPTY;
    int asked = a->training_view.asked[training_place(a)];
    bool narrow = at.cols < ENTRY_COLS - 1;
    int word = min_int(narrow ? WORD_COLS_NARROW : WORD_COLS, at.cols - SHARE_COLS - 3);
    training_class_text(a, class, &text);
    draw_cut(c, (struct span){at.row, at.col, word},
             class == asked ? training_side_role(side) : ROLE_DIM, str_text(&text), text.len);
    draw_chance(a, c, (struct span){at.row, at.col + word + 1, at.cols - word - 1}, side, s, class);
    str_free(&text);
}

/* A side's words beside one another, from that column on. */
static void draw_side_across(const struct app *a, const struct canvas *c, struct span at, bool side)
{
    int end = at.col + at.cols, col = at.col, names = draw_width(c, training_side_name(false)) + 2;
    draw_text(c, at.row, col, names, training_side_role(side), training_side_name(side));
    col += names;
    int each = clamp_int((end - REST_COLS - col) / ENTRIES_MIN, ENTRY_MIN, ENTRY_COLS);
    int wanted = clamp_int((end - REST_COLS - col) / each, 1, WORDS_MAX);
    struct shares s = shares_of(a, side);
    struct next n = choose_words(a, &s, wanted);
    struct str text = STR_EMPTY;
    if (!n.count) draw_text(c, at.row, col, 1, ROLE_DIM, DRAW_MISSING);
    for (int k = 0; k < n.words; k++, col += each)
        draw_entry(a, c, (struct span){at.row, col, each}, side, &s, n.word[k]);
    rest_text(&n, &text);
    draw_text(c, at.row, col, end - col, ROLE_DIM, str_text(&text));
    str_free(&text);
    free(s.p);
}

/* A row for each side, after the heading and what is under it. */
static void draw_across(const struct app *a, const struct canvas *c)
{
    bool side[2];
    char choice[CHOICE_BYTES];
    choice_text(a, true, choice);
    int sides = training_sides(a, side),
        head = max_int(max_int(draw_heading(a, c), draw_width(c, choice)), 14) + 2;
    for (int i = 0; i < sides && i < c->rows; i++)
        draw_side_across(a, c, (struct span){c->row + i, c->col + head, c->cols - head}, side[i]);
    char full[CHOICE_BYTES];
    choice_text(a, false, full);
    draw_text(c, c->row + 1, c->col, c->rows > 1 ? head - 1 : 0, ROLE_DIM,
              draw_width(c, full) < head ? full : choice);
}

/* What the words are chosen by, if that is not the model alone: at the right of the first row, from
 * that column on, or in a last row of its own. Returns the rows left for words. */
static int draw_choice(const struct app *a, const struct canvas *c, int from)
{
    char text[CHOICE_BYTES];
    if (!training_choice_acts(a)) return c->rows - 1;
    choice_text(a, true, text);
    if (draw_width(c, text) <= c->cols - from) {
        draw_right(c, c->row, c->col + from, c->cols - from, ROLE_ACCENT, text);
        return c->rows - 1;
    }
    if (c->rows > 2) draw_text(c, c->row + c->rows - 1, c->col, c->cols, ROLE_ACCENT, text);
    return c->rows > 2 ? c->rows - 2 : c->rows - 1;
}

/* The words of the rows at the left, before the sides' columns. */
static void draw_down_words(const struct app *a, const struct canvas *c, const struct next *n)
{
    int place = training_place(a), asked = place < 0 ? -1 : a->training_view.asked[place];
    struct str text = STR_EMPTY;
    for (int k = 0; k < n->words; k++) {
        str_clear(&text);
        training_class_text(a, n->word[k], &text);
        draw_cut(c, (struct span){c->row + 1 + k, c->col, c->cols},
                 n->word[k] == asked ? ROLE_TEXT : ROLE_DIM, str_text(&text), text.len);
    }
    str_free(&text);
}

/* The name of a side where its column has room for it, else the short one. */
static const char *down_name(const struct canvas *c, bool side, int each)
{
    bool whole = draw_width(c, training_side_name(false)) < each;
    return whole ? training_side_name(side) : training_side_brief(side);
}

/* A row for each of the words to which either side gives the largest shares, and a column for each
 * side. */
static void draw_down(const struct app *a, const struct canvas *c)
{
    bool side[2];
    int sides = training_sides(a, side), head = min_int(DOWN_HEAD, c->cols * 4 / 9),
        each = (c->cols - head) / max_int(sides, 1);
    struct shares of[2] = {{0}};
    for (int i = 0; i < sides; i++) of[i] = shares_of(a, side[i]);
    struct canvas left = *c;
    left.cols = head - 1;
    draw_heading(a, &left);
    int last = head + (sides - 1) * each,
        rows =
            sides ? draw_choice(a, c, last + draw_width(c, down_name(c, side[sides - 1], each)) + 1)
                  : 0;
    struct shares larger = larger_shares(of, sides);
    struct next n = choose_words(a, &larger, min_int(rows, WORDS_MAX));
    for (int i = 0; i < sides; i++) {
        int col = c->col + head + i * each;
        draw_text(c, c->row, col, each, training_side_role(side[i]), down_name(c, side[i], each));
        for (int k = 0; k < n.words && of[i].classes; k++)
            draw_chance(a, c, (struct span){c->row + 1 + k, col, each}, side[i], &of[i], n.word[k]);
        if (!of[i].classes && c->rows > 1) draw_text(c, c->row + 1, col, 1, ROLE_DIM, DRAW_MISSING);
        free(of[i].p);
    }
    draw_down_words(a, &left, &n);
    free(larger.p);
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
