/* The draws' law: moments, the distribution function, and correlations, over ten million
 * draws; and that each of these would find a stream that is not what it should be.
 *
 * Every figure is a statistic in units of its standard error, which for n independent
 * draws of variance 1 with moments μ4, μ6, μ8 (and odd ones 0) is, to order 1/√n,
 *
 *   mean 1/√n                   skewness √((μ6 − 6μ4 + 9)/n)
 *   variance √((μ4 − 1)/n)      kurtosis √((μ8 − 4μ4μ6 + 4μ4³ − μ4²)/n)
 *   correlation 1/√n            of squares: 1/√n
 *
 * (delta method). The draws are fixed, so a threshold can be tight without failing at
 * times: 4.5 of them, which one of 7000 good generators exceeds in one of its figures. For
 * Kolmogorov and Smirnov's √n · sup |F_n − F|: 2.2, which 1 of 8000 exceeds. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "core/embedding/embedding.h"

#define WIDTH 512
#define ROWS 19532       /* 10 000 384 draws */
#define BIASED_ROWS 2048 /* 2^20: enough to find a plain bias */
#define SIGMAS 4.5
#define KS_MOST 2.2
#define BINS                                                                                       \
    (1 << 20) /* of F(z): sup |F_n − F| is taken at their edges, and is at most 1/BINS more */

#define SEED UINT64_C(20170612)

/* Which draw a draw is multiplied by: `up` rows before, `left` dimensions before, of this seed
 * or the next. */
struct neighbour {
    const char *name;
    int seed, up, left;
};
static const struct neighbour neighbours[] = {
    {"dimension - 1", 0, 0, 1},          {"dimension - 2", 0, 0, 2},
    {"dimension - 3", 0, 0, 3},          {"row - 1", 0, 1, 0},
    {"row - 1, dimension - 1", 0, 1, 1}, {"seed + 1", 1, 0, 0},
    {"seed + 1, row - 1", 1, 1, 0},      {"seed + 1, dimension - 1", 1, 0, 1},
};
#define NEIGHBOURS ((int)(sizeof neighbours / sizeof *neighbours))

struct law {
    enum init_kind init;
    double mu4, mu6, mu8;
    double (*cdf)(double z);
};

static double normal_cdf(double z)
{
    return 0.5 * erfc(-z * 0.70710678118654752440);
}

static double uniform_cdf(double z)
{
    return 0.5 + z / 3.4641016151377545871;
}

static const struct law normal_law = {INIT_SCALED_NORMAL, 3, 15, 105, normal_cdf};
/* The m-th moment is 3^(m/2) / (m + 1). */
static const struct law uniform_law = {INIT_UNIFORM, 9.0 / 5, 27.0 / 7, 9, uniform_cdf};

/* z, or something else in its place: from z, its left and upper neighbour, and the next seed's. */
typedef double bias(double z, double left, double up, double other);

/* Rows in double: [seed][row r mod 2][3 + k], after three zeros for the dimensions before the first. */
struct rows {
    double at[2][2][3 + WIDTH];
};

static void read_rows(struct rows *rows, const struct law *law, uint32_t r, bias *biased)
{
    float row[WIDTH];
    for (int seed = 0; seed < 2; seed++) {
        struct embedding e = {SEED + (uint64_t)seed, WIDTH, law->init, true};
        embedding_row(&e, r, 0, WIDTH, row);
        for (int k = 0; k < WIDTH; k++) rows->at[seed][r % 2][3 + k] = (double)row[k];
    }
    double *z = rows->at[0][r % 2];
    for (int k = 3 + WIDTH - 1; biased && k >= 3;
         k--) /* from the right: `left` is not yet biased */
        z[k] = biased(z[k], z[k - 1], rows->at[0][(r + 1) % 2][k], rows->at[1][r % 2][k]);
}

struct sums {
    double power[5];
    double product[NEIGHBOURS], squares[NEIGHBOURS]; /* Σ ab, Σ (a² − 1)(b² − 1) */
    uint32_t bin[BINS];
};

