/* The strips: a curve for every dimension in sight. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/words.h"
#include "view/marks/label.h"
#include "view/marks/wave.h"
#include "view/waves/waves_parts.h"

#define BAR_FROM 16   /* columns of a distance from which on a bar has room */
#define NUMBER_COLS 8 /* "0.000060" */
#define APART_MAX 2   /* a circle's points are no farther apart */

/* What stands above the curves: the positions drawn, or what plays. */
static void draw_range(const struct canvas *c, const struct app *a, const struct waves_layout *l,
                       struct wave_axis axis)
{
    int row = c->row + l->head_row;
    const struct waves_model *m = &a->waves;
    struct waves_place place = waves_place(a);
    unsigned long long from = m->first, to = m->first + (uint64_t)waves_span(a),
                       at = place.position;
    struct waves_two two = waves_two(a);
    int tenths = (int)(place.part * 10);
    struct parts line = {.gap = 3};
    if (schemes[a->params.scheme].mistake) parts_add(&line, ROLE_WARN, _("P WRONG"));
    if (m->playing)
        parts_add(&line, ROLE_ACCENT, _("playing at %llu.%d, %g a second"), at, tenths,
                  waves_speed(a));
    else if (m->away && !m->picked)
        parts_add(&line, ROLE_ACCENT, _("stopped at %llu.%d"), at, tenths);
    if (two.there) {
        unsigned long long other = two.spots[1].position;
        parts_add(&line, ROLE_STRONG, _("a %llu, b %llu"), at, other);
    }
    parts_add(&line, ROLE_DIM, _("every dimension over positions %llu … %llu"), from, to);
    parts_brief(&line, _("positions %llu … %llu"), from, to);
    if (l->strips < a->params.d_model)
        parts_add(&line, ROLE_DIM, _("dims %d … %d of %d"), a->shown.window.dim,
                  a->shown.window.dim + l->strips - 1, a->params.d_model);
    struct str low = STR_EMPTY, high = STR_EMPTY;
    wave_axis_name(axis.low, &low);
    wave_axis_name(axis.high, &high);
    if (line.count < PARTS_MAX) {
        parts_add(&line, ROLE_DIM, _("each from %s to %s"), str_text(&low), str_text(&high));
        parts_brief(&line, "%s … %s", str_text(&low), str_text(&high));
    }
    str_free(&low);
    str_free(&high);
    parts_draw(c, (struct span){row, c->col + l->curve_col, l->curve_cols}, &line);
}

static void draw_headings(const struct canvas *c, const struct app *a, const struct waves_layout *l,
                          struct wave_axis axis)
{
    int row = c->row + l->head_row;
    char hand[40];
    snprintf(hand, sizeof hand, c->caps->ascii ? _("degrees %llu") : _("hand at %llu"),
             (unsigned long long)waves_place(a).position);
    if (draw_width(c, hand) > WAVES_HAND_COLS)
        snprintf(hand, sizeof hand, "%s", c->caps->ascii ? _("degrees") : _("hand"));
    draw_text(c, row, c->col + l->dim_col, l->dim_cols, ROLE_DIM, _("dim"));
    draw_range(c, a, l, axis);
    if (l->value_col >= 0)
        draw_right(c, row, c->col + l->value_col, l->value_cols, ROLE_DIM, _("value"));
    if (l->length_col >= 0)
        draw_right(c, row, c->col + l->length_col, WAVES_LENGTH_COLS, ROLE_DIM, _("wavelength"));
    if (l->hand_col >= 0) draw_right(c, row, c->col + l->hand_col, WAVES_HAND_COLS, ROLE_DIM, hand);
    if (l->apart_col >= 0)
        draw_right(c, row, c->col + l->apart_col, l->apart_cols, ROLE_DIM,
                   l->apart_cols < BAR_FROM ? _("apart")
                   : waves_sines_only(a)    ? _("0 … 2, apart")
                                            : _("0 … 2, pairs apart"));
}

/* What all strips have. */
struct strips_shared {
    struct wave_axis axis;
    struct waves_two two;
};

/* What a strip is drawn from. */
struct wave_strip {
    struct wave wave;
    int row;      /* its first one, on the frame */
    double value; /* at the marked position */
    bool selected;
    bool out; /* a cosine that is taken out */
};

