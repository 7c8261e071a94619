#include "view/waves/waves_view.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "view/marks/clock.h"
#include "view/marks/gauges.h"
#include "view/marks/scroll.h"
#include "view/marks/wave.h"

#define TWO_PI 6.283185307179586476925
#define GAUGES_FROM 20   /* rows of the body from which there are gauges, */
#define LARGE_FROM 12    /* … the large waves, */
#define BOX_FROM 20      /* … their lower edge, */
#define PARTNER_FROM 28  /* … the partner's values */
#define GAUGE_ROWS 2     /* a blank row and the line */
#define STRIPS_ENOUGH 8  /* strips of two rows each are worth it if so many are in sight */
#define STRIP_ROWS_MAX 3
#define VALUE_COLS 7     /* "+0.8004", */
#define VALUE_COLS_MORE 9 /* … "+1234.5" of schemes whose values are not bounded */
#define LENGTH_COLS 10   /* "wavelength" */
#define HAND_COLS 9      /* "↖ 126.8°", "hand at 7" */
#define ARROW_COLS 2     /* … the first of them */
#define FACES_FROM 80    /* columns of the screen from which there are clock faces, */
#define FACE_ROWS_MIN 3  /* … of so many rows at least: in a smaller one no angle can be told, */
#define FACE_ROWS_ASCII 4 /* … or these, where a cell is a dot, */
#define FACE_ROWS_MAX 4  /* … and at most */
#define GAP 2
#define VALUES_FROM 100  /* columns of the screen from which strips have values, */
#define LENGTHS_FROM 60  /* … wavelengths, */
#define HANDS_FROM 40    /* … hands */
#define SIDE_FROM 110    /* … and a clock beside the large waves, which stand right above the strips */

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int digits(uint64_t value)
{
    int count = 1;
    for (; value >= 10; value /= 10)
        count++;
    return count;
}

/* Rows a strip takes: more than one if all dimensions fit so, or enough of them. */
static int rows_of_strip(int room, int d)
{
    for (int rows = STRIP_ROWS_MAX; rows > 1; rows--)
        if (room / rows >= d || (rows == 2 && room / rows >= STRIPS_ENOUGH))
            return rows;
    return 1;
}

static void divide_rows(struct waves_layout *l, int d, int rows)
{
    int gauges = rows >= GAUGES_FROM ? GAUGE_ROWS : 0, room = rows - gauges;
    l->gauges_row = gauges ? rows - 1 : -1;
    if (room >= LARGE_FROM) {
        l->boxed = room >= BOX_FROM;
        l->partner = room >= PARTNER_FROM;
        int others = 4 + l->boxed + l->partner; /* title, ticks, words, values */
        l->plot_rows = ((l->boxed ? room * 2 / 5 : room / 2) - others) | 1;
        int strips = room - l->plot_rows - others - 1;
        int64_t spare = strips - (int64_t)d * rows_of_strip(strips, d);
        /* With few dimensions the rest is for the large waves. */
        l->plot_rows += spare > 0 ? (int)spare / 2 * 2 : 0;
        l->large_rows = l->plot_rows + others;
    }
    l->head_row = room >= 4 ? l->large_rows : -1;
    l->strip_row = l->large_rows + (l->head_row >= 0);
    int strips = room > l->strip_row ? room - l->strip_row : 0;
    l->strip_rows = rows_of_strip(strips, d);
    l->strips = strips / l->strip_rows < d ? strips / l->strip_rows : d;
}

/* A column at the right of what is left, if the screen is that wide; −1: none. */
static int column(int *end, int cols, int from, int width)
{
    if (cols < from)
        return -1;
    *end -= width + GAP;
    return *end + GAP;
}

