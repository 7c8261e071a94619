/* The Attention view at 120 × 40 as tests read it off the frame. Include after unit/stage.h. */
#pragma once

#include "app/learning/attention.h"
#include "base/num.h"
#include "unit/attention_own.h"
#include "unit/stage.h"

#define CELLS 61 /* the column from which the selected row's numbers stand at 120 columns */
#define BODY 7   /* the row of the matrix's and the numbers' headings */
#define LABEL 13 /* columns before the matrix's cells, which take four each */

static inline int setup(void **state)
{
    (void)state;
    return stage("attention", FOCUS_BODY, 120, 40,
                 (struct caps){.depth = DEPTH_TRUE, .ascii = false});
}

/* ---- reading ----------------------------------------------------------- */

/* The numbers of a text, − read as minus; the rest of `out` is 0. Returns how many there are. */
__attribute__((noinline, unused)) static int read_numbers(const char *text, double *out, int max)
{
    int count = 0;
    for (int i = 0; i < max; i++) out[i] = 0;
    if (!text) return 0;
    for (const char *at = text; *at && count < max;) {
        double sign = 1;
        if (strncmp(at, "−", 3) == 0) sign = -1, at += 3;
        if (*at == '+') at++;
        bool digit = (*at >= '0' && *at <= '9') || (*at == '.' && at[1] >= '0' && at[1] <= '9');
        char *end;
        if (!digit) {
            at++;
            continue;
        }
        out[count++] = sign * strtod(at, &end);
        at = end;
    }
    return count;
}

/* The part of the row of that key after its position: "− 1.070 …", or points where it is masked. */
static inline const char *key_line(int key)
{
    const char *line = cells(BODY + 1 + key, CELLS, 59), *at = strchr(line, '@');
    assert_non_null(at);
    at += 2;
    return at + strspn(at, "0123456789");
}

static inline struct own own_of(bool word, bool place)
{
    static struct own o;
    memset(&o, 0, sizeof o);
    o.heads = 2;
    o.blocks = 1;
    o.causal = o.normed = true;
    own_rows(&o, &app.pipeline, word, place);
    own_draw(&o, 1);
    return o;
}

#define assert_near(value, should, by)                                                             \
    do {                                                                                           \
        double near_value = (value), near_should = (should);                                       \
        if (!(fabs(near_value - near_should) <= (by)))                                             \
            fail_msg("%s is %g, not %g", #value, near_value, near_should);                         \
    } while (0)

/* ---- cells ------------------------------------------------------------- */

/* Each line of the selected row: q·k, the score, exp, the weight; points where it is masked. */
static inline void check_lines(const struct own *o, int b, int head, int row)
{
    double max = -(double)INFINITY, sum = 0, root = sqrt(o->d / o->heads);
    for (int j = 0; j < o->n; j++)
        if (own_sees(o, row, j)) max = fmax(max, o->dot[b][head][row][j] / root);
    for (int j = 0; j < o->n; j++) {
        double got[4];
        const char *line = key_line(j);
        if (!own_sees(o, row, j)) {
            assert_int_equal(read_numbers(line, got, 4), 0);
            assert_non_null(strstr(line, "·"));
            continue;
        }
        double score = o->dot[b][head][row][j] / root;
        assert_int_equal(read_numbers(line, got, 4), 4);
        assert_near(got[0], o->dot[b][head][row][j], 0.00051);
        assert_near(got[1], score, 0.00051);
        assert_near(got[2], exp(score - max), 0.000051);
        assert_near(got[3], o->weight[b][head][row][j], 0.000051);
        sum += exp(score - max);
    }
    double sums[3];
    assert_int_equal(read_numbers(cells(BODY + 1 + o->n, CELLS, 48), sums, 3), 3);
    assert_near(sums[1], sum, 0.000051);
    assert_near(sums[2], 1, 0.000051);
}

/* Each cell of the matrix is the weight in two digits, blank below half of the last of them, and a
 * point where it is masked. */
static inline void check_matrix(const struct own *o, int b, int head)
{
    for (int i = 0; i < o->n; i++)
        for (int j = 0; j < o->n; j++) {
            const char *text = cells(BODY + 2 + i, LABEL + 4 * j, 4);
            double got[1], weight = o->weight[b][head][i][j];
            bool selected = (size_t)i == app.token; /* a selected cell has its zeros */
            if (!own_sees(o, i, j))
                assert_non_null(strstr(text, "·"));
            else if (weight < 0.005 && !selected)
                assert_string_equal(text, "    ");
            else if (read_numbers(text, got, 1))
                assert_near(got[0], weight, 0.00501);
            else
                assert_true(weight < 0.005);
            if (weight < 1) assert_null(strstr(text, "1.0"));
        }
}

/* The numbers of the selected dimension, from o to the row that comes out. */
static inline void check_sum(const struct own *o, int b, const char *input)
{
    const char *const names[] = {"o = Σ weight·v", "o × W_O", input, "= row out"};
    int i = (int)app.token, k = app.dim;
    const double should[] = {o->concat[b][i][k], o->projected[b][i][k],
                             (b ? o->out[0] : o->x)[i][k], o->out[b][i][k]};
    for (int r = 0; r < 4; r++) {
        const char *line = line_with(names[r]);
        double got[1];
        assert_int_equal(read_numbers(line ? line + strlen(names[r]) : "", got, 1), 1);
        assert_near(got[0], should[r], 0.00051);
    }
}