/* Rows of the clock face beside a strip; 0: it has none. */
static int face_of(const struct canvas *c, const struct app *a, const struct waves_layout *l,
                   int dim, int *first, int *count)
{
    return l->face_rows
               ? waves_face(a, l, dim - a->shown.window.dim, clock_coarse(c->caps), first, count)
               : 0;
}

/* The face of the pair whose first strip in sight this is. */
static void draw_face(const struct canvas *c, const struct app *a, const struct waves_layout *l,
                      int dim, int row)
{
    int first, count, rows = face_of(c, a, l, dim, &first, &count);
    if (!rows || first != dim - a->shown.window.dim) return;
    const struct posenc *waves = &a->pipeline.waves;
    bool cosine, selected = posenc_pair(waves, dim, &cosine) == posenc_pair(waves, a->dim, &cosine);
    struct canvas face = *c;
    face.row = row + (count * l->strip_rows - rows) / 2;
    face.col = c->col + l->face_col + 2 * (l->face_rows - rows);
    clock_draw(&face, rows, waves_turn(a, dim), selected ? ROLE_ACCENT : ROLE_TEXT);
}

/* The angle at the marked position: in degrees, and as an arrow where there is no clock face. */
static void draw_hand(const struct canvas *c, const struct app *a, const struct waves_layout *l,
                      const struct wave_strip *s, int row)
{
    int first, count, col = c->col + l->hand_col;
    double turn = waves_turn(a, s->wave.dim);
    enum role role = wave_color(&s->wave);
    struct str text = STR_EMPTY;
    clock_degrees(&text, turn, c->caps->ascii);
    if (!face_of(c, a, l, s->wave.dim, &first, &count)) clock_arrow(c, row, col + 1, turn, role);
    draw_right(c, row, col, WAVES_HAND_COLS, role, str_text(&text));
    str_free(&text);
}

static void draw_words(const struct canvas *c, const struct app *a, const struct waves_layout *l,
                       const struct wave_strip *s)
{
    int row = s->row + (l->strip_rows - 1) / 2;
    char dim[16];
    snprintf(dim, sizeof dim, "%d", s->wave.dim);
    draw_right(c, row, c->col + l->dim_col, l->dim_cols, s->selected ? ROLE_ACCENT : ROLE_DIM, dim);
    if (l->name_col >= 0)
        draw_text(c, row, c->col + l->name_col, 3, s->out ? ROLE_DIM : wave_color(&s->wave),
                  s->wave.cosine ? "cos" : "sin");
    if (s->out) return;
    enum role role = s->selected ? ROLE_STRONG : ROLE_DIM;
    double size = fabs(s->value),
           length = posenc_cell(&a->pipeline.waves, 0, s->wave.dim).wavelength;
    if (l->value_col >= 0)
        draw_right(c, row, c->col + l->value_col, l->value_cols, role,
                   draw_signed_text(s->value, size < 100   ? 4
                                              : size < 1e6 ? 1
                                                           : 2)
                       .text);
    if (l->length_col >= 0)
        draw_right(c, row, c->col + l->length_col, WAVES_LENGTH_COLS, role,
                   waves_length_text(length).text);
    if (l->hand_col >= 0) draw_hand(c, a, l, s, row);
}

/* How far apart the two positions are on a pair, once for its strips in sight, or in a dimension of
 * a scheme without pairs: as a bar of 0 … 2 and as a number. */
static void draw_apart(const struct canvas *c, const struct app *a, const struct waves_layout *l,
                       int i, const struct waves_two *two)
{
    int first = i, count, number = l->apart_cols, col = c->col + l->apart_col;
    int row = c->row + l->strip_row + i * l->strip_rows + (l->strip_rows - 1) / 2;
    bool paired = schemes[a->params.scheme].paired;
    if (paired) waves_face(a, l, i, false, &first, &count);
    if (!two->there || first != i) return;
    double distance = waves_apart(a, a->shown.window.dim + i, two);
    if (l->apart_cols >= BAR_FROM) {
        number = NUMBER_COLS;
        draw_share(c, (struct span){row, col, l->apart_cols - number - 1}, ROLE_ACCENT,
                   distance / APART_MAX);
    }
    draw_right(c, row, col + l->apart_cols - number, number, ROLE_STRONG,
               waves_apart_text(distance).text);
}

