/* What is said below the parts: what became of the rows of shuffled words, a wrong formula beside
 * the right one, the loss without a head. Each sentence is computed, or follows from the shape. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "app/learning/attention.h"
#include "base/num.h"
#include "base/words.h"
#include "view/attention/attention_parts.h"
#include "view/marks/label.h"

#define NOTES_MAX 8

/* Sentences in their order; each takes as many rows as it needs. */
struct notes {
    int count;
    struct note {
        enum role role;
        char text[320];
    } note[NOTES_MAX];
};

__attribute__((format(printf, 3, 4))) static void say(struct notes *n, enum role role,
                                                      const char *format, ...)
{
    va_list args;
    if (n->count == NOTES_MAX) return;
    struct note *note = &n->note[n->count++];
    note->role = role;
    va_start(args, format);
    vsnprintf(note->text, sizeof note->text, format, args);
    va_end(args);
}

struct draw_short attention_rounding_text(double difference)
{
    struct draw_short out;
    snprintf(out.text, sizeof out.text, difference > 0 ? "%.0e" : "0", difference);
    return out;
}

/* ---- shuffled ---------------------------------------------------------- */

/* Of one causal block without P a row is a function of its word and the shares of the words up to
 * it: that follows from the formula. */
static bool sees_shares(const struct train_shape *s)
{
    return s->mask == TRAIN_MASK_CAUSAL && !s->positions && s->blocks == 1;
}

static void say_verdict(const struct attention_model *m, struct notes *n)
{
    const struct train_order_verdict *v = &m->order.verdict;
    if (v->kind == TRAIN_ORDER_PLACES_ONLY) {
        say(n, ROLE_GOOD,
            _("shuffled: the rows only changed places (largest difference %s, rounding)"),
            attention_rounding_text(v->largest).text);
        return;
    }
    bool told = m->shape.mask == TRAIN_MASK_NONE && m->shape.positions;
    say(n, ROLE_STRONG, _("shuffled: rows differ from their word's row by up to %.2g%s"),
        v->largest, told ? _(": P tells the order") : "");
    if (sees_shares(&m->shape))
        say(n, ROLE_GOOD,
            _("one causal block without P: a row sees its word and which words came "
              "before, in what shares, not in what order"));
}

/* Whether rows that have the same words before them are spoken of. */
static bool tells_alike(const struct attention_model *m)
{
    const struct train_order_verdict *v = &m->order.verdict;
    return m->shape.mask == TRAIN_MASK_CAUSAL && v->kind != TRAIN_ORDER_PLACES_ONLY &&
           v->alike_rows;
}

static void say_alike(const struct attention_model *m, struct notes *n)
{
    const struct train_order_verdict *v = &m->order.verdict;
    if (!tells_alike(m)) {
        if (sees_shares(&m->shape) && !v->alike_rows)
            say(n, ROLE_TEXT,
                _("no row here has the same words before it in another order: z shuffles again"));
    } else if (v->alike < TRAIN_SAME) {
        say(n, ROLE_GOOD,
            words_plural("%d row with the same words before it in another order: equal to %s",
                         "%d rows with the same words before them in another order: equal to %s",
                         (unsigned)v->alike_rows),
            v->alike_rows, attention_rounding_text(v->alike).text);
    } else {
        say(n, ROLE_TEXT,
            words_plural("%d row with the same words before it in another order differs by up to "
                         "%.2g: their order is seen",
                         "%d rows with the same words before them in another order differ by up "
                         "to %.2g: their order is seen",
                         (unsigned)v->alike_rows),
            v->alike_rows, v->alike);
    }
}

static void say_deeper(const struct attention_model *m, struct notes *n)
{
    const struct attention_order *o = &m->order;
    if (!o->deeper) return;
    if (o->two.kind == TRAIN_ORDER_PLACES_ONLY)
        say(n, ROLE_DIM, _("2 blocks: the rows only change places, too (%s)"),
            attention_rounding_text(o->two.largest).text);
    else if (tells_alike(m))
        say(n, ROLE_DIM,
            words_plural("2 blocks: rows differ by up to %.2g, that row by %.2g",
                         "2 blocks: rows differ by up to %.2g, those rows by %.2g",
                         (unsigned)o->verdict.alike_rows),
            o->two.largest, o->two.alike);
    else
        say(n, ROLE_DIM, _("2 blocks: rows differ by up to %.2g"), o->two.largest);
}

static void say_shuffled(const struct attention_model *m, struct notes *n)
{
    if (!m->order.known) {
        say(n, ROLE_DIM, "%s",
            m->own ? _("shuffled: the text; what is read here is an example of the run's own")
                   : _("shuffled: rows are compared of up to 64 words that all have an X"));
        return;
    }
    say_verdict(m, n);
    say_alike(m, n);
    say_deeper(m, n);
}

/* ---- wrong formulas ---------------------------------------------------- */

/* The class that the run is asked for at the row; −1: none. */
static int asked_class(const struct attention_model *m, int row)
{
    for (int i = 0; i < m->example.asks; i++)
        if (m->example.ask[i].row == row) return m->example.ask[i].class;
    return -1;
}

