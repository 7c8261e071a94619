/* Blocks of P, each value the nearest float32.
 *
 * One row: the angle pos · ω is reduced in 128-bit fixed point (exactly, as
 * posenc.h says), its sine and cosine come from Taylor polynomials in double
 * precision. Several rows: around an anchor row a, computed like that, the angle
 * sums
 *
 *     f(a ± r) = f(a) cos(rω) ± f'(a) sin(rω)        f' of sine is cosine, of cosine −sine
 *
 * cost one multiplication and one addition a value, and carry no error from row to
 * row. (The next anchors are turned on in the same way, a few times.) Both ways the error
 * has a bound e, and a value is settled where v − e and v + e round to the same float32.
 * Where they do not (one value in 10^4 of a block, one in 10^7 of a row) it is computed by
 * the next slower way: block, row, posenc_exact(). Each value is the nearest float32, so the
 * result is independent of the method and of the vector width. */
#include "core/posenc/posenc_kernel.h"

#include <string.h>

#include "base/num.h"
#include "core/vec/lanes.h"

#define PAIRS POSENC_TILE_PAIRS
#define COLUMNS (2 * PAIRS)
#define HALF PAIRS /* columns that are computed in one sweep over the rows */
#define REACH 16   /* rows on each side of an anchor */
#define BLOCK (2 * REACH + 1)
#define PANEL                                                                                      \
    ((size_t)BLOCK * 8) /* rows for which one anchor is reduced, and multiples of ω made */
#define FEW_ROWS 3      /* a block of no more costs more than its rows one by one */

/* From here on, in bytes, what is written is kept out of the caches. */
#define STREAM_FROM ((size_t)16 << 20)
#define LINE 64

/* Of a row: the polynomials' value is within 2^−51 of itself (0.9 units in the last
 * place, and two roundings of an unreduced angle) and of its angle's slack. */
#define ROW_SHARE 0x1p-50
/* Of a block, in units of 2^−53, for (sine, cosine) as a point: its anchor was reduced
 * to within 4√2 and turned on 7 times, each time by an angle as good, with 2√2 for the
 * roundings; the multiple of ω has 16 times the 4√2 of the first, and 15 times 2√2; the
 * sum adds 2. That is 200 parts of the circle's radius or, for sines of an unreduced
 * angle, of that angle at the panel's end; 2^−45 is 256. */
#define BLOCK_SHARE 0x1p-45
/* Added for sines so small that the block's bound would not hold: those are left to the row. */
#define SUBNORMAL 0x1p-148

/* ---- Sine and cosine of LANES pairs of waves at one position, in double precision ---- */

/* Angles below this many radians are taken as they are, pos · ω in double precision. */
#define UNREDUCED 0.75

/* How far a reduced angle may be off beyond roundings of its own size; in truth 2^−71. */
#define ANGLE_SLACK 0x1p-68

/* An angle: quadrant quarter turns and (high + low) radians, |high| ≤ π/4. */
struct angles {
    words quadrant;
    doubles high, low;
    doubles slack; /* 2^−68, or 0 of an unreduced one: how far it may be off, beyond roundings */
};

/* 2π as the sum of a number of 24 bits, whose product with 29 bits is exact, and the rest. */
#define TURN_HEAD 0x1.921fb4p+2
#define TURN_REST 0x1.4442d18469899p-22

/* The fraction of a turn has 64 bits as an integer, whose multiples wrap by themselves, and what is
 * below as a double. The integer's halves become doubles by standing in the mantissa of 2^52. */
static INLINE struct angles reduced(words rate, doubles rest, uint64_t pos)
{
    const words half = (words){0} + (UINT64_C(1) << 63), magic = (words)((doubles){0} + 0x1p52);
    words turn = rate * pos;
    words quadrant = (turn + (UINT64_C(1) << 61)) >> 62;
    words left = (turn - (quadrant << 62)) ^ half;
    doubles upper = (doubles)(left >> 32 | magic) - (0x1p52 + 0x1p31);
    doubles lower = (doubles)((left & UINT32_MAX) | magic) - 0x1p52;
    doubles below = multiply_add(rest, (doubles){0} + (double)pos, lower * 0x1p-64);
    doubles head = upper * (TURN_HEAD * 0x1p-32);
    doubles tail = multiply_add(below, (doubles){0} + TWO_PI, upper * (TURN_REST * 0x1p-32));
    doubles high = head + tail;
    return (struct angles){quadrant, high, tail - (high - head), (doubles){0} + ANGLE_SLACK};
}