/* The second position's mark below that of the first. */
struct strip_marks {
    int count;
    struct curve_mark list[2];
};

static bool strip_mark(const void *context, int i, struct curve_mark *out)
{
    const struct strip_marks *marks = context;
    *out = marks->list[i];
    return true;
}

static void draw_curve(const struct canvas *c, const struct app *a, const struct waves_layout *l,
                       const struct wave_strip *s, const struct strips_shared *shared)
{
    const struct waves_two *two = &shared->two;
    struct strip_marks marks = {.count = 0};
    struct style style = wave_mark_style(c, &s->wave, true);
    if (two->there)
        marks.list[marks.count++] = (struct curve_mark){.x = two->x[1],
                                                        .y = wave_value(&s->wave, two->x[1]),
                                                        .style = waves_second_style(c),
                                                        .diamond = true};
    if (a->pipeline.count || a->waves.away)
        marks.list[marks.count++] =
            (struct curve_mark){.x = waves_marked(a), .y = s->value, .style = style};
    struct curve_picture picture = {.area = {s->row, c->col + l->curve_col, l->strip_rows,
                                             l->curve_cols, 0, waves_span(a), .y0 = 0, .y1 = 0},
                                    .marks = {strip_mark, &marks, marks.count, waves_span(a)}};
    curve_scale(&picture.area, shared->axis.low, shared->axis.high, false, c->caps);
    wave_draw(c, a, &picture, &s->wave, 1);
}

static void draw_strip(const struct canvas *c, const struct app *a, const struct waves_layout *l,
                       int i, const struct strips_shared *shared)
{
    int row = c->row + l->strip_row + i * l->strip_rows, dim = a->shown.window.dim + i;
    struct wave_strip s = {
        .wave = wave_of(a, dim, a->waves.first), .row = row, .selected = dim == a->dim};
    s.out = waves_sines_only(a) && s.wave.cosine;
    s.value = wave_value(&s.wave, waves_marked(a));
    draw_face(c, a, l, dim, row);
    draw_words(c, a, l, &s);
    if (s.out)
        draw_text(c, row + (l->strip_rows - 1) / 2, c->col + l->curve_col, l->curve_cols, ROLE_DIM,
                  _("taken out: sines only"));
    else
        draw_curve(c, a, l, &s, shared);
    if (l->apart_col >= 0) draw_apart(c, a, l, i, &shared->two);
    if (s.selected && c->caps->depth != DEPTH_NONE)
        frame_tint(c->frame, row, c->col, l->strip_rows, c->cols - (l->bar_col >= 0),
                   SLOT_SELECTED);
    link_dims(c, (struct area){row, c->col, l->strip_rows, c->cols}, dim, 0);
}

/* Which of the dimensions are in sight, at the right edge. */
static void draw_bar(const struct canvas *c, const struct app *a, const struct waves_layout *l)
{
    int rows = l->strips * l->strip_rows, d = a->params.d_model, first = a->shown.window.dim;
    int from = (int)((int64_t)first * rows / d),
        end = (int)(((int64_t)first + l->strips) * rows / d);
    from = from < rows ? from : rows - 1;
    for (int r = 0; r < rows; r++) {
        bool thumb = r == from || (r > from && r < end);
        uint32_t glyph = c->caps->ascii ? (thumb ? '#' : '|') : thumb ? 0x2588 : 0x2502; /* █ │ */
        frame_put(c->frame, c->row + l->strip_row + r, c->col + l->bar_col,
                  role_style(ROLE_LINE, c->caps->depth), glyph);
    }
}

void waves_strips_draw(const struct app *a, const struct canvas *c, const struct waves_layout *l)
{
    struct strips_shared shared = {waves_axis(a), waves_two(a)};
    if (l->head_row >= 0) draw_headings(c, a, l, shared.axis);
    for (int i = 0; i < l->strips; i++) draw_strip(c, a, l, i, &shared);
    if (l->bar_col >= 0) draw_bar(c, a, l);
}