static void divide_cols(struct waves_layout *l, const struct app *a, int cols)
{
    bool paired = schemes[a->params.scheme].paired;
    l->dim_col = cols >= HANDS_FROM;
    l->dim_cols = digits((uint64_t)a->params.d_model - 1);
    l->dim_cols = l->dim_cols < 3 ? 3 : l->dim_cols;
    l->name_col = paired ? l->dim_col + l->dim_cols + 1 : -1;
    l->curve_col = l->dim_col + l->dim_cols + 1 + 4 * paired;
    bool scrolls = l->strips < a->params.d_model && cols >= HANDS_FROM;
    l->bar_col = scrolls ? cols - 1 : -1;
    int end = cols - 1 - scrolls;
    l->hand_col = paired ? column(&end, cols, HANDS_FROM, HAND_COLS) : -1;
    int face = least(l->strip_rows * (a->params.layout == LAYOUT_SPLIT ? 1 : 2), FACE_ROWS_MAX);
    bool faces = paired && cols >= FACES_FROM && face >= FACE_ROWS_MIN;
    l->face_rows = faces ? face : 0;
    /* It takes the arrow's place, and more. */
    l->face_col = faces ? l->hand_col + ARROW_COLS - 2 * face : -1;
    end = faces ? l->face_col - 1 : end;
    l->length_col = paired ? column(&end, cols, LENGTHS_FROM, LENGTH_COLS) : -1;
    l->value_cols = paired ? VALUE_COLS : VALUE_COLS_MORE;
    l->value_col = column(&end, cols, paired ? VALUES_FROM : HANDS_FROM, l->value_cols);
    l->curve_cols = end - l->curve_col;
    l->plot_col = 7;
    l->plot_cols = cols - l->plot_col - 1;
    if (cols >= SIDE_FROM && paired) {
        l->plot_col = l->curve_col;
        l->plot_cols = l->curve_cols;
        l->side_col = l->curve_col + l->curve_cols + GAP;
        l->side_cols = cols - 1 - l->side_col;
    }
}

struct waves_layout waves_layout(const struct app *a, int rows, int cols)
{
    struct waves_layout l = {0};
    divide_rows(&l, a->params.d_model, rows);
    divide_cols(&l, a, cols);
    return l;
}

int waves_face(const struct app *a, const struct waves_layout *l, int i, bool ascii, int *first,
               int *count)
{
    const struct posenc *waves = &a->pipeline.waves;
    bool cosine;
    int dim = a->shown.window.dim + i, pair = posenc_pair(waves, dim, &cosine);
    *first = i > 0 && posenc_pair(waves, dim - 1, &cosine) == pair ? i - 1 : i;
    bool both = *first < i || (i + 1 < l->strips && posenc_pair(waves, dim + 1, &cosine) == pair);
    *count = both ? 2 : 1;
    int rows = least(*count * l->strip_rows, l->face_rows);
    return rows < (ascii ? FACE_ROWS_ASCII : FACE_ROWS_MIN) ? 0 : rows;
}

double waves_reach(const struct app *a)
{
    struct wave w = wave_of(a, a->dim, a->waves.first);
    double low, high;
    wave_range(&w, 0, waves_span(a), &low, &high);
    return wave_full(fmax(a->pipeline.figures.bound, fmax(fabs(low), fabs(high))));
}

double waves_turn(const struct app *a, int dim)
{
    struct waves_place place = waves_place(a);
    struct posenc_cell cell = posenc_cell(&a->pipeline.waves, place.position, dim);
    double turn = cell.turn + place.part * cell.frequency / TWO_PI;
    return turn - floor(turn);
}

void waves_length_text(struct str *out, double length)
{
    if (isinf(length))
        str_adds(out, "∞");
    else
        str_addf(out, length < 1e6 ? "%.2f" : "%.4g", length);
}

void waves_view_shown(const struct app *a, int rows, int cols, struct shown *out)
{
    struct waves_layout l = waves_layout(a, rows, cols);
    int span = waves_span(a), tokens = span < cols ? span : cols;
    out->window.rows = tokens;
    out->window.row = scroll_tokens(a, (size_t)tokens);
    out->window.dims = l.strips;
    out->no_values = true;
    out->window.dim = scroll_dims(a, l.strips);
}

/* Right-aligned in `width` columns from `col` on. */
static void draw_right(const struct canvas *c, int row, int col, int width, enum role role,
                       const char *text)
{
    int used = draw_width(c, text);
    draw_text(c, row, col + (used < width ? width - used : 0), width, role, text);
}

