/* Rows of draws, a vector of Philox blocks at a time.
 *
 * One block gives the draws z of dimensions 2·pair and 2·pair + 1:
 *
 *   counter = (pair, index, stream, 0), key = (seed mod 2^32, ⌊seed / 2^32⌋)
 *   output words o0 … o3:  a = o0 + 2^32 o1,  b = o2 + 2^32 o3
 *
 *   normal   z0 = r cos 2πv, z1 = r sin 2πv,  r = √(−2 ln u)
 *            u = (⌊a / 2^11⌋ + 1) / 2^53 in (0, 1],  v = b / 2^64 in [0, 1)
 *   uniform  z0 = √3 (2 ⌊a / 2^11⌋ / 2^53 − 1),  z1 the same from b
 *
 * (Box and Muller, Ann. Math. Stat. 29, 1958.) Relative errors, from the roundings of
 * each step: r below 3.5·2^−53, sine and cosine 4·2^−53, so a normal draw 8.5·2^−53
 * (measured over 10^5 draws and the hard places: 2.0, 2.9). Of the float32 entries
 * fewer than one in 2^24 is thus not the formula's value correctly rounded.
 *
 * Lanes do not meet: a value is the same in whatever lane and window it is computed.
 * Whole numbers become doubles through the bits of 2^52 + n and 2^84 + 2^32 n,
 * because few instruction sets convert 64 bits at once. */
#include "core/embedding/embedding_kernel.h"

#include <math.h>
#include <string.h>

#include "core/vec/lanes_log.h"

/* A row is made in chunks, a stage at a time: one vector's chain of operations is
 * long, and the processor overlaps it with the next ones' if these are near. */
#define PAIRS 64
#define VECTORS (PAIRS / LANES)

#define SQRT_3 0x1.bb67ae8584caap0
#define LOW_32 UINT64_C(0xFFFFFFFF)
#define SIGN (UINT64_C(1) << 63)
#define ONE_84 UINT64_C(0x4530000000000000) /* the bits of 2^84 */

/* low + 2^32 high − less, both below 2^32, rounded once if 2^84 + 2^52 + less is a double. */
static inline doubles real_of(words high, words low, double less)
{
    return ((doubles)(high | ONE_84) - (0x1p84 + 0x1p52 + less)) + (doubles)(low | ONE_52);
}

/* Philox4x32-10, by Salmon, Moraes, Dror and Shaw, "Parallel Random Numbers: As Easy as 1, 2, 3",
 * SC11, section 3.3 and table 2: with x the counter, k the key and hi, lo the halves of a
 * 64-bit product, ten times
 *
 *   x0' = hi(M1 x2) ^ x1 ^ k0,  x1' = lo(M1 x2),  x2' = hi(M0 x0) ^ x3 ^ k1,  x3' = lo(M0 x0)
 *
 * and then the key takes a step. Of each lane of x the lower half counts,
 * before and after. */
