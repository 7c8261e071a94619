/* The places of the text that is read: what is right at each, and what p each run gives it. */
#include <math.h>
#include <string.h>

#include "app/learning/training.h"
#include "base/num.h"
#include "base/words.h"
#include "train/net/maths.h"
#include "train/run/say.h"
#include "view/marks/label.h"
#include "view/training/training_parts.h"

#define WORD_COLS_MIN 6
#define SHARE_COLS 5 /* "1.000", ">.999" */
#define BEST "┊"

struct table {
    const struct app *app;
    const struct canvas *canvas;
    bool side[2];
    int sides;
    int place_cols, word_cols, bar_cols;
    int word_col, asked_col, side_col[2];
    int first, rows; /* of the example, from the first that is shown on */
};

/* What is asked for at a place, by goal. */
static const char *asked_name(int goal)
{
    static const char *const names[TRAIN_GOALS] = {
        [TRAIN_SENTENCE] = N_("next"), [TRAIN_CORPUS] = N_("next"), [TRAIN_COMPANY] = N_("next"),
        [TRAIN_BEFORE] = N_("before"), [TRAIN_CHASED] = N_("who"),  [TRAIN_BACKWARDS] = N_("says"),
    };
    return _(names[goal]);
}

static int word_width(const struct canvas *c, const struct app *a, int place)
{
    const struct training_model *m = &a->training_view;
    struct str text = STR_EMPTY;
    training_word_text(a, (int)m->example.word[place], &text);
    int width = draw_width(c, str_text(&text));
    if (m->asked[place] >= 0) {
        str_clear(&text);
        training_class_text(a, m->asked[place], &text);
        width = max_int(width, draw_width(c, str_text(&text)));
    }
    str_free(&text);
    return width;
}

static struct table lay_out(const struct app *a, const struct canvas *c)
{
    const struct training_model *m = &a->training_view;
    struct table t = {.app = a, .canvas = c};
    t.sides = training_sides(a, t.side);
    t.rows = max_int(c->rows - 2 - (c->rows >= m->example.n + 3), 1);
    int place = max_int(training_place(a), 0);
    t.first = (int)scroll_to(0, (size_t)place, (size_t)m->example.n, (size_t)t.rows);
    t.rows = min_int(t.rows, m->example.n - t.first);
    t.place_cols =
        m->of_text ? max_int(2, digit_count(label_position(a, m->first) + (unsigned)m->example.n))
                   : 2;
    int longest = WORD_COLS_MIN;
    for (int i = t.first; i < t.first + t.rows; i++)
        longest = max_int(longest, word_width(c, a, i));
    int room = c->cols - t.place_cols - 1;
    t.word_cols = min_int(longest, min_int(room * 2 / 9, 14));
    t.word_col = c->col + t.place_cols + 1;
    t.asked_col = t.word_col + t.word_cols + 1;
    int rest = c->col + c->cols - (t.asked_col + t.word_cols + 1),
        each = rest / max_int(t.sides, 1);
    t.bar_cols = min_int(max_int(each - SHARE_COLS - 3, 0), 20);
    for (int i = 0; i < t.sides; i++) t.side_col[i] = t.asked_col + t.word_cols + 1 + i * each;
    return t;
}

static void draw_heading(const struct table *t)
{
    const struct canvas *c = t->canvas;
    const struct app *a = t->app;
    static const char *const of[] = {[TRAINING_PLACES_P] = N_("p, "),
                                     [TRAINING_PLACES_LOSS] = N_("−ln p, "),
                                     [TRAINING_PLACES_WORD] = N_("says, ")};
    draw_text(c, c->row, c->col, t->word_col + t->word_cols - c->col, ROLE_DIM, _("place"));
    draw_text(c, c->row, t->asked_col, t->word_cols, ROLE_DIM,
              asked_name(training_run(a, true)->recipe.goal));
    for (int i = 0; i < t->sides; i++) {
        int room = t->bar_cols + SHARE_COLS + 2, col = t->side_col[i];
        const char *name = training_side_name(t->side[i]), *what = _(of[a->training_view.places]);
        enum role role = training_side_role(t->side[i]);
        if (draw_width(c, what) + draw_width(c, training_side_name(false)) <= room)
            col += draw_text(c, c->row, col, room, role, what);
        draw_text(c, c->row, col, room, role, name);
    }
    link_action(a, c, c->row, t->asked_col + t->word_cols + 1, t->sides * (t->bar_cols + 8),
                "training-places");
}