static void add_row(struct sums *s, const struct law *law, const struct rows *rows, uint32_t r)
{
    const double *z = rows->at[0][r % 2] + 3;
    double power[5] = {0};
    for (int k = 0; k < WIDTH; k++) {
        double square = z[k] * z[k];
        power[1] += z[k];
        power[2] += square;
        power[3] += square * z[k];
        power[4] += square * square;
        double bin = law->cdf(z[k]) * BINS;
        s->bin[bin < 0 ? 0 : bin < BINS ? (int)bin : BINS - 1]++;
    }
    for (int p = 1; p <= 4; p++) s->power[p] += power[p];
    for (int i = 0; i < NEIGHBOURS; i++) {
        const struct neighbour *n = &neighbours[i];
        const double *b = rows->at[n->seed][(r + (uint32_t)n->up) % 2] + 3 - n->left;
        double product = 0, squares = 0;
        for (int k = n->left; k < WIDTH && r >= 1; k++) {
            product += z[k] * b[k];
            squares += (z[k] * z[k] - 1) * (b[k] * b[k] - 1);
        }
        s->product[i] += product;
        s->squares[i] += squares;
    }
}

static double distribution_apart(const struct sums *s, double n)
{
    double below = 0, worst = 0;
    for (int i = 0; i < BINS; i++) {
        below += s->bin[i];
        worst = fmax(worst, fabs(below / n - (i + 1.0) / BINS));
    }
    return (worst + 1.0 / BINS) * sqrt(n);
}

/* What was found, in standard errors; `ks` as it is. */
struct figures {
    double mean, variance, skewness, kurtosis, ks;
    double correlation[NEIGHBOURS], squares[NEIGHBOURS];
};

static struct figures measure(const struct law *law, uint32_t rows_wanted, bias *biased)
{
    static struct rows rows;
    static struct sums s;
    memset(&rows, 0, sizeof rows);
    memset(&s, 0, sizeof s);
    for (uint32_t r = 0; r < rows_wanted; r++) {
        read_rows(&rows, law, r, biased);
        add_row(&s, law, &rows, r);
    }
    double n = (double)rows_wanted * WIDTH, root = sqrt(n);
    double m1 = s.power[1] / n, m2 = s.power[2] / n, m3 = s.power[3] / n, m4 = s.power[4] / n;
    double variance = m2 - m1 * m1, third = m3 - 3 * m1 * m2 + 2 * m1 * m1 * m1;
    double fourth = m4 - 4 * m1 * m3 + 6 * m1 * m1 * m2 - 3 * m1 * m1 * m1 * m1;
    double mu4 = law->mu4, mu6 = law->mu6;
    struct figures f = {
        .mean = root * m1,
        .variance = root * (variance - 1) / sqrt(mu4 - 1),
        .skewness = root * third / (variance * sqrt(variance)) / sqrt(mu6 - 6 * mu4 + 9),
        .kurtosis = root * (fourth / (variance * variance) - mu4) /
                    sqrt(law->mu8 - 4 * mu4 * mu6 + 4 * mu4 * mu4 * mu4 - mu4 * mu4),
        .ks = distribution_apart(&s, n),
    };
    for (int i = 0; i < NEIGHBOURS; i++) {
        double pairs = sqrt((double)(rows_wanted - 1) * (WIDTH - neighbours[i].left));
        f.correlation[i] = s.product[i] / pairs;
        f.squares[i] = s.squares[i] / pairs / (mu4 - 1);
    }
    return f;
}

static void show(const char *name, const struct figures *f)
{
    print_message("%s: mean %+.2f, variance %+.2f, skewness %+.2f, kurtosis %+.2f sigma; "
                  "Kolmogorov-Smirnov %.2f\n",
                  name, f->mean, f->variance, f->skewness, f->kurtosis, f->ks);
    for (int i = 0; i < NEIGHBOURS; i++)
        print_message("  with %s: %+.2f, of squares %+.2f sigma\n", neighbours[i].name,
                      f->correlation[i], f->squares[i]);
}

static void good(const struct law *law)
{
    struct figures f = measure(law, ROWS, NULL);
    show(init_infos[law->init].name, &f);
    assert_true(fabs(f.mean) < SIGMAS);
    assert_true(fabs(f.variance) < SIGMAS);
    assert_true(fabs(f.skewness) < SIGMAS);
    assert_true(fabs(f.kurtosis) < SIGMAS);
    assert_true(f.ks < KS_MOST);
    for (int i = 0; i < NEIGHBOURS; i++) {
        assert_true(fabs(f.correlation[i]) < SIGMAS);
        assert_true(fabs(f.squares[i]) < SIGMAS);
    }
}