/* What stands above the curves: the positions drawn, or what plays. */
static void draw_range(const struct canvas *c, const struct app *a, const struct waves_layout *l,
                       int row)
{
    const struct waves_model *m = &a->waves;
    struct waves_place place = waves_place(a);
    unsigned long long from = m->first, to = m->first + (uint64_t)waves_span(a),
                       at = place.position;
    char range[96], brief[64], dims[48] = "", play[80] = "";
    snprintf(range, sizeof range, "every dimension over positions %llu … %llu", from, to);
    snprintf(brief, sizeof brief, "positions %llu … %llu", from, to);
    if (l->strips < a->params.d_model)
        snprintf(dims, sizeof dims, "dims %d … %d of %d", a->shown.window.dim,
                 a->shown.window.dim + l->strips - 1, a->params.d_model);
    int tenths = (int)(place.part * 10);
    if (m->playing)
        snprintf(play, sizeof play, "playing at %llu.%d, %g a second", at, tenths, waves_speed(a));
    else if (m->away)
        snprintf(play, sizeof play, "stopped at %llu.%d", at, tenths);
    const char *wrong = schemes[a->params.scheme].mistake ? "P WRONG" : "";
    const struct part parts[] = {{ROLE_WARN, wrong, NULL},
                                 {ROLE_ACCENT, play, NULL},
                                 {ROLE_DIM, range, brief},
                                 {ROLE_DIM, dims, NULL}};
    draw_parts(c, row, c->col + l->curve_col, l->curve_cols, parts, sizeof parts / sizeof *parts,
               3);
}

static void draw_headings(const struct canvas *c, const struct app *a, const struct waves_layout *l)
{
    int row = c->row + l->head_row;
    char hand[40];
    snprintf(hand, sizeof hand, c->caps->ascii ? "degrees %llu" : "hand at %llu",
             (unsigned long long)waves_place(a).position);
    if (draw_width(c, hand) > HAND_COLS)
        strcpy(hand, c->caps->ascii ? "degrees" : "hand");
    draw_text(c, row, c->col + l->dim_col, l->dim_cols, ROLE_DIM, "dim");
    draw_range(c, a, l, row);
    if (l->value_col >= 0)
        draw_right(c, row, c->col + l->value_col, l->value_cols, ROLE_DIM, "value");
    if (l->length_col >= 0)
        draw_right(c, row, c->col + l->length_col, LENGTH_COLS, ROLE_DIM, "wavelength");
    if (l->hand_col >= 0)
        draw_right(c, row, c->col + l->hand_col, HAND_COLS, ROLE_DIM, hand);
}

/* What a strip is drawn from. */
struct strip {
    struct wave wave;
    int row;      /* its first one, on the frame */
    double value; /* at the marked position */
    bool selected;
};

static void draw_length(const struct canvas *c, const struct app *a, const struct waves_layout *l,
                        const struct strip *s, int row)
{
    struct str text = STR_EMPTY;
    waves_length_text(&text, posenc_cell(&a->pipeline.waves, 0, s->wave.dim).wavelength);
    draw_right(c, row, c->col + l->length_col, LENGTH_COLS, s->selected ? ROLE_STRONG : ROLE_DIM,
               str_text(&text));
    str_free(&text);
}

static void draw_value(const struct canvas *c, const struct waves_layout *l, const struct strip *s,
                       int row)
{
    struct str text = STR_EMPTY;
    double size = fabs(s->value);
    draw_signed(&text, s->value, size < 100 ? 4 : size < 1e6 ? 1 : 2);
    enum role role = s->selected ? ROLE_STRONG : ROLE_DIM;
    draw_right(c, row, c->col + l->value_col, l->value_cols, role, str_text(&text));
    str_free(&text);
}

/* Rows of the clock face beside a strip; 0: it has none. */
static int face_of(const struct canvas *c, const struct app *a, const struct waves_layout *l,
                   int dim, int *first, int *count)
{
    return l->face_rows ? waves_face(a, l, dim - a->shown.window.dim, c->caps->ascii, first, count)
                        : 0;
}