/* The class of the largest p; of those that rounding alone tells apart, the first. */
static int largest(const double *p, int n)
{
    int best = 0;
    for (int i = 1; i < n; i++)
        if (p[i] > p[best] * (1 + TRAIN_TIE)) best = i;
    return best;
}

static void draw_said(const struct table *t, int i, int place, int row)
{
    const struct training_sight *s = &t->app->training_view.sight[t->side[i]];
    const struct canvas *c = t->canvas;
    bool mean = t->app->training_view.example.mean;
    const double *p = s->trace.p + (mean ? 0 : (size_t)place * (size_t)s->trace.classes);
    int class = largest(p, s->trace.classes), asked = t->app->training_view.asked[place];
    if (isnan(p[class])) {
        draw_text(c, row, t->side_col[i], SHARE_COLS, ROLE_DIM, DRAW_MISSING);
        return;
    }
    struct str text = STR_EMPTY;
    training_class_text(t->app, class, &text);
    int room = t->bar_cols + 1;
    enum role role = asked < 0 || class == asked ? training_side_role(t->side[i]) : ROLE_WARN;
    draw_cut(c, (struct span){row, t->side_col[i], room}, role, str_text(&text), text.len);
    str_clear(&text);
    training_share_text(p[class], 3, &text);
    draw_text(c, row, t->side_col[i] + room + 1, SHARE_COLS, ROLE_DIM, str_text(&text));
    str_free(&text);
}

/* The p, its bar, and the mark of the best that can be reached. */
static void draw_share_of(const struct table *t, int i, int place, int row)
{
    const struct canvas *c = t->canvas;
    bool side = t->side[i], loss = t->app->training_view.places == TRAINING_PLACES_LOSS;
    const struct training_sight *s = &t->app->training_view.sight[side];
    double p = training_right_share(t->app, side, place), best = s->best[place];
    enum role role = training_side_role(side);
    struct str text = STR_EMPTY;
    if (!loss || isnan(p))
        training_share_text(p, 3, &text);
    else
        str_addf(&text, "%.3f", -train_log(p) + 0.0);
    draw_text(c, row, t->side_col[i], SHARE_COLS, role, str_text(&text));
    str_free(&text);
    int col = t->side_col[i] + SHARE_COLS + 1;
    if (t->bar_cols < 2 || t->app->training_view.asked[place] < 0) return;
    training_bar_draw(c, (struct span){row, col, t->bar_cols}, role, p);
    if (!s->ready || isnan(best)) return;
    int at = min_int((int)(best * t->bar_cols + 0.999), t->bar_cols);
    if (frame_cell(c->frame, row, col + at)->ch == ' ')
        draw_text(c, row, col + at, 1, c->caps->depth == DEPTH_NONE ? ROLE_TEXT : ROLE_ACCENT,
                  BEST);
}

/* The word that stands there, in the text's own spelling, and what is asked for. */
static void draw_words(const struct table *t, int place, int row, bool selected)
{
    const struct training_model *m = &t->app->training_view;
    const struct canvas *c = t->canvas;
    const struct span word = {row, t->word_col, t->word_cols},
                      asked = {row, t->asked_col, t->word_cols};
    enum role role = selected ? ROLE_ACCENT : ROLE_TEXT;
    size_t token = m->first + (size_t)place;
    struct str text = STR_EMPTY;
    if (m->of_text) {
        label_token_draw(t->app, c, word, role, token);
        if (token + 1 < t->app->pipeline.count)
            label_token_draw(t->app, c, asked, ROLE_TEXT, token + 1);
        return;
    }
    training_word_text(t->app, (int)m->example.word[place], &text);
    draw_cut(c, word, role, str_text(&text), text.len);
    str_clear(&text);
    if (m->asked[place] >= 0) training_class_text(t->app, m->asked[place], &text);
    draw_cut(c, asked, ROLE_TEXT, str_text(&text), text.len);
    str_free(&text);
}