static INLINE struct angles angles(const struct posenc_lanes *w, int pair, uint64_t pos)
{
    struct angles a = reduced(load_words(w->high + pair), load(w->low + pair), pos);
    doubles whole = load(w->omega + pair) * (double)pos;
    words small = (words)(whole < UNREDUCED);
    a.quadrant &= ~small;
    a.high = choose(small, whole, a.high);
    a.low = (doubles)(~small & (words)a.low);
    a.slack = (doubles)(~small & (words)a.slack);
    return a;
}

static INLINE doubles next_term(doubles sum, doubles z, double coefficient)
{
    return multiply_add(sum, z, (doubles){0} + coefficient);
}

/* The polynomials of turn_sine_cosine(), with its error. */
static INLINE void polynomials(doubles high, doubles low, doubles *sine, doubles *cosine)
{
    doubles z = high * high;
    doubles s = z * (1.0 / 355687428096000) - 1.0 / 1307674368000; /* 1/17!, 1/15! */
    s = next_term(s, z, 1.0 / 6227020800);
    s = next_term(s, z, -1.0 / 39916800);
    s = next_term(s, z, 1.0 / 362880);
    s = next_term(s, z, -1.0 / 5040);
    s = next_term(s, z, 1.0 / 120);
    s = next_term(s, z, -1.0 / 6);
    doubles c = z * (1.0 / 20922789888000) - 1.0 / 87178291200; /* 1/16!, 1/14! */
    c = next_term(c, z, 1.0 / 479001600);
    c = next_term(c, z, -1.0 / 3628800);
    c = next_term(c, z, 1.0 / 40320);
    c = next_term(c, z, -1.0 / 720);
    c = next_term(c, z, 1.0 / 24);
    doubles half = 0.5 * z, rest = 1 - half;
    *sine = high + multiply_add(low, rest, high * z * s);
    *cosine = rest + (((1 - rest) - half) + multiply_add(z * z, c, -high * low));
}

/* Sine and cosine of the pairs from `pair` on; the slack of their angles. */
static INLINE doubles sines_cosines(const struct posenc_lanes *w, int pair, uint64_t pos,
                                    doubles *sine, doubles *cosine)
{
    struct angles a = angles(w, pair, pos);
    doubles s, c;
    polynomials(a.high, a.low, &s, &c);
    words odd = -(a.quadrant & 1);
    words sine_sign = a.quadrant >> 1 << 63, cosine_sign = (a.quadrant ^ a.quadrant >> 1) << 63;
    *sine = (doubles)((words)choose(odd, c, s) ^ sine_sign);
    *cosine = (doubles)((words)choose(odd, s, c) ^ cosine_sign);
    return a.slack;
}

/* ---- One row ---- */

/* v rounded to float32, and the bits that v ± e differ in as such. */
static floats round_within(doubles v, doubles e, bits *apart)
{
    floats low = __builtin_convertvector(v - e, floats),
           high = __builtin_convertvector(v + e, floats);
    *apart = (bits)low ^ (bits)high;
    return high;
}

/* Computes unsettled lanes again, exactly. */
static void recompute_lanes(const struct posenc *p, int pair, uint64_t pos, bool cosine, bits apart,
                            float *out)
{
    uint32_t lane[LANES];
    memcpy(lane, &apart, sizeof lane);
    for (int i = 0; i < LANES; i++)
        if (lane[i] && pair + i < p->pairs)
            out[i] = posenc_exact(p->base, p->d_model, pair + i, pos, cosine);
}

/* sine[0 … LANES−1] and cosine[…]: the pairs from `pair` on. */
static void row_lanes(const struct posenc *p, int pair, uint64_t pos, float *sine, float *cosine)
{
    doubles s, c, slack = sines_cosines(p->lanes, pair, pos, &s, &c);
    bits s_apart, c_apart;
    floats s_out = round_within(s, magnitude(s) * ROW_SHARE + slack, &s_apart);
    floats c_out = round_within(c, magnitude(c) * ROW_SHARE + slack, &c_apart);
    memcpy(sine, &s_out, sizeof s_out);
    memcpy(cosine, &c_out, sizeof c_out);
    if (any(s_apart | c_apart)) {
        recompute_lanes(p, pair, pos, false, s_apart, sine);
        recompute_lanes(p, pair, pos, true, c_apart, cosine);
    }
}

/* ---- Tiles: the columns of PAIRS pairs, in the layout's order ---- */