/* The face of the pair whose first strip in sight this is. */
static void draw_face(const struct canvas *c, const struct app *a, const struct waves_layout *l,
                      int dim, int row)
{
    int first, count, rows = face_of(c, a, l, dim, &first, &count);
    if (!rows || first != dim - a->shown.window.dim)
        return;
    const struct posenc *waves = &a->pipeline.waves;
    bool cosine, selected = posenc_pair(waves, dim, &cosine) == posenc_pair(waves, a->dim, &cosine);
    struct canvas face = *c;
    face.row = row + (count * l->strip_rows - rows) / 2;
    face.col = c->col + l->face_col + 2 * (l->face_rows - rows);
    clock_draw(&face, rows, waves_turn(a, dim), selected ? ROLE_ACCENT : ROLE_TEXT);
}

/* The angle at the marked position: in degrees, and as an arrow where there is no clock face. */
static void draw_hand(const struct canvas *c, const struct app *a, const struct waves_layout *l,
                      const struct strip *s, int row)
{
    int first, count, col = c->col + l->hand_col;
    double turn = waves_turn(a, s->wave.dim);
    enum role role = wave_color(&s->wave);
    struct str text = STR_EMPTY;
    clock_degrees(&text, turn, c->caps->ascii);
    if (!face_of(c, a, l, s->wave.dim, &first, &count))
        clock_arrow(c, row, col + 1, turn, role);
    draw_right(c, row, col, HAND_COLS, role, str_text(&text));
    str_free(&text);
}

static void draw_words(const struct canvas *c, const struct app *a, const struct waves_layout *l,
                       const struct strip *s)
{
    int row = s->row + (l->strip_rows - 1) / 2;
    char dim[16];
    snprintf(dim, sizeof dim, "%d", s->wave.dim);
    draw_right(c, row, c->col + l->dim_col, l->dim_cols, s->selected ? ROLE_ACCENT : ROLE_DIM, dim);
    if (l->name_col >= 0)
        draw_text(c, row, c->col + l->name_col, 3, wave_color(&s->wave),
                  s->wave.cosine ? "cos" : "sin");
    if (l->value_col >= 0)
        draw_value(c, l, s, row);
    if (l->length_col >= 0)
        draw_length(c, a, l, s, row);
    if (l->hand_col >= 0)
        draw_hand(c, a, l, s, row);
}

static void draw_strip(const struct canvas *c, const struct app *a, const struct waves_layout *l,
                       int dim, int row, double reach)
{
    struct strip s = {
        .wave = wave_of(a, dim, a->waves.first), .row = row, .selected = dim == a->dim};
    struct waves_place place = waves_place(a);
    double x = (double)(place.position - a->waves.first) + place.part;
    double edge = wave_reach(reach, l->strip_rows);
    struct curve_area area = {row, c->col + l->curve_col, l->strip_rows, l->curve_cols,
                              0, waves_span(a), -edge, edge};
    bool marked = a->pipeline.count || a->waves.away;
    int marker_row, marker_col;
    s.value = wave_value(&s.wave, x);
    draw_face(c, a, l, dim, row);
    draw_words(c, a, l, &s);
    wave_draw(c, a, &area, &s.wave, 1);
    if (marked && curve_cell(&area, x, s.value, &marker_row, &marker_col))
        draw_text(c, marker_row, marker_col, 1, ROLE_ACCENT, a->waves.away ? "◆" : "●");
    if (s.selected && c->caps->depth != DEPTH_NONE)
        frame_tint(c->frame, row, c->col, l->strip_rows, c->cols - (l->bar_col >= 0),
                   SLOT_SELECTED);
    struct target target = {.kind = TARGET_DIM, .dim = dim};
    frame_add_hit(c->frame, (struct hit){row, c->col, l->strip_rows, c->cols, target, 0, 0});
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

void waves_view_draw(const struct app *a, const struct canvas *c)
{
    struct waves_layout l = waves_layout(a, c->rows, c->cols);
    double reach = waves_reach(a);
    if (l.large_rows)
        waves_large_draw(a, c, &l);
    if (l.head_row >= 0)
        draw_headings(c, a, &l);
    for (int i = 0; i < l.strips; i++)
        draw_strip(c, a, &l, a->shown.window.dim + i, c->row + l.strip_row + i * l.strip_rows,
                   reach);
    if (l.bar_col >= 0)
        draw_bar(c, a, &l);
    if (l.gauges_row >= 0) {
        struct canvas part = *c;
        part.row += l.gauges_row;
        part.rows = 1;
        gauges_draw(a, &part, false); /* no cell here has a heat colour */
    }
}
