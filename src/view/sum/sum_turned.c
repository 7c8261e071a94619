/* Added or turned: the same pair of E with P's point added to it, as here, and turned by the same
 * angle, as rotary encodings (Su et al. 2021) do to queries and keys. */
#include <math.h>
#include <stdio.h>

#include "base/num.h"
#include "base/words.h"
#include "view/marks/clock.h"
#include "view/marks/label.h"
#include "view/marks/rows.h"
#include "view/sum/sum_parts.h"

#define GAP 3
#define FACE_ROWS_MIN 4 /* in a smaller face no angle can be read */
#define FACE_ROWS_MAX 11
#define LETTER_AT 0.7 /* of an arrow */
#define FACE_COLS 48  /* a face and its name */

static double part_of_turn(double turns)
{
    return turns - floor(turns);
}

struct sum_turned sum_turned(const struct app *a)
{
    const struct posenc *waves = &a->pipeline.waves;
    bool cosine;
    struct sum_turned t = {.pair = posenc_pair(waves, a->dim, &cosine)};
    t.sine = posenc_dim(waves, t.pair, false);
    t.cosine = posenc_dim(waves, t.pair, true);
    struct posenc_cell cell =
        posenc_cell(waves, pipeline_position(&a->pipeline, a->sum.inputs.token), t.sine);
    t.rate = cell.frequency;
    t.by = cell.turn;
    for (int i = 0; i < 3 && t.cosine >= 0; i++) {
        const float *row = a->sum.rows + (size_t)i * (size_t)a->params.d_model;
        double right = (double)row[t.cosine], up = (double)row[t.sine];
        t.length[i] = hypot(right, up);
        t.angle[i] = t.length[i] > 0 ? part_of_turn(atan2(up, right) / TWO_PI) : (double)NAN;
    }
    return t;
}

/* "E at 304.7°, long 1.790", in brief "E 1.79∠304.7°", without an angle where there is none, or
 * "E –" where a row is missing. */
static void add_point(const struct canvas *c, struct parts *l, const char *name, double turn,
                      double length)
{
    struct str angle = STR_EMPTY;
    if (isnan(length)) {
        parts_add(l, ROLE_TEXT, "%s " DRAW_MISSING, name);
        return;
    }
    if (isnan(turn))
        str_adds(&angle, DRAW_MISSING);
    else
        clock_degrees(&angle, turn, c->caps->ascii);
    parts_add(l, ROLE_TEXT, _("%s at %s, long %.3f"), name, str_text(&angle), length);
    parts_brief(l, "%s %.2f∠%s", name, length, str_text(&angle));
    str_free(&angle);
}

static void draw_parts(const struct canvas *c, int row, const struct parts *l)
{
    parts_draw(c, (struct span){row, c->col + 1, c->cols - 2}, l);
}

void sum_added_draw(const struct app *a, const struct canvas *c, int row)
{
    struct sum_turned t = sum_turned(a);
    struct parts l = {.gap = GAP};
    if (t.cosine < 0) {
        parts_add(&l, ROLE_WARN, _("pair %d is dim %d alone: it has no circle: –"), t.pair, t.sine);
    } else {
        parts_add(&l, ROLE_STRONG, _("added, dims %d and %d:"), t.sine, t.cosine);
        add_point(c, &l, "E", t.angle[PANEL_E], t.length[PANEL_E]);
        add_point(c, &l, "+ P", t.angle[PANEL_P], t.length[PANEL_P]);
        add_point(c, &l, "= X", t.angle[PANEL_X], t.length[PANEL_X]);
    }
    draw_parts(c, row, &l);
}

void sum_turned_draw(const struct app *a, const struct canvas *c, int row)
{
    struct sum_turned t = sum_turned(a);
    struct parts l = {.gap = GAP};
    if (t.cosine < 0) return;
    struct str by = STR_EMPTY;
    clock_degrees(&by, t.by, c->caps->ascii);
    parts_add(&l, ROLE_STRONG, _("turned, as RoPE does to queries and keys:"));
    parts_brief(&l, _("turned (RoPE):"));
    parts_add(&l, ROLE_TEXT, _("by %llu × %.4g rad = %s"), label_position(a, a->sum.inputs.token),
              t.rate, str_text(&by));
    add_point(c, &l, _("to E"), part_of_turn(t.angle[PANEL_E] + t.by), t.length[PANEL_E]);
    str_free(&by);
    draw_parts(c, row, &l);
}