static void draw_place(const struct table *t, int place, int row)
{
    const struct app *a = t->app;
    const struct canvas *c = t->canvas;
    const struct training_model *m = &a->training_view;
    bool selected = place == training_place(a);
    struct str text = STR_EMPTY;
    bool ground = selected && c->caps->depth != DEPTH_NONE; /* there the number is marked alone */
    if (ground) frame_fill(c->frame, row, c->col, 1, c->cols, role_style(ROLE_ROW, c->caps->depth));
    str_addf(&text, "%llu",
             m->of_text ? label_position(a, m->first + (size_t)place) : (unsigned long long)place);
    draw_right(c, row, c->col, t->place_cols, selected ? ROLE_ACCENT : ROLE_DIM, str_text(&text));
    draw_words(t, place, row, selected);
    str_free(&text);
    bool asked =
        m->asked[place] >= 0 || (m->of_text && m->first + (size_t)place + 1 < a->pipeline.count);
    for (int i = 0; i < t->sides && asked; i++)
        if (m->places == TRAINING_PLACES_WORD && m->sight[t->side[i]].ready)
            draw_said(t, i, place, row);
        else
            draw_share_of(t, i, place, row);
    if (ground) frame_tint(c->frame, row, c->col, 1, c->cols, SLOT_SELECTED);
    if (m->of_text) link_token(c, (struct area){row, c->col, 1, c->cols}, m->first + (size_t)place);
}

/* ---- below the places -------------------------------------------------- */

/* The mean as it is read now, and what it cannot go below. */
static void draw_mean(const struct table *t, int row)
{
    const struct canvas *c = t->canvas;
    draw_text(c, row, c->col, t->side_col[0] - c->col - 1, ROLE_DIM, _("mean of −ln p"));
    for (int i = 0; i < t->sides; i++) {
        const struct train_run *run = training_run(t->app, t->side[i]);
        double loss = training_read_loss(t->app, t->side[i]);
        int knows = training_binding_floor(run), col = t->side_col[i];
        struct str text = STR_EMPTY;
        if (isnan(loss))
            str_adds(&text, DRAW_MISSING);
        else
            str_addf(&text, loss > 0 && loss < 0.00005 ? "%.0e" : "%.4f", loss + 0.0);
        col += draw_text(c, row, col, 8, training_side_role(t->side[i]), str_text(&text)) + 1;
        str_clear(&text);
        bool same = run->recipe.goal == TRAIN_SENTENCE && !training_stale(t->app) &&
                    run->task.examples == 1;
        if (knows >= 0 && same && t->bar_cols >= 7 && !isnan(loss)) {
            double lowest = run->floors.of[knows].loss;
            str_addf(&text, lowest > 0 ? "≥ %.4f" : loss > 0 ? "> %.0f" : "= %.0f", lowest);
            draw_text(c, row, col, t->bar_cols, ROLE_DIM, str_text(&text));
        }
        str_free(&text);
    }
}

/* How many of the answers to texts that were not learned are right. */
static bool draw_unseen(const struct table *t, int row)
{
    const struct canvas *c = t->canvas;
    const struct train_task *task = &training_run(t->app, true)->task;
    if (!task->unseen && !task->drawn) return false;
    draw_text(c, row, c->col, t->side_col[0] - c->col - 1, ROLE_DIM,
              task->drawn ? _("right, fresh") : _("right, unseen"));
    for (int i = 0; i < t->sides; i++) {
        const struct training_sight *s = &t->app->training_view.sight[t->side[i]];
        struct str text = STR_EMPTY;
        if (s->scored)
            str_addf(&text, "%zu/%zu", s->score.right, s->score.asks);
        else
            str_adds(&text, DRAW_MISSING);
        draw_text(c, row, t->side_col[i], t->bar_cols + SHARE_COLS + 2,
                  training_side_role(t->side[i]), str_text(&text));
        str_free(&text);
    }
    return true;
}

/* Where the reading stands beside the training, and where it ends. */
static void note_text(const struct table *t, struct str *out)
{
    const struct training_model *m = &t->app->training_view;
    const struct train_run *run = training_run(t->app, true);
    uint64_t offset = t->app->params.offset;
    bool best = false;
    for (int i = 0; i < t->sides; i++)
        for (int k = 0; k < m->example.n; k++) best |= !isnan(m->sight[t->side[i]].best[k]);
    if (m->unknown != SIZE_MAX) {
        str_adds(out, _("no row was trained for the word after these"));
    } else if (training_sees_answer(&run->recipe)) {
        str_adds(out, t->canvas->cols < 56
                          ? _("no mask: each place sees the answer")
                          : _("no mask: each place sees the word that is asked of it"));
    } else if (m->example.source) {
        str_adds(out, _("reads "));
        for (int i = 0; i < m->example.sources; i++) {
            if (i) str_addc(out, ' ');
            training_word_text(t->app, (int)m->example.source[i], out);
        }
    } else if (run->task.cut && m->of_text && run->recipe.goal == TRAIN_SENTENCE) {
        str_adds(out, _("the text is longer: its first 64 pieces are learned"));
    } else if (m->of_text && offset != t->app->training.made.offset && !training_stale(t->app)) {
        str_addf(out, _("trained from position %llu on, read from %llu on"),
                 (unsigned long long)t->app->training.made.offset, (unsigned long long)offset);
    } else if (best) {
        str_adds(out, t->canvas->cols < 46 ? _("┊ best p, by counting")
                                           : _("┊ the best p that can be reached, by counting"));
    }
}

