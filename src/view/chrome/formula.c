#include <string.h>

#include "app/state/app.h"
#include "base/words.h"
#include "view/chrome/chrome_parts.h"
#include "view/marks/label.h"

#define WAVE_INTERLEAVED                                                                           \
    N_("P[pos, 2i] = sin(pos / base^(2i/d_model)), P[pos, 2i+1] = cos(the same)")
#define WAVE_SPLIT N_("P[pos, i] = sin(pos / base^(2i/d_model)), P[pos, pairs + i] = cos(the same)")

/* The general formula of each scheme, for interleaved and for split layout. */
static const struct {
    const char *name, *interleaved, *split; /* name: the scheme's */
} formulas[] = {
    {.name = "sinusoidal", .interleaved = WAVE_INTERLEAVED, .split = WAVE_SPLIT},
    {.name = "none", .interleaved = N_("P[pos, k] = 0")},
    {.name = "index", .interleaved = N_("P[pos, k] = pos")},
    {.name = "normalised", .interleaved = N_("P[pos, k] = (pos − offset) / (length − 1)")},
    {.name = "normalised-n", .interleaved = N_("P[pos, k] = (pos − offset) / length")},
    {.name = "one-sine", .interleaved = N_("P[pos, k] = sin(pos)")},
    {.name = "binary", .interleaved = N_("P[pos, k] = bit k of pos")},
    {.name = "learned", .interleaved = N_("P[pos, k] = learned table[pos, k], for pos < 512")},
    {.name = "wrong-exponent",
     .interleaved = N_("P[pos, 2i] = sin(pos / base^(4i/d_model)), P[pos, 2i+1] = cos(the same)"),
     .split = N_("P[pos, i] = sin(pos / base^(4i/d_model)), P[pos, pairs + i] = cos(the same)")},
    {.name = "wrong-column",
     .interleaved =
         N_("P of pair i: sin(pos / base^(2i/d_model)) and cos(pos / base^((2i+1)/d_model))")},
    {.name = "wrong-parity",
     .interleaved =
         N_("P of pair i, both dims: sin(pos / base^(2i/d_model)) for even pos, cos for odd")},
    {.name = "wrong-axes",
     .interleaved =
         N_("P of column j: sin(j / base^(2⌊pos/2⌋/d_model)) for even pos, cos for odd pos")},
    {.name = "wrong-order",
     .interleaved =
         N_("P[pos, 2i] = sin(pos / base^(2(pairs−1−i)/d_model)), P[pos, 2i+1] = cos(the same)"),
     .split = N_("P[pos, i] = sin(pos / base^(2(pairs−1−i)/d_model)), "
                 "P[pos, pairs + i] = cos(the same)")},
    {.name = "wrong-layout", .interleaved = WAVE_SPLIT, .split = WAVE_INTERLEAVED},
    {.name = "wrong-single",
     .interleaved = N_(
         "P of pair i: sin(float32(pos × r)) and cos(the same), r = float32(base^(−2i/d_model))")},
};

static const char *formula_of(const char *scheme, enum posenc_layout layout)
{
    for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++)
        if (strcmp(formulas[i].name, scheme) == 0)
            return layout == LAYOUT_SPLIT && formulas[i].split ? formulas[i].split
                                                               : formulas[i].interleaved;
    return NULL;
}

/* Between two parts, where a line may end: blanks are left out there. */
#define PART "\t   "
#define NEAR "\t "

static void formula_parts(const struct app *a, struct str *out)
{
    const struct params *p = &a->pipeline.params;
    const char *formula = formula_of(schemes[p->scheme].name, p->layout);
    bool cosine, pairs = schemes[p->scheme].paired || schemes[p->scheme].mistake;
    bool picked = waves_picked(a); /* the position has no token */
    if (!formula || (!a->pipeline.count && !picked)) return;
    str_adds(out, _(formula));
    str_adds(out, p->scale ? _("\t   E[k] = √d_model × table[index, k]")
                           : _("\t   E[k] = table[index, k]"));
    if (p->join == JOIN_CONCATENATE) str_adds(out, _("\t   X[k] = E[k], X[d_model + k] = P[k]"));
    str_addf(out, PART "pos %llu," NEAR,
             picked ? (unsigned long long)waves_place(a).position : label_position(a, a->token));
    if (pairs) str_addf(out, "i %d," NEAR, posenc_pair(&a->pipeline.waves, a->dim, &cosine));
    str_addf(out, _("k %d,\t index %s,\t d_model %d,\t base %.10g"), a->dim,
             picked ? DRAW_MISSING : label_index(a, a->token).text, p->d_model, p->base);
    str_addf(out, PART "%s", _("F: away"));
}

void formula_text(const struct app *a, const struct canvas *c, struct str *out)
{
    struct str parts = STR_EMPTY, line = STR_EMPTY;
    formula_parts(a, &parts);
    for (const char *at = str_text(&parts); *at;) {
        size_t n = strcspn(at, "\t"), before = line.len;
        str_add(&line, at, n);
        if (before && draw_width(c, str_text(&line)) > c->cols - 2) {
            size_t blanks = strspn(at, " ");
            str_addc(out, '\n');
            str_clear(&line);
            str_add(&line, at + blanks, n - blanks);
            str_add(out, at + blanks, n - blanks);
        } else {
            str_add(out, at, n);
        }
        at += n + (at[n] == '\t');
    }
    str_free(&line);
    str_free(&parts);
}

void formula_draw(const struct app *a, const struct canvas *c)
{
    struct str text = STR_EMPTY;
    if (!a->formula) return;
    formula_text(a, c, &text);
    if (text.len) message_draw(a, c, c->row - 1, ROLE_STRONG, text.data);
    str_free(&text);
}