void sum_apart_draw(const struct app *a, const struct canvas *c, int row)
{
    struct sum_turned t = sum_turned(a);
    size_t token = a->sum.inputs.token, other = a->sum.inputs.other;
    if (t.cosine < 0 || token == other) return;
    unsigned long long apart = token > other ? token - other : other - token;
    struct parts l = {.gap = GAP};
    struct str by = STR_EMPTY;
    clock_degrees(&by, posenc_cell(&a->pipeline.waves, apart, t.sine).turn, c->caps->ascii);
    parts_add(&l, ROLE_TEXT,
              _("the turns of %llu and %llu differ by %llu × %.4g rad = %s, as of any two so far "
                "apart: the distance alone counts"),
              label_position(a, token), label_position(a, other), apart, t.rate, str_text(&by));
    parts_brief(&l, _("turns differ by %llu × %.4g rad = %s: the distance alone counts"), apart,
                t.rate, str_text(&by));
    str_free(&by);
    draw_parts(c, row, &l);
}

/* An arrow of a face: a vector of the pair, from where it begins. */
struct arrow {
    const char *letter;
    double turn, length, x, y; /* in the pair's own numbers */
    enum role role;
};

static struct clock_line line_of(const struct arrow *v, double radius)
{
    bool there = v->length > 0;
    double right = there ? v->length * cos(TWO_PI * v->turn) : 0,
           up = there ? v->length * sin(TWO_PI * v->turn) : 0;
    return (struct clock_line){v->x / radius, v->y / radius, (v->x + right) / radius,
                               (v->y + up) / radius, v->role};
}

/* Two or three arrows true to length in a face of that radius, each with its letter. */
static void draw_arrows(const struct canvas *c, int rows, const struct arrow *arrows, int count,
                        double radius)
{
    struct clock_line lines[3] = {{0}};
    for (int i = 0; i < count; i++) lines[i] = line_of(&arrows[i], radius);
    clock_lines_draw(c, rows, lines, count);
    for (int i = count; i-- > 0;) {
        double x = lines[i].x0 + LETTER_AT * (lines[i].x1 - lines[i].x0),
               y = lines[i].y0 + LETTER_AT * (lines[i].y1 - lines[i].y0);
        int col = (int)floor((1 + x) * rows), row = (int)floor((1 - y) * rows / 2);
        if (arrows[i].length > 0)
            draw_text(c, c->row + min_int(row, rows - 1), c->col + min_int(col, 2 * rows - 1), 1,
                      arrows[i].role, arrows[i].letter);
    }
}

/* What stands right of a face: what it shows, and the length that its rim stands for. */
static void draw_face_words(const struct canvas *face, int rows, const char *name, double radius)
{
    int col = face->col + 2 * rows + 2, cols = FACE_COLS - 2 * rows - 3, row = face->row + rows / 2;
    char rim[48];
    snprintf(rim, sizeof rim, _("rim: length %.2f"), radius);
    draw_text(face, row - 1, col, cols, ROLE_STRONG, name);
    draw_text(face, row, col, cols, ROLE_DIM, rim);
}

void sum_faces_draw(const struct app *a, const struct canvas *c)
{
    struct sum_turned t = sum_turned(a);
    int rows = min_int(c->rows, FACE_ROWS_MAX), enough = FACE_ROWS_MIN + clock_coarse(c->caps);
    double radius = fmax(fmax(t.length[PANEL_E], t.length[PANEL_P]), t.length[PANEL_X]);
    if (t.cosine < 0 || rows < enough || 2 * FACE_COLS > c->cols || !(radius > 0)) return;
    struct arrow added[] = {
        {"E", t.angle[PANEL_E], t.length[PANEL_E], 0, 0, ROLE_STRONG},
        {"P", t.angle[PANEL_P], t.length[PANEL_P], 0, 0, ROLE_SIN},
        {"X", t.angle[PANEL_X], t.length[PANEL_X], 0, 0, ROLE_ACCENT},
    };
    if (t.length[PANEL_E] > 0) { /* P begins where E ends */
        added[1].x = t.length[PANEL_E] * cos(TWO_PI * t.angle[PANEL_E]);
        added[1].y = t.length[PANEL_E] * sin(TWO_PI * t.angle[PANEL_E]);
    }
    const struct arrow turned[] = {
        added[0],
        {"E", part_of_turn(t.angle[PANEL_E] + t.by), t.length[PANEL_E], 0, 0, ROLE_ACCENT}};
    struct canvas face = *c;
    face.col = c->col + 2;
    draw_arrows(&face, rows, added, 3, radius);
    draw_face_words(&face, rows, _("E, then P: to X, added"), radius);
    face.col += FACE_COLS;
    draw_arrows(&face, rows, turned, 2, radius);
    draw_face_words(&face, rows, _("E turned by P's angle"), radius);
}
