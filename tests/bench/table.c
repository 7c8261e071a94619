/* Whole tables of position encodings, on one thread, into memory that has been touched:
 * beside memset of the same memory, and beside the recipes that people copy. And how
 * far those are off.
 *
 *   table PYTHON PEERS_PY */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "isa_force.h"
#include "measure.h"
#include "peers.h"

#include "core/posenc/posenc.h"

#define BYTES_MIN (32 << 20) /* a round fills at least this: small tables several times */
#define PEER_TIMES 6         /* the size of a table */
#define ACCURACY_ROWS 1000
#define ACCURACY_D 512

static const struct size {
    uint64_t rows;
    int d;
    double ratio_max[ISA_COUNT]; /* 0: none */
} sizes[] = {
    {512, 512, {0}},
    {8192, 1024, {0}},
    {131072, 1024, {[ISA_AVX2] = 3, [ISA_AVX512] = 1.75}},
};
#define SIZES (sizeof sizes / sizeof *sizes)

static float *memory; /* for the largest */

/* ---- the code measured: the one place that knows how tables are made -------- */

static void fill_rows(const struct posenc *p, uint64_t first, uint64_t rows, float *out)
{
    posenc_rows(p, &(struct posenc_block){first, rows, 0, p->d_model}, out, (size_t)p->d_model);
}

static void start(struct posenc *p, int d)
{
    struct err e;
    if (!posenc_init(p, d, 10000, LAYOUT_INTERLEAVED, &e)) give_up("%s", e.text);
}

/* ---- speed ---- */

static size_t bytes_of(const struct size *s)
{
    return (size_t)s->rows * (size_t)s->d * sizeof *memory;
}

static int repeats(const struct size *s)
{
    size_t bytes = bytes_of(s);
    return bytes >= BYTES_MIN ? 1 : (int)(BYTES_MIN / bytes);
}

/* Milliseconds for one table. */
static double time_ours(const struct size *s, enum isa isa)
{
    struct posenc p;
    isa_force(isa);
    start(&p, s->d);
    double begin = clock_own_cpu();
    for (int i = 0; i < repeats(s); i++) {
        fill_rows(&p, 0, s->rows, memory);
        use(memory);
    }
    double ns = clock_own_cpu() - begin;
    posenc_free(&p);
    return ns / repeats(s) / 1e6;
}

static double time_memset(const struct size *s, int byte)
{
    double begin = clock_own_cpu();
    for (int i = 0; i < repeats(s); i++) {
        memset(memory, byte, bytes_of(s));
        use(memory);
    }
    return (clock_own_cpu() - begin) / repeats(s) / 1e6;
}

/* A round: the floor, zeros (which some processors write without sending them anywhere, so that they
 * are no floor for data), and every instruction set that is here. */
static void one_round(const struct size *s, struct series ours[ISA_COUNT], struct series fill[2],
                      bool warm_up)
{
    struct series unused = {.rounds = 0};
    for (int byte = 0; byte < 2; byte++)
        series_add(warm_up ? &unused : &fill[byte], time_memset(s, byte));
    for (int isa = 0; isa < ISA_COUNT; isa++) {
        if (!((enum isa)isa <= isa_best())) continue;
        series_add(warm_up ? &unused : &ours[isa], time_ours(s, (enum isa)isa));
        isa_force(ISA_COUNT);
    }
}

static void beside_memset(const struct size *s)
{
    static struct series ours[ISA_COUNT], fill[2];
    static const char group[] = "P, whole tables on one thread";
    const struct series *floor = &fill[1];
    char what[64], note[96];
    memset(ours, 0, sizeof ours);
    memset(fill, 0, sizeof fill);
    for (struct rounds n = rounds(5, 15, 4); rounds_next(&n);) one_round(s, ours, fill, n.warm_up);
    snprintf(what, sizeof what, "%llux%d, memset of zeros", (unsigned long long)s->rows, s->d);
    report_row(&(struct row){group, what, "ms", &fill[0], floor, HELD_NONE, 0,
                             "floor: memset of another byte"});
    for (int isa = 0; isa < ISA_COUNT; isa++) {
        if (ours[isa].rounds == 0) continue;
        enum held held = s->ratio_max[isa] > 0 ? HELD_RATIO : HELD_NONE;
        snprintf(what, sizeof what, "%llux%d, %s", (unsigned long long)s->rows, s->d,
                 isa_name(isa));
        snprintf(note, sizeof note, "floor: memset; %.1f GB/s",
                 (double)bytes_of(s) / series_median(&ours[isa]) / 1e6);
        report_row(
            &(struct row){group, what, "ms", &ours[isa], floor, held, s->ratio_max[isa], note});
    }
}