static void draw_foot(const struct table *t, int row)
{
    const struct canvas *c = t->canvas;
    struct str text = STR_EMPTY;
    int end = c->row + c->rows;
    if (row < end) draw_mean(t, row++);
    if (row < end && draw_unseen(t, row)) row++;
    note_text(t, &text);
    if (row < end && text.len) draw_text(c, row, c->col, c->cols, ROLE_DIM, str_text(&text));
    str_free(&text);
}

/* Words one after another in as many rows as they take. */
static void draw_sentences(const struct canvas *c, int row, const char *text)
{
    for (int col = c->col; *text && row < c->row + c->rows;) {
        size_t n = strcspn(text, " ");
        struct str word = STR_EMPTY;
        str_add(&word, text, n);
        int width = draw_width(c, str_text(&word));
        if (col > c->col && col + width > c->col + c->cols) {
            col = c->col;
            row++;
        }
        if (row < c->row + c->rows)
            draw_text(c, row, col, c->col + c->cols - col, ROLE_DIM, str_text(&word));
        str_free(&word);
        col += width + 1;
        text += n + (text[n] == ' ');
    }
}

/* A goal's own texts are made when it begins: until then what it asks. */
static void draw_goal(const struct app *a, const struct canvas *c)
{
    const struct train_goal *goal = &train_goals[a->training.recipe.goal];
    draw_text(c, c->row, c->col, c->cols, ROLE_TEXT, _(goal->label));
    draw_sentences(c, c->row + 1 + (c->rows > 6), _(goal->about));
}

/* Nothing is trained: the text's places, without a number yet. */
static void draw_untrained(const struct app *a, const struct canvas *c)
{
    const struct pipeline *p = &a->pipeline;
    draw_text(c, c->row, c->col, c->cols, ROLE_DIM, _("place"));
    if (!p->count) {
        label_no_tokens(c, c->row + 1, c->col, c->cols);
        return;
    }
    size_t rows = (size_t)max_int(c->rows - 1, 1), first = scroll_to(0, a->token, p->count, rows);
    int digits = max_int(digit_count(label_position(a, p->count - 1)), 3),
        word = c->col + digits + 1, cols = min_int(c->cols / 4, 14);
    draw_text(c, c->row, word + cols + 1, cols, ROLE_DIM, _("next"));
    for (size_t i = first; i < p->count && i < first + rows; i++) {
        int row = c->row + 1 + (int)(i - first);
        struct str text = STR_EMPTY;
        enum role role = i == a->token ? ROLE_ACCENT : ROLE_TEXT;
        str_addf(&text, "%llu", label_position(a, i));
        draw_right(c, row, c->col, digits, role, str_text(&text));
        label_token_draw(a, c, (struct span){row, word, cols}, role, i);
        if (i + 1 < p->count) {
            label_token_draw(a, c, (struct span){row, word + cols + 1, cols}, ROLE_TEXT, i + 1);
            draw_text(c, row, word + 2 * cols + 2, 2, ROLE_DIM, DRAW_MISSING);
        }
        link_token(c, (struct area){row, c->col, 1, c->cols}, i);
        str_free(&text);
    }
}

void training_places_draw(const struct app *a, const struct canvas *c)
{
    if (!training_run(a, true)) {
        bool own = training_has_own_texts(a->training.recipe.goal);
        (own ? draw_goal : draw_untrained)(a, c);
        return;
    }
    struct table t = lay_out(a, c);
    draw_heading(&t);
    for (int i = 0; i < t.rows; i++) draw_place(&t, t.first + i, c->row + 1 + i);
    draw_foot(&t, c->row + 1 + max_int(t.rows, 0));
}