static void test_normal(void **state)
{
    (void)state;
    good(&normal_law);
}

static void test_uniform(void **state)
{
    (void)state;
    good(&uniform_law);
    static float row[WIDTH];
    for (uint32_t r = 0; r < BIASED_ROWS; r++) {
        embedding_row(&(struct embedding){SEED, WIDTH, INIT_UNIFORM, true}, r, 0, WIDTH, row);
        for (int k = 0; k < WIDTH; k++) assert_true(row[k] >= -sqrtf(3) && row[k] <= sqrtf(3));
    }
}

/* Streams that are nearly right, each with the figure that has to tell. Of 2^20 draws a
 * standard error of the mean is 0.001, of the kurtosis 0.005; the biases are some ten. */

static double too_high(double z, double left, double up, double other)
{
    (void)left, (void)up, (void)other;
    return z + 0.01;
}

static double too_wide(double z, double left, double up, double other)
{
    (void)left, (void)up, (void)other;
    return z * 1.008;
}

static double skewed(double z, double left, double up, double other)
{
    (void)left, (void)up, (void)other;
    return z + 0.004 * (z * z - 1);
}

static double heavy_tails(double z, double left, double up, double other)
{
    (void)left, (void)up, (void)other;
    return z + 0.002 * (z * z * z - 3 * z);
}

static double in_steps(double z, double left, double up, double other)
{
    (void)left, (void)up, (void)other;
    return round(z * 32) / 32;
}

static double like_left(double z, double left, double up, double other)
{
    (void)up, (void)other;
    return z + 0.01 * left;
}

static double like_upper(double z, double left, double up, double other)
{
    (void)left, (void)other;
    return z + 0.01 * up;
}

static double like_next_seed(double z, double left, double up, double other)
{
    (void)left, (void)up;
    return z + 0.01 * other;
}

/* The size of a draw, not its sign, follows its neighbour's. */
static double large_beside_large(double z, double left, double up, double other)
{
    (void)up, (void)other;
    return z * (1 + 0.005 * (left * left - 1));
}

static void test_biases_are_found(void **state)
{
    (void)state;
    struct figures f = measure(&normal_law, BIASED_ROWS, too_high);
    assert_true(fabs(f.mean) > SIGMAS && f.ks > KS_MOST);
    f = measure(&normal_law, BIASED_ROWS, too_wide);
    assert_true(fabs(f.variance) > SIGMAS);
    f = measure(&normal_law, BIASED_ROWS, skewed);
    assert_true(fabs(f.skewness) > SIGMAS);
    f = measure(&normal_law, BIASED_ROWS, heavy_tails);
    assert_true(fabs(f.kurtosis) > SIGMAS);
    f = measure(&normal_law, BIASED_ROWS, in_steps);
    assert_true(f.ks > KS_MOST);
    f = measure(&normal_law, BIASED_ROWS, like_left);
    assert_true(fabs(f.correlation[0]) > SIGMAS);
    f = measure(&normal_law, BIASED_ROWS, like_upper);
    assert_true(fabs(f.correlation[3]) > SIGMAS);
    f = measure(&normal_law, BIASED_ROWS, like_next_seed);
    assert_true(fabs(f.correlation[5]) > SIGMAS);
    f = measure(&normal_law, BIASED_ROWS, large_beside_large);
    assert_true(fabs(f.squares[0]) > SIGMAS && fabs(f.correlation[0]) < SIGMAS);
    f = measure(&(struct law){INIT_UNIFORM, 3, 15, 105, normal_cdf}, BIASED_ROWS, NULL);
    assert_true(fabs(f.kurtosis) > SIGMAS && f.ks > KS_MOST);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_normal),
        cmocka_unit_test(test_uniform),
        cmocka_unit_test(test_biases_are_found),
    };
    return cmocka_run_group_tests_name("embedding_law", tests, NULL, NULL);
}