/* The peers keep what they work with in memory: in double precision, several times. */
static bool peers_fit(const struct size *s)
{
    double there = (double)sysconf(_SC_AVPHYS_PAGES) * (double)sysconf(_SC_PAGESIZE);
    if (there > PEER_TIMES * (double)bytes_of(s)) return true;
    fprintf(stderr, "bench: no peers for %llux%d: too little memory is free\n",
            (unsigned long long)s->rows, s->d);
    return false;
}

static void beside_peers(const struct size *s)
{
    for (int peer = PEER_NUMPY64; peer <= PEER_TORCH32; peer++) {
        struct series ours = {.rounds = 0}, theirs = {.rounds = 0};
        char what[64], note[96];
        if (!peer_here((enum peer)peer) || !peers_fit(s)) continue;
        for (struct rounds n = rounds(2, 9, 1.5); rounds_next(&n);) {
            double a = time_ours(s, isa_best()),
                   b = peer_table((enum peer)peer, s->rows, (uint64_t)s->d) / 1e6;
            if (n.warm_up) continue;
            series_add(&ours, a);
            series_add(&theirs, b);
        }
        isa_force(ISA_COUNT);
        snprintf(what, sizeof what, "%llux%d, %s", (unsigned long long)s->rows, s->d,
                 peer_labels[peer]);
        snprintf(note, sizeof note, "peer: %s; %.3g times ours", peer_names[peer],
                 series_median(&theirs) / series_median(&ours));
        report_row(&(struct row){"P, whole tables beside what people copy", what, "ms", &ours,
                                 &theirs, HELD_NONE, 0, note});
    }
}

/* ---- accuracy ---- */

struct error {
    double largest; /* |value − true value| */
    uint64_t misrounded;
};

/* Beside the value in double precision, exact angle and all. */
static struct error error_of(const struct posenc *p, uint64_t first, const float *values)
{
    struct error out = {0, 0};
    for (uint64_t r = 0; r < ACCURACY_ROWS; r++)
        for (int k = 0; k < ACCURACY_D; k++) {
            double exact = posenc_cell(p, first + r, k).value;
            float value = values[r * ACCURACY_D + (uint64_t)k];
            out.largest = fmax(out.largest, fabs((double)value - exact));
            out.misrounded += value != (float)exact;
        }
    return out;
}

static void report_errors(uint64_t end, enum peer peer, struct error ours, struct error theirs)
{
    char group[64], what[64];
    double share = 100.0 / ((double)ACCURACY_ROWS * ACCURACY_D);
    snprintf(group, sizeof group, "P, accuracy: d=%d, %d positions below 10^%.0f", ACCURACY_D,
             ACCURACY_ROWS, log10((double)end));
    snprintf(what, sizeof what, "largest error, %s", peer_labels[peer]);
    struct row error = {group, what, "1", NULL, NULL, HELD_MAX, 2.9803e-8, peer_names[peer]};
    report_figure(error, ours.largest, theirs.largest);
    snprintf(what, sizeof what, "misrounded, %s", peer_labels[peer]);
    struct row rounding = {group, what, "%", NULL, NULL, HELD_MAX, 0, peer_names[peer]};
    report_figure(rounding, (double)ours.misrounded * share, (double)theirs.misrounded * share);
}

static void accuracy(void)
{
    static const uint64_t ends[] = {10000, 100000, 1000000};
    static float values[ACCURACY_ROWS * ACCURACY_D];
    struct posenc p;
    start(&p, ACCURACY_D);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        uint64_t first = ends[i] - ACCURACY_ROWS;
        fill_rows(&p, first, ACCURACY_ROWS, values);
        struct error ours = error_of(&p, first, values);
        for (int peer = PEER_NUMPY64; peer <= PEER_TORCH32; peer++) {
            if (!peer_here((enum peer)peer)) continue;
            peer_values((enum peer)peer, first, ACCURACY_ROWS, ACCURACY_D, values);
            report_errors(ends[i], (enum peer)peer, ours, error_of(&p, first, values));
        }
    }
    posenc_free(&p);
}

int main(int argc, char **argv)
{
    if (argc != 3) give_up("usage: table PYTHON PEERS_PY");
    memory = memory_touched(bytes_of(&sizes[SIZES - 1]));
    peers_start(argv[1], argv[2]);
    for (size_t i = 0; i < SIZES; i++) beside_memset(&sizes[i]);
    for (size_t i = 0; i < SIZES; i++) beside_peers(&sizes[i]);
    accuracy();
    peers_stop();
    free(memory);
    return 0;
}