struct tile {
    const struct posenc *p;
    bool split;
    int first; /* pair */
    float row[BLOCK][COLUMNS] __attribute__((aligned(LINE)));
    /* Of a block, for each column: the value at the anchor, its derivative there and
     * the error's bound; cos(rω) and sin(rω) for r = 1 … REACH, and for r = BLOCK. */
    double value[COLUMNS], slope[COLUMNS], slack[COLUMNS];
    struct turned {
        double cos_r[HALF], sin_r[HALF];
    } turned[COLUMNS / HALF][REACH];
    double block_cos[COLUMNS], block_sin[COLUMNS];
};

/* Columns from what their pairs have. */
static void columns(bool split, const double *sine, const double *cosine, double *out)
{
    if (split) {
        memcpy(out, sine, PAIRS * sizeof *out);
        memcpy(out + PAIRS, cosine, PAIRS * sizeof *out);
        return;
    }
    for (ptrdiff_t i = 0; i < PAIRS; i++) {
        out[2 * i] = sine[i];
        out[2 * i + 1] = cosine[i];
    }
}

/* A row of the tile's first `count` pairs. */
static void tile_row(const struct tile *t, int count, uint64_t pos, float *out)
{
    float sine[PAIRS], cosine[PAIRS];
    for (int i = 0; i < count; i += LANES) row_lanes(t->p, t->first + i, pos, sine + i, cosine + i);
    if (t->split) {
        memcpy(out, sine, (size_t)count * sizeof *out);
        memcpy(out + PAIRS, cosine, (size_t)count * sizeof *out);
        return;
    }
    for (ptrdiff_t i = 0; i < count; i++) {
        out[2 * i] = sine[i];
        out[2 * i + 1] = cosine[i];
    }
}

/* Cosine and sine of n · ω for each column. */
static void tile_multiple(const struct tile *t, uint64_t n, double *cos_r, double *sin_r)
{
    double sine[PAIRS], cosine[PAIRS];
    for (int i = 0; i < PAIRS; i += LANES) {
        doubles s, c;
        sines_cosines(t->p->lanes, t->first + i, n, &s, &c);
        store(sine + i, s);
        store(cosine + i, c);
    }
    columns(t->split, cosine, cosine, cos_r);
    columns(t->split, sine, sine, sin_r);
}

/* The multiples of a block: each is the one before turned by ω. */
static void tile_multiples(struct tile *t)
{
    double cos_r[COLUMNS], sin_r[COLUMNS];
    tile_multiple(t, 1, cos_r, sin_r);
    for (int k = 0; k < COLUMNS; k += LANES) {
        struct turned *to = t->turned[k / HALF];
        doubles c1 = load(cos_r + k), s1 = load(sin_r + k), c = c1, s = s1;
        for (int r = 0; r < REACH; r++) {
            store(to[r].cos_r + k % HALF, c);
            store(to[r].sin_r + k % HALF, s);
            doubles next = multiply_add(c, c1, -(s * s1));
            s = multiply_add(s, c1, c * s1);
            c = next;
        }
    }
}

/* The anchor at `pos`, with slack for the positions up to `last`. */
static void tile_anchor(struct tile *t, uint64_t pos, uint64_t last)
{
    double sine[PAIRS], cosine[PAIRS], minus[PAIRS], sine_slack[PAIRS], slack[PAIRS];
    for (int i = 0; i < PAIRS; i += LANES) {
        doubles s, c, angle = load(t->p->lanes->omega + t->first + i) * (double)last;
        sines_cosines(t->p->lanes, t->first + i, pos, &s, &c);
        store(sine + i, s);
        store(cosine + i, c);
        store(minus + i, -s);
        store(sine_slack + i,
              choose((words)(angle < 1), angle, (doubles){0} + 1) * BLOCK_SHARE + SUBNORMAL);
        store(slack + i, (doubles){0} + BLOCK_SHARE);
    }
    columns(t->split, sine, cosine, t->value);
    columns(t->split, cosine, minus, t->slope);
    columns(t->split, sine_slack, slack, t->slack);
}

/* On to the next block's anchor. */
static void tile_advance(struct tile *t)
{
    for (int k = 0; k < COLUMNS; k += LANES) {
        doubles value = load(t->value + k), slope = load(t->slope + k);
        doubles cos_r = load(t->block_cos + k), sin_r = load(t->block_sin + k);
        store(t->value + k, multiply_add(value, cos_r, slope * sin_r));
        store(t->slope + k, multiply_add(slope, cos_r, -(value * sin_r)));
    }
}