/* "the, p 0.9312, loss 0.0713": the word at that place, and of trained weights the class. */
static void add_asked(const struct app *a, const struct attention_word *word, int row, int class,
                      struct str *out)
{
    const struct attention_model *m = &a->attention;
    if (word) attention_word_text(a, word, out);
    if (!word && class >= 0) attention_class_text(a, class, out);
    if (class < 0 || m->made != ATTENTION_TRAINED || m->example.mean) return;
    double p = m->right.p[row * m->right.classes + class];
    str_addf(out, _(", p %.4f, loss %.4f"), p, -log(p));
}

/* What is asked for at the selected word: rightly the word after it, wrongly itself. */
static void say_asked(const struct app *a, struct notes *n)
{
    const struct attention_model *m = &a->attention;
    int i = attention_row(a), row = m->word[i].row, next = -1, same = -1;
    struct str right = STR_EMPTY, wrong = STR_EMPTY;
    if (row < 0) return;
    bool trained = m->made == ATTENTION_TRAINED, after = !m->own && i + 1 < m->words;
    if (trained) next = asked_class(m, row);
    if (trained && m->word[i].index != ROW_NONE) same = train_class_of(m->run, m->word[i].index);
    add_asked(a, after ? &m->word[i + 1] : NULL, row, next, &right);
    add_asked(a, &m->word[i], row, same, &wrong);
    if (right.len)
        say(n, ROLE_TEXT, _("at the selected word, right: %s; wrong: %s"), str_text(&right),
            str_text(&wrong));
    else
        say(n, ROLE_TEXT, _("at the selected word, right: nothing is asked for; wrong: %s"),
            str_text(&wrong));
    str_free(&right);
    str_free(&wrong);
}

static void say_selected(const struct app *a, struct notes *n)
{
    const struct attention_model *m = &a->attention;
    int i = attention_row(a), j = attention_column(a), head = attention_head(m);
    int r = m->word[i].row, k = m->key[j].row;
    if (r < 0 || k < 0 || attention_masked(m, i, j)) return;
    say(n, ROLE_TEXT,
        _("the selected weight: right %s, wrong %s; a loss that falls "
          "tells nothing of this: training fits what there is"),
        attention_weight_fixed(attention_value(m, ATTENTION_WEIGHT, true, head, r, k), 4).text,
        attention_weight_fixed(attention_value(m, ATTENTION_WEIGHT, false, head, r, k), 4).text);
}

static void say_contrast(const struct app *a, struct notes *n)
{
    const struct attention_model *m = &a->attention;
    const struct attention_contrast *d = &m->contrast;
    if (d->weight > 0) {
        say(n, ROLE_TEXT,
            _("weights differ by up to %.4f (head %d, row %d, column %d), rows out by up to %.3g"),
            d->weight, d->head + 1, d->row, d->column, d->out);
        say_selected(a, n);
    } else if (m->formula == TRAIN_FORMULA_UNSHIFTED) {
        say(n, ROLE_TEXT, "%s",
            _("no weight and no row differs: what is asked for does, the word that is read"));
        say_asked(a, n);
    } else {
        say(n, ROLE_TEXT, "%s",
            m->shape.heads == 1
                ? _("no weight differs here, of one head: H takes another number of heads")
                : _("no weight differs here"));
    }
}

static void say_formula(const struct app *a, struct notes *n)
{
    const struct train_formula *f = &train_formulas[a->attention.formula];
    say(n, ROLE_WARN, _("WRONG %s: %s"), f->name, _(f->mistake));
    say_contrast(a, n);
    say(n, ROLE_DIM, _("met in %s"), f->met);
}

/* ---- a head ------------------------------------------------------------ */

static void say_knocked(const struct attention_model *m, struct notes *n)
{
    int head = attention_head(m);
    if (!m->knocked || isnan(m->loss)) return;
    say(n, ROLE_TEXT, _("head %d knocked out: the loss goes from %.4f to %.4f"), head + 1, m->loss,
        m->loss_without[head]);
}

static void gather(const struct app *a, struct notes *n)
{
    n->count = 0;
    if (!attention_is_read(a) || a->attention.form == ATTENTION_MAP) return;
    if (a->attention.formula != TRAIN_FORMULA_RIGHT) say_formula(a, n);
    say_knocked(&a->attention, n);
    if (a->shuffle.before.on) say_shuffled(&a->attention, n);
}

/* Draws into the rows that there are, and returns how many all of it takes. */
static int put_notes(const struct app *a, const struct canvas *c, bool draw)
{
    struct notes notes;
    int row = 0;
    gather(a, &notes);
    for (int i = 0; i < notes.count; i++)
        for (const char *text = notes.note[i].text; *text; row++) {
            size_t n = draw_fit(c, text, c->cols - 2);
            if (draw && row < c->rows)
                draw_bytes(c, (struct span){c->row + row, c->col + 1, c->cols - 2},
                           notes.note[i].role, text, n);
            text += n;
            text += strspn(text, " ");
        }
    return row;
}

int attention_notes_rows(const struct app *a, const struct caps *caps, int cols)
{
    const struct canvas c = {.caps = caps, .cols = cols};
    return put_notes(a, &c, false);
}

void attention_notes_draw(const struct app *a, const struct canvas *c)
{
    put_notes(a, c, true);
}
