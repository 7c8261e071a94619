/* How many values of P are not the float32 nearest to the true value: counted against
 * a computation of its own.
 *
 *     sweep [POSITIONS [BLOCKS]]
 *
 * First every value of d_model 512, base 10000 at the positions 0 … POSITIONS−1; then
 * BLOCKS blocks of any width, base, layout, window, stride and position below 2^40.
 * Every build of the kernels that this machine can run is compared, row by row too.
 *
 * The reference: frequencies by MPFR (400 bits), kept as 128-bit turns; the product
 * reduced in integers; libm's sine and cosine of the reduced angle in double. Where
 * that, give or take 2^−50 of itself, does not round to one float32, or the kernels
 * say something else, MPFR computes the value itself and decides. */
#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <mpfr.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/posenc/posenc_kernel.h"

__extension__ typedef unsigned __int128 u128;
__extension__ typedef __int128 i128;

enum { PRECISION = 400, ROWS_MAX = 1000, FLOATS_MAX = 1 << 19 };

struct counts {
    uint64_t values, by_mpfr, misrounded;
};

static uint64_t state;

static uint64_t random_bits(void)
{
    state += UINT64_C(0x9E3779B97F4A7C15); /* splitmix64, Steele et al. 2014 */
    uint64_t z = state;
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

static uint64_t below(uint64_t n)
{
    return random_bits() % n;
}

static double unit(void)
{
    return (double)(random_bits() >> 11) * 0x1p-53;
}

/* ---- The reference ---- */

struct rate {
    u128 turns;   /* per position, of 2^128 */
    double omega; /* radians per position */
};

static void mpfr_omega(mpfr_t out, double base, int d, int pair)
{
    mpfr_set_d(out, base, MPFR_RNDN);
    mpfr_log(out, out, MPFR_RNDN);
    mpfr_mul_si(out, out, -2L * pair, MPFR_RNDN);
    mpfr_div_si(out, out, d, MPFR_RNDN);
    mpfr_exp(out, out, MPFR_RNDN);
}

static struct rate make_rate(double base, int d, int pair)
{
    mpfr_t x, pi;
    mpfr_inits2(PRECISION, x, pi, (mpfr_ptr)NULL);
    mpfr_omega(x, base, d, pair);
    struct rate r = {0, mpfr_get_d(x, MPFR_RNDN)};
    mpfr_const_pi(pi, MPFR_RNDN);
    mpfr_div(x, x, pi, MPFR_RNDN);
    mpfr_mul_2si(x, x, -1 + 32, MPFR_RNDN);
    for (int i = 0; i < 4; i++) { /* 32 bits at a time */
        unsigned long digit = mpfr_get_ui(x, MPFR_RNDZ);
        r.turns = r.turns << 32 | digit;
        mpfr_sub_ui(x, x, digit, MPFR_RNDN);
        mpfr_mul_2si(x, x, 32, MPFR_RNDN);
    }
    mpfr_clears(x, pi, (mpfr_ptr)NULL);
    return r;
}

/* Rounded once, also where a float32 has fewer bits. */
static float mpfr_value(double base, int d, int pair, uint64_t pos, bool cosine)
{
    mpfr_t x;
    mpfr_init2(x, 1200); /* positions near whole quarter turns, and sines just below their angle */
    mpfr_omega(x, base, d, pair);
    mpfr_mul_ui(x, x, pos, MPFR_RNDN);
    (cosine ? mpfr_cos : mpfr_sin)(x, x, MPFR_RNDN);
    mpfr_exp_t low = mpfr_get_emin(), high = mpfr_get_emax();
    mpfr_set_emin(-148);
    mpfr_set_emax(128);
    int inexact = mpfr_check_range(x, 0, MPFR_RNDN);
    mpfr_t rounded;
    mpfr_init2(rounded, 24);
    inexact = mpfr_set(rounded, x, MPFR_RNDN);
    mpfr_subnormalize(rounded, inexact, MPFR_RNDN);
    float value = mpfr_get_flt(rounded, MPFR_RNDN);
    mpfr_set_emin(low);
    mpfr_set_emax(high);
    mpfr_clears(x, rounded, (mpfr_ptr)NULL);
    return value;
}

static const double two_pi = 6.283185307179586476925;

/* Sine and cosine, and how far they may be off beyond 2^−50 of themselves. */
static double reference(struct rate r, uint64_t pos, double value[2])
{
    double angle = (double)pos * r.omega;
    if (angle < 0.5) {
        value[0] = sin(angle);
        value[1] = cos(angle);
        return 0;
    }
    u128 turn = r.turns * pos;
    unsigned eighth = (unsigned)(turn >> 125), quarter = (eighth + 1) / 2;
    i128 rest = (i128)(turn - ((u128)quarter << 126));
    double x = (double)rest * 0x1p-128 * two_pi, s = sin(x), c = cos(x);
    value[0] = quarter % 2 ? c : s;
    value[1] = quarter % 2 ? s : c;
    value[0] = quarter % 4 >= 2 ? -value[0] : value[0];
    value[1] = quarter % 4 == 1 || quarter % 4 == 2 ? -value[1] : value[1];
    return 0x1p-84; /* 2^40 times half of 2^−128 turns, and more */
}

/* ---- Blocks ---- */

struct block {
    struct posenc p;
    struct rate *rates;
    uint64_t pos;
    size_t rows, stride;
    int k0, n;
};

static bool same(float a, float b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

static void report(const struct block *b, int k, uint64_t pos, float got, float want,
                   const char *build)
{
    fprintf(stderr,
            "%s: d_model %d, base %a, pos %" PRIu64 ", dimension %d, layout %d: %a, not %a\n",
            build, b->p.d_model, b->p.base, pos, k, (int)b->p.layout, (double)got, (double)want);
}

static void check_value(const struct block *b, size_t row, int k, const double value[2],
                        double slack, float *const got[ISA_COUNT], struct counts *c)
{
    bool cosine;
    int pair = posenc_pair(&b->p, k, &cosine);
    uint64_t pos = b->pos + row;
    double v = value[cosine], e = fabs(v) * 0x1p-50 + slack;
    float want = (float)v;
    size_t at = row * b->stride + (size_t)(k - b->k0);
    bool sure = same((float)(v - e), (float)(v + e)), agree = true;
    for (int i = 0; i < ISA_COUNT; i++) agree &= !got[i] || same(got[i][at], want);
    c->values++;
    if (sure && agree) return;
    c->by_mpfr++;
    want = mpfr_value(b->p.base, b->p.d_model, pair, pos, cosine);
    bool wrong = false;
    for (int i = 0; i < ISA_COUNT; i++) {
        if (got[i] && !same(got[i][at], want)) {
            report(b, k, pos, got[i][at], want, isa_name(i));
            wrong = true;
        }
    }
    c->misrounded += wrong;
}

/* `by_row`: as single rows, which are computed in another way. */
static void check_block(const struct block *b, bool by_row, struct counts *c)
{
    static float out[ISA_COUNT][FLOATS_MAX];
    float *got[ISA_COUNT] = {0};
    for (int i = 0; i < ISA_COUNT; i++) {
        if (((enum isa)i <= isa_best())) {
            got[i] = out[i];
            size_t each = by_row ? 1 : b->rows;
            for (size_t row = 0; row < b->rows; row += each) {
                struct posenc_block block = {b->pos + row, each, b->k0, b->n};
                posenc_rows_builds[i](&b->p, &block, out[i] + row * b->stride, b->stride);
            }
        }
    }
    for (size_t row = 0; row < b->rows; row++) {
        double value[2], slack = 0;
        int last = -1;
        for (int k = b->k0; k < b->k0 + b->n; k++) {
            bool cosine;
            int pair = posenc_pair(&b->p, k, &cosine);
            if (pair != last) {
                slack = reference(b->rates[pair], b->pos + row, value);
                last = pair;
            }
            check_value(b, row, k, value, slack, got, c);
        }
    }
}

static void open_block(struct block *b, int d, double base, enum posenc_layout layout)
{
    if (!posenc_init(&b->p, d, base, layout, NULL) ||
        !(b->rates = malloc((size_t)b->p.pairs * sizeof *b->rates)))
        exit(2);
    for (int i = 0; i < b->p.pairs; i++) b->rates[i] = make_rate(base, d, i);
}

static void close_block(struct block *b)
{
    posenc_free(&b->p);
    free(b->rates);
}

static void exhaustive(uint64_t positions, unsigned share, unsigned shares, struct counts *c)
{
    struct block b = {.k0 = 0, .n = 512, .stride = 512};
    open_block(&b, 512, 10000, LAYOUT_INTERLEAVED);
    for (uint64_t chunk = share; chunk * ROWS_MAX < positions; chunk += shares) {
        b.pos = chunk * ROWS_MAX;
        b.rows = positions - b.pos < ROWS_MAX ? (size_t)(positions - b.pos) : ROWS_MAX;
        check_block(&b, false, c);
    }
    close_block(&b);
}

static double some_base(void)
{
    switch (below(5)) {
    case 0:
        return 1 + pow(10, -15 * unit());
    case 1:
        return pow(10, 300 * unit()) + 1;
    case 2:
        return ldexp(1, 1 + (int)below(1000)); /* frequencies may be powers of two */
    default:
        return pow(10, 8 * unit()) + 1e-3;
    }
}

/* Chunk by chunk from its own seed, so that the values do not depend on the cores. */
static void mixed(uint64_t blocks, unsigned share, unsigned shares, struct counts *c)
{
    for (uint64_t i = share; i < blocks; i += shares) {
        state = i * UINT64_C(0xD1342543DE82EF95);
        int d = 1 + (int)below(below(8) ? 600 : POSENC_D_MAX);
        struct block b = {0};
        open_block(&b, d, some_base(), below(2) ? LAYOUT_SPLIT : LAYOUT_INTERLEAVED);
        for (int j = 0; j < 4; j++) {
            b.k0 = (int)below((uint64_t)d);
            b.n = 1 + (int)below((uint64_t)(d - b.k0));
            b.stride = (size_t)b.n + below(20);
            b.rows = 1 + below(below(4) ? 40 : 400);
            while (b.rows * b.stride > FLOATS_MAX) b.rows /= 2;
            uint64_t most = POSENC_POS_MAX - b.rows;
            b.pos = below(8) ? random_bits() >> (24 + below(38)) : most - below(1000);
            b.pos = b.pos < most ? b.pos : most;
            check_block(&b, j == 3, c);
        }
        close_block(&b);
    }
}

/* ---- All cores ---- */

static bool sweep(const char *what, void (*part)(uint64_t, unsigned, unsigned, struct counts *),
                  uint64_t size)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    unsigned shares = cores < 1 ? 1 : (unsigned)cores;
    int ends[2], failed = pipe(ends);
    struct counts all = {0, 0, 0}, one;
    fflush(NULL);
    for (unsigned i = 0; i < shares && !failed; i++) {
        pid_t child = fork();
        if (child == 0) {
            one = (struct counts){0, 0, 0};
            part(size, i, shares, &one);
            _exit(write(ends[1], &one, sizeof one) != sizeof one);
        }
        failed |= child < 0;
    }
    close(ends[1]);
    while (!failed && read(ends[0], &one, sizeof one) == sizeof one) {
        all.values += one.values;
        all.by_mpfr += one.by_mpfr;
        all.misrounded += one.misrounded;
    }
    close(ends[0]);
    for (int status; wait(&status) > 0;) failed |= status != 0;
    printf("%s: %" PRIu64 " values, %" PRIu64 " decided by MPFR, %" PRIu64 " misrounded%s\n", what,
           all.values, all.by_mpfr, all.misrounded, failed ? "; a part FAILED" : "");
    return !failed && all.misrounded == 0;
}

int main(int argc, char **argv)
{
    uint64_t positions = argc > 1 ? strtoull(argv[1], NULL, 10) : 1000000;
    uint64_t blocks = argc > 2 ? strtoull(argv[2], NULL, 10) : 20000;
    printf("builds:");
    for (int i = 0; i < ISA_COUNT; i++) {
        printf("%s%s", ((enum isa)i <= isa_best()) ? " " : "",
               ((enum isa)i <= isa_best()) ? isa_name(i) : "");
    }
    char what[80];
    snprintf(what, sizeof what, "\nd_model 512, base 10000, positions below %" PRIu64, positions);
    bool good = sweep(what, exhaustive, positions);
    snprintf(what, sizeof what, "%" PRIu64 " times 4 blocks of any kind", blocks);
    good &= sweep(what, mixed, blocks);
    return good ? 0 : 1;
}