/* The value in one row and column, the row's own way. */
static float single(const struct tile *t, int column, uint64_t pos)
{
    float value[2][LANES];
    int pair = t->split ? column % PAIRS : column / 2;
    row_lanes(t->p, t->first + pair, pos, value[0], value[1]);
    return value[t->split ? column / PAIRS : column % 2][0];
}

/* ---- A block of rows ---- */

/* LANES columns of the tile, as angle_sums() needs them. */
struct lane_columns {
    doubles value, slope, slack;
};

static INLINE struct lane_columns lane_columns(const struct tile *t, int k)
{
    return (struct lane_columns){load(t->value + k), load(t->slope + k), load(t->slack + k)};
}

/* What above CUT_OFF is the float32 nearest to x, ties away from zero. (Below 2^−126,
 * where a float32 has fewer bits, it is not; `slack` is too large for that to matter.) */
static INLINE words rounded(doubles x)
{
    return (words)x + (UINT64_C(1) << 28);
}

/* The float32 nearest to all from low to high, v − e to v + e; bits above CUT_OFF come
 * to *apart where these turn over from one to the next. (A conversion of `high` would not
 * do: it may be a tie itself, and go the other way.) */
static INLINE floats round_between(doubles low, doubles high, words *apart)
{
    words nearest = rounded(high);
    *apart |= rounded(low) ^ nearest;
    return cut_off((doubles)nearest);
}

static INLINE bool any_apart(words x)
{
    return any_word(x & ~CUT_OFF);
}

/* The anchor's own row. */
static INLINE floats anchor_row(struct lane_columns s, words *apart)
{
    return round_between(s.value - s.slack, s.value + s.slack, apart);
}

/* The rows r before and r after the anchor. */
struct two_rows {
    floats before, after;
};

static INLINE struct two_rows angle_sums(const struct tile *t, struct lane_columns s, int k, int r,
                                         words apart[2])
{
    const struct turned *by = &t->turned[k / HALF][r - 1];
    doubles sin_r = load(by->sin_r + k % HALF), twice = 2 * s.slack;
    doubles straight = multiply_add(s.value, load(by->cos_r + k % HALF), -s.slack);
    doubles before = multiply_add(-s.slope, sin_r, straight),
            after = multiply_add(s.slope, sin_r, straight);
    return (struct two_rows){round_between(before, before + twice, &apart[0]),
                             round_between(after, after + twice, &apart[1])};
}

/* A block: the rows pos − reach … pos + reach, and where the row of its anchor, `pos`, goes:
 * either to the target or to t->row. */
struct anchor_block {
    uint64_t pos;
    int reach;
    float *out;
    ptrdiff_t stride;
    bool stream;
};

#define PARTS (HALF / LANES)

/* A row of HALF columns, which are two lines, to 64-byte aligned memory past the caches
 * if `stream`: each line at once, since a piece of one that comes late costs a line. */
static INLINE void put_half(float *to, const floats *part, bool stream)
{
    for (ptrdiff_t i = 0; !stream && i < PARTS; i++)
        memcpy(to + i * LANES, &part[i], sizeof part[i]);
    for (ptrdiff_t i = 0; stream && i < PARTS; i += 2) {
#if defined __AVX512F__
        _mm512_stream_ps(to + i * LANES, _mm512_insertf32x8(_mm512_castps256_ps512((__m256)part[i]),
                                                            (__m256)part[i + 1], 1));
#elif defined __AVX2__
        _mm256_stream_ps(to + i * LANES, _mm256_set_m128((__m128)part[i + 1], (__m128)part[i]));
#elif defined __x86_64__
        _mm_stream_ps(to + i * LANES,
                      (__m128){part[i][0], part[i][1], part[i + 1][0], part[i + 1][1]});
#else
        memcpy(to + i * LANES, part + i, 2 * sizeof *part);
#endif
    }
}

static void recompute_row_lanes(const struct tile *t, int k, uint64_t pos, words apart, float *out)
{
    for (int i = 0; any_apart(apart) && i < LANES; i++)
        if (apart[i] & ~CUT_OFF) out[i] = single(t, k + i, pos);
}

