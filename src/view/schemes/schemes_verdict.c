#include "view/schemes/schemes_parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/words.h"

#define FAR_LOW 1000 /* two numbers from here on are too long for a few columns */

/* None of the text's positions has a row. */
static bool skip_rows(const struct scheme_report *r)
{
    return !(r->bounded.low <= r->bounded.high);
}

enum verdict schemes_verdict(const struct scheme_report *r, enum scheme_test test)
{
    const bool ok[SCHEME_TESTS] = {r->bounded.ok, r->unique.ok, r->same.ok, r->linear.ok};
    bool open[SCHEME_TESTS] = {[TEST_BOUNDED] = skip_rows(r), [TEST_LINEAR] = !r->linear.decided};
    if (open[test]) return VERDICT_OPEN;
    return ok[test] ? VERDICT_OK : VERDICT_FAILS;
}

const char *schemes_mark(enum verdict verdict)
{
    static const char *const marks[] = {"✓", "✗", "?"};
    return marks[verdict];
}

enum role schemes_mark_role(enum verdict verdict)
{
    static const enum role roles[] = {ROLE_GOOD, ROLE_WARN, ROLE_STRONG};
    return roles[verdict];
}

struct draw_short schemes_number(double x)
{
    struct draw_short out;
    double size = fabs(x);
    const char *sign = x < 0 ? "−" : "";
    int len = snprintf(out.text, sizeof out.text,
                       size >= 1e-3 && size < 10  ? "%s%.2f"
                       : size >= 10 && size < 1e6 ? "%s%.0f"
                                                  : "%s%.3g",
                       sign, size);
    if (len > 3 && strcmp(out.text + len - 3, ".00") == 0) out.text[len - 3] = '\0';
    return out;
}

int schemes_decimals(double a, double b, int decimals)
{
    if (!(fabs(a - b) > 0)) return decimals;
    while (decimals < 9 && fabs(a - b) < 2 * pow(10, -decimals)) decimals++;
    return decimals;
}

/* 0.27 as .27 where it is short of room. */
static void share(struct str *out, double x, int decimals, bool brief)
{
    char text[32];
    snprintf(text, sizeof text, "%.*f", decimals, x);
    str_adds(out, text + (brief && text[0] == '0'));
}

/* The fewest decimals, two or more, in which the two are written differently, if they are. */
static int share_decimals(double a, double b)
{
    char one[32], other[32];
    for (int decimals = 2;; decimals++) {
        snprintf(one, sizeof one, "%.*f", decimals, a);
        snprintf(other, sizeof other, "%.*f", decimals, b);
        if (decimals >= 12 || strcmp(one, other) != 0) return decimals;
    }
}

static double reach(double low, double high)
{
    return fmax(fabs(low), fabs(high));
}

/* The range; where it is the longer text's that fails, how far that goes. */
static void bounded_figure(const struct scheme_report *r, enum figure_form form, struct str *out)
{
    bool brief = form != FIGURE_FULL;
    const struct bounded_test *t = &r->bounded;
    if (!r->length) return;
    if (skip_rows(r)) {
        str_adds(out, _("no row"));
        return;
    }
    if (!t->ok && reach(t->low, t->high) <= BOUNDED_LIMIT) {
        str_addf(out, brief ? "%s→%s" : _("%s, then %s"),
                 schemes_number(reach(t->low, t->high)).text,
                 schemes_number(reach(t->later_low, t->later_high)).text);
        return;
    }
    struct draw_short high = schemes_number(reach(t->low, t->high));
    if (t->low > 0 && strcmp(schemes_number(t->low).text, high.text) == 0)
        str_addf(out, t->ok || brief ? "%s" : _("%s grows"), high.text);
    else if (brief && t->low >= FAR_LOW)
        str_adds(out, _("grows"));
    else if (t->low < 0)
        str_addf(out, t->ok || brief ? "±%s" : _("±%s grows"), high.text);
    else
        str_addf(out, t->ok || brief ? "%s…%s" : _("%s…%s grows"), schemes_number(t->low).text,
                 high.text);
}

/* "6e-4": an exponent's zero and plus say nothing in a few columns. */
static void tiny(struct str *out, double x, bool brief)
{
    char text[32];
    snprintf(text, sizeof text, x > 0 && x < 1e-2 ? "%.0e" : "%.2f", x);
    char *zero = strstr(text, "e-0");
    if (zero) memmove(zero + 2, zero + 3, strlen(zero + 3) + 1);
    str_adds(out, brief && *text == '0' ? text + 1 : text);
}

static void unique_figure(const struct scheme_report *r, enum figure_form form, struct str *out)
{
    const struct unique_test *t = &r->unique;
    if (t->count < 2) return;
    bool same = !(t->distance > 0), brief = form != FIGURE_FULL;
    if (!(t->usual > 0)) {
        str_adds(out, brief ? _("equal") : _("all equal"));
        return;
    }
    if (!t->ok)
        str_addf(out, same ? "%llu=%llu" : "%llu≈%llu", (unsigned long long)t->a,
                 (unsigned long long)t->b);
    if (!t->ok && (form == FIGURE_SHORTEST || same)) return;
    str_adds(out, t->ok ? "" : " ");
    tiny(out, t->distance, brief && !t->ok);
    str_adds(out, t->ok && !brief ? _(" apart") : "");
}

/* What it is in the text and in one longer; where those take too many digits, by how much of itself
 * it moves. */
static void same_figure(const struct scheme_report *r, enum figure_form form, struct str *out)
{
    bool brief = form != FIGURE_FULL;
    double before = r->same.before, after = r->same.after;
    if (r->same.end)
        str_addf(out, brief ? _("to %llu") : _("up to %llu"), (unsigned long long)r->same.end - 1);
    if (r->same.end || r->same.ok) return;
    int decimals = share_decimals(before, after);
    if (form == FIGURE_SHORTEST && fabs(before) > 0) {
        double part = 100 * (after - before) / fabs(before);
        str_addf(out, "%s%.2g%%", part < 0 ? "−" : "+", fabs(part));
        return;
    }
    share(out, before, decimals, brief);
    str_adds(out, "→");
    share(out, after, decimals, brief);
}

/* What the best matrix misses, as a share of the step. */
void schemes_missed_text(double residual, struct str *out)
{
    str_addf(out, residual < 5e-3 ? "%.0e" : "%.0f%%", residual < 5e-3 ? residual : residual * 100);
}

static void linear_figure(const struct scheme_report *r, enum figure_form form, struct str *out)
{
    bool brief = form != FIGURE_FULL;
    if (r->linear.trivial || !r->linear.decided) {
        str_adds(out, r->linear.trivial ? _("no step") : _("too few"));
        return;
    }
    str_adds(out, brief ? "" : _("off "));
    schemes_missed_text(r->linear.residual, out);
}

void schemes_figure(const struct scheme_report *r, enum scheme_test test, enum figure_form form,
                    struct str *out)
{
    static void (*const figures[SCHEME_TESTS])(const struct scheme_report *, enum figure_form,
                                               struct str *) = {bounded_figure, unique_figure,
                                                                same_figure, linear_figure};
    figures[test](r, form, out);
}