static inline void philox(words x[4], uint64_t seed)
{
    uint32_t k0 = (uint32_t)seed, k1 = (uint32_t)(seed >> 32);
    for (int round = 0; round < 10; round++) {
        words a = lanes_multiply(x[0], 0xD2511F53u), b = lanes_multiply(x[2], 0xCD9E8D57u);
        x[0] = (b >> 32) ^ x[1] ^ k0;
        x[1] = b;
        x[2] = (a >> 32) ^ x[3] ^ k1;
        x[3] = a;
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
}

/* Sine and cosine of 2πv, v = turn / 2^64. The nearest quarter turn
 * is split off as a whole number, which leaves |x| ≤ π/4 with a relative error of
 * 2.4·2^−53, near the zeros too; then sin x = x + x³ S(x²), cos x = 1 − x²/2 + x⁴ C(x²), with
 * the minimax polynomials S and C: errors 2^−57.3 of the sine, 2^−59.9. */
static inline void sine_cosine(words turn, doubles *sine, doubles *cosine)
{
    words shifted =
        turn + (UINT64_C(1) << 61); /* by an eighth: the quarter is its two upper bits */
    doubles x =
        real_of(shifted >> 32 & 0x3FFFFFFF, shifted & LOW_32, 0x1p61) * 0x1.921fb54442d18p-62;
    doubles z = x * x;
    doubles s = 0x1.5d932f7d31b29p-33 * z - 0x1.ae5e66d59c44fp-26;
    s = s * z + 0x1.71de35787551ap-19;
    s = s * z - 0x1.a01a019c126c3p-13;
    s = s * z + 0x1.111111110f881p-7;
    s = s * z - 0x1.5555555555549p-3;
    s = x + x * z * s;
    doubles c = 0x1.1ee9ec47fe8d7p-29 - 0x1.8faecf57c351dp-37 * z;
    c = c * z - 0x1.27e4f80a76c72p-22;
    c = c * z + 0x1.a01a019cb26f9p-16;
    c = c * z - 0x1.6c16c16c15184p-10;
    c = c * z + 0x1.555555555554cp-5;
    c = 1 - z * (0.5 - z * c);
    /* In quarter 1 sine and cosine are c and −s, in 2 −s and −c, in 3 −c and s. */
    words odd = -(shifted >> 62 & 1), other = ((words)s ^ (words)c) & odd;
    *sine = (doubles)((words)s ^ other ^ (shifted & SIGN));
    *cosine = (doubles)((words)c ^ other ^ ((shifted ^ shifted << 1) & SIGN));
}

/* Through memory, because C has no square root of vectors: the loop becomes one. */
static inline doubles square_root(doubles x)
{
    double lane[LANES];
    memcpy(lane, &x, sizeof lane);
    for (int i = 0; i < LANES; i++) lane[i] = sqrt(lane[i]);
    memcpy(&x, lane, sizeof lane);
    return x;
}

struct chunk {
    words a[VECTORS], b[VECTORS]; /* Philox's output */
    doubles z[2][VECTORS];        /* the draws of even and of odd dimensions */
};

/* The stages go over the first `count` vectors of a chunk. */

/* From lane to lane a pair on along a row, or an index on down a column. */
static inline void draw_words(struct chunk *c, int count, const struct embedding_draws *of,
                              uint32_t index, uint32_t pair, bool down)
{
    words lane = {0}, stream = lane + of->stream;
    for (uint32_t i = 0; i < LANES; i++) lane[i] = i;
    for (int v = 0; v < count; v++) {
        words x[4] = {
            (down ? lane - lane : lane) + pair, (down ? lane : lane - lane) + index, stream, {0}};
        philox(x, of->seed);
        c->a[v] = x[1] << 32 | (x[0] & LOW_32);
        c->b[v] = x[3] << 32 | (x[2] & LOW_32);
        lane += LANES;
    }
}

static void normal_draws(struct chunk *c, int count)
{
    doubles radius[VECTORS];
    for (int v = 0; v < count; v++) {
        words u = (c->a[v] >> 11) + 1; /* at most 2^53 */
        radius[v] = square_root(-2 * lanes_log(real_of(u >> 32, u & LOW_32, 0) * 0x1p-53));
    }
    for (int v = 0; v < count; v++) {
        sine_cosine(c->b[v], &c->z[1][v], &c->z[0][v]);
        c->z[0][v] *= radius[v];
        c->z[1][v] *= radius[v];
    }
}

static doubles uniform_of(words output)
{
    words whole = output >> 11;
    return SQRT_3 * (real_of(whole >> 32, whole & LOW_32, 0) * 0x1p-52 - 1);
}

static void uniform_draws(struct chunk *c, int count)
{
    for (int v = 0; v < count; v++) {
        c->z[0][v] = uniform_of(c->a[v]);
        c->z[1][v] = uniform_of(c->b[v]);
    }
}

static void draw(struct chunk *c, int count, bool uniform)
{
    if (uniform)
        uniform_draws(c, count);
    else
        normal_draws(c, count);
}

/* out[0 .. 2 · LANES · count): rounded, even and odd dimensions in turn. */
static void put(const struct chunk *c, int count, double factor, float *out)
{
    float values[2][PAIRS];
    for (ptrdiff_t v = 0; v < count; v++)
        for (int i = 0; i < 2; i++) lanes_narrow(values[i] + v * LANES, c->z[i][v] * factor);
    for (ptrdiff_t i = 0; i < (ptrdiff_t)count * LANES; i++) {
        /* NOLINTNEXTLINE(clang-analyzer-core.uninitialized.Assign): each vector was narrowed. */
        out[2 * i] = values[0][i];
        out[2 * i + 1] = values[1][i];
    }
}

/* The first chunk begins where k0's pair does; chunks that stick out of the window are copied. */
void ISA_NAME(embedding_draws)(const struct embedding_draws *of, uint32_t index, int k0, int n,
                               float *out)
{
    struct chunk c;
    float apart[2 * PAIRS];
    for (int k = -(k0 % 2); k < n; k += 2 * PAIRS) {
        int end = n - k < 2 * PAIRS ? n - k : 2 * PAIRS,
            from = k < 0 ? 1 : 0; /* within the chunk */
        int count = (end + 2 * LANES - 1) / (2 * LANES);
        bool inside = from == 0 && end == count * 2 * LANES;
        draw_words(&c, count, of, index, (uint32_t)(k0 + k) / 2, false);
        draw(&c, count, of->uniform);
        /* cppcheck-suppress legacyUninitvar ; put() writes it */
        put(&c, count, of->factor, inside ? out + k : apart);
        if (!inside) memcpy(out + (k + from), apart + from, (size_t)(end - from) * sizeof *out);
    }
}

void ISA_NAME(embedding_block)(uint64_t seed, const uint32_t counter[4], uint32_t out[4])
{
    words x[4] = {{0}};
    for (int i = 0; i < 4; i++) x[i] += counter[i];
    philox(x, seed);
    for (int i = 0; i < 4; i++) out[i] = (uint32_t)x[i][0];
}

void ISA_NAME(embedding_column)(const struct embedding_draws *of, uint32_t index, int k, int n,
                                float *out)
{
    struct chunk c;
    float values[PAIRS];
    for (int i = 0; i < n; i += PAIRS) {
        int end = n - i < PAIRS ? n - i : PAIRS, count = (end + LANES - 1) / LANES;
        draw_words(&c, count, of, index + (uint32_t)i, (uint32_t)k / 2, true);
        draw(&c, count, of->uniform);
        for (ptrdiff_t v = 0; v < count; v++)
            lanes_narrow(values + v * LANES, c.z[k % 2][v] * of->factor);
        memcpy(out + i, values, (size_t)end * sizeof *out);
    }
}