/* Finds what block_columns() left unsettled in LANES columns, and computes it again. */
static void recompute_unsettled(const struct tile *t, int k, const struct anchor_block *b,
                                float *out)
{
    struct lane_columns s = lane_columns(t, k);
    words apart[2] = {{0}};
    anchor_row(s, &apart[0]);
    recompute_row_lanes(t, k, b->pos, apart[0], out);
    for (int r = 1; r <= b->reach; r++) {
        apart[0] = apart[1] = (words){0};
        angle_sums(t, s, k, r, apart);
        recompute_row_lanes(t, k, b->pos - (uint64_t)r, apart[0], out - r * b->stride);
        recompute_row_lanes(t, k, b->pos + (uint64_t)r, apart[1], out + r * b->stride);
    }
}

/* The columns k … k + HALF − 1 of a block. */
static INLINE void block_columns(const struct tile *t, int k, struct anchor_block b, bool stream)
{
    words apart[2] = {{0}};
    floats before[PARTS], after[PARTS];
    struct lane_columns s[PARTS]; /* what is written may overlap *t, for all the compiler knows */
    for (int i = 0; i < PARTS; i++) {
        s[i] = lane_columns(t, k + i * LANES);
        before[i] = anchor_row(s[i], &apart[0]);
    }
    put_half(b.out, before, stream);
    for (int r = 1; r <= b.reach; r++) {
#pragma GCC unroll 8
        for (int i = 0; i < PARTS; i++) {
            struct two_rows rows = angle_sums(t, s[i], k + i * LANES, r, apart);
            before[i] = rows.before;
            after[i] = rows.after;
        }
        put_half(b.out - r * b.stride, before, stream);
        put_half(b.out + r * b.stride, after, stream);
    }
    for (int i = 0; any_apart(apart[0] | apart[1]) && i < HALF; i += LANES)
        recompute_unsettled(t, k + i, &b, b.out + i);
}

/* The two ways to store as two loops without the question. */
static void block_half(const struct tile *t, int k, struct anchor_block b)
{
    if (b.stream)
        block_columns(t, k, b, true);
    else
        block_columns(t, k, b, false);
}

/* ---- Where it goes ---- */

struct row_target {
    float *out; /* row 0, column k0 */
    size_t stride;
    int k0, n;
    bool stream; /* past the caches */
};

/* One line, 64-byte aligned, to memory without reading it first. */
static void stream_line(float *to, const float *from)
{
#if defined __AVX512F__
    _mm512_stream_ps(to, _mm512_loadu_ps(from));
#elif defined __AVX2__
    _mm256_stream_ps(to, _mm256_loadu_ps(from));
    _mm256_stream_ps(to + 8, _mm256_loadu_ps(from + 8));
#elif defined __SSE2__
    for (int i = 0; i < 16; i += 4) _mm_stream_ps(to + i, _mm_loadu_ps(from + i));
#else
    memcpy(to, from, LINE);
#endif
}

static void stream_end(void)
{
#ifdef __SSE2__
    _mm_sfence();
#endif
}

/* Only whole lines are streamed: halves of one would each cost a line. */
static void copy(float *to, const float *from, int n, bool stream)
{
    int i = 0;
    if (stream) {
        int head = (int)(-(uintptr_t)to / sizeof *to % (LINE / sizeof *to));
        i = head < n ? head : n;
        memcpy(to, from, (size_t)i * sizeof *to);
        for (; i + LINE / 4 <= n; i += LINE / 4) stream_line(to + i, from + i);
    } else if (n == COLUMNS) {
        memcpy(to, from, (size_t)COLUMNS * sizeof *to); /* a few instructions */
        return;
    }
    memcpy(to + i, from + i, (size_t)(n - i) * sizeof *to);
}

/* Those of the columns first … first + count − 1 that are asked for. */
static void emit_columns(const struct row_target *to, size_t row, int first, int count,
                         const float *values)
{
    int from = first < to->k0 ? to->k0 : first;
    int end = first + count < to->k0 + to->n ? first + count : to->k0 + to->n;
    if (from < end) {
        copy(to->out + row * to->stride + (from - to->k0), values + (from - first), end - from,
             to->stream);
    }
}

static void emit(const struct row_target *to, const struct tile *t, size_t row, const float *values)
{
    if (t->split) {
        int pairs = t->p->pairs, count = min_int(pairs - t->first, PAIRS);
        emit_columns(to, row, t->first, count, values);
        emit_columns(to, row, pairs + t->first, count, values + PAIRS);
    } else {
        emit_columns(to, row, 2 * t->first, COLUMNS, values);
    }
}

/* ---- Rows ---- */

/* Where the half of the tile's columns that begins with `k` is to be, if all of it is
 * asked for, and can be written in whole lines where it is to be streamed; else NULL. */
static float *whole_half(const struct row_target *to, const struct tile *t, int k)
{
    int pairs = t->p->pairs, first = !t->split ? 2 * t->first + k : k ? pairs + t->first : t->first;
    if (t->first + PAIRS > pairs || first < to->k0 || first + HALF > to->k0 + to->n) return NULL;
    float *out = to->out + (first - to->k0);
    bool lines = ((uintptr_t)out | to->stride * sizeof *out) % LINE == 0;
    return lines || !to->stream ? out : NULL;
}

/* Rows row … row + count − 1 of the target; the anchor at `pos` is that of row + reach. */
static void tile_block(const struct row_target *to, struct tile *t, uint64_t pos, int reach,
                       size_t row, int count)
{
    float *halves[2] = {whole_half(to, t, 0), whole_half(to, t, HALF)};
    bool direct = halves[0] && halves[1] && count == 2 * reach + 1;
    for (int half = 0; half < 2; half++) {
        ptrdiff_t first = (ptrdiff_t)half * HALF;
        struct anchor_block b = {pos, reach, t->row[reach] + first, (ptrdiff_t)COLUMNS, false};
        if (direct) {
            b.out = halves[half] + (row + (size_t)reach) * to->stride;
            b.stride = (ptrdiff_t)to->stride;
            b.stream = to->stream;
        }
        block_half(t, half * HALF, b);
    }
    for (int i = 0; !direct && i < count; i++) emit(to, t, row + (size_t)i, t->row[i]);
}

/* Rows row … row + count − 1 of the target, of which row 0 is at `pos`. */
static void tile_panel(const struct row_target *to, struct tile *t, uint64_t pos, size_t row,
                       size_t count)
{
    int reach = count < BLOCK ? (int)count / 2 : REACH;
    uint64_t anchor = pos + row + (uint64_t)reach;
    tile_multiples(t);
    tile_anchor(t, anchor, pos + row + count + REACH);
    if (count > BLOCK) tile_multiple(t, BLOCK, t->block_cos, t->block_sin);
    for (size_t done = 0; done < count; done += BLOCK, anchor += BLOCK) {
        if (done > 0) tile_advance(t);
        tile_block(to, t, anchor, reach, row + done, (int)min_size(count - done, BLOCK));
    }
}

/* The pairs first … end − 1 have columns that are asked for (and others between, where
 * the sines' and the cosines' part of a split row do not meet). */
static void rows_of_pairs(const struct posenc *p, const struct row_target *to,
                          const struct posenc_block *b, int first, int end)
{
    struct tile t;
    t.p = p;
    t.split = p->layout == LAYOUT_SPLIT;
    /* At position 0 a block's sines are differences that leave nothing but their error. */
    size_t single_rows = b->rows <= FEW_ROWS ? b->rows : b->pos == 0, count;
    for (size_t row = 0; row < b->rows; row += count) {
        count = row < single_rows ? 1 : min_size(b->rows - row, PANEL);
        for (t.first = first; t.first < end; t.first += PAIRS) {
            if (row < single_rows) {
                tile_row(&t, min_int(end - t.first, PAIRS), b->pos + row, t.row[0]);
                emit(to, &t, row, t.row[0]);
            } else {
                tile_panel(to, &t, b->pos, row, count);
            }
        }
    }
}

void ISA_NAME(posenc_rows)(const struct posenc *p, const struct posenc_block *b, float *out,
                           size_t stride)
{
    int k0 = b->k0, n = b->n;
    struct row_target to = {out, stride, k0, n, b->rows * (size_t)n >= STREAM_FROM / sizeof *out};
    if (n <= 0) return;
    if (p->layout == LAYOUT_INTERLEAVED) {
        rows_of_pairs(p, &to, b, k0 / 2, (k0 + n + 1) / 2);
    } else if (k0 < p->pairs && k0 + n > p->pairs + k0) {
        rows_of_pairs(p, &to, b, 0, p->pairs); /* a pair in both parts: each once */
    } else {
        struct row_target cosines = to;
        to.n = k0 < p->pairs ? min_int(n, p->pairs - k0) : 0;
        cosines.k0 += to.n;
        cosines.out += to.n;
        cosines.n -= to.n;
        rows_of_pairs(p, &to, b, k0, k0 + to.n);
        rows_of_pairs(p, &cosines, b, cosines.k0 - p->pairs, cosines.k0 - p->pairs + cosines.n);
    }
    if (to.stream) stream_end();
}
