/* Rows as the viewer asks for them: a window of P from nothing, rows of E.
 *
 *   rows PYTHON PEERS_PY */
#include <stdio.h>
#include <string.h>

#include "isa_force.h"
#include "measure.h"
#include "peers.h"

#include "core/embedding/embedding.h"
#include "core/posenc/posenc.h"

#define ROUNDS 21
#define ROWS 32
#define DIMS 512
#define VALUES (ROWS * DIMS)
#define REPEATS 20 /* of a window, within a round */
#define WINDOW_MAX_US 10
#define PEER_ROWS 2048 /* of the peer at once: what a call of it costs is then nothing */

static float window[VALUES];

/* ---- the code measured: the one place that knows how rows are made ---------- */

static void window_of_p(const void *posenc, uint64_t first)
{
    posenc_rows(posenc, &(struct posenc_block){first, ROWS, 0, DIMS}, window, DIMS);
}

static void window_of_e(const void *embedding, uint64_t first)
{
    for (uint64_t r = 0; r < ROWS; r++)
        embedding_row(embedding, (uint32_t)(first + r), 0, DIMS, window + r * DIMS);
}

static void start(struct posenc *p)
{
    struct err e;
    if (!posenc_init(p, DIMS, 10000, LAYOUT_INTERLEAVED, &e)) give_up("%s", e.text);
}

static void from_nothing(const void *nothing, uint64_t first)
{
    struct posenc p;
    (void)nothing;
    (void)first;
    start(&p);
    use(&p);
    posenc_free(&p);
}

static void ones(const void *nothing, uint64_t first)
{
    (void)nothing;
    (void)first;
    memset(window, 1, sizeof window); /* not zeros: see table.c */
}

/* ---- measuring ---- */

typedef void fill(const void *context, uint64_t first);

/* Nanoseconds for a window. */
static double time_of(fill *work, const void *context, uint64_t first)
{
    double begin = clock_own_cpu();
    for (int i = 0; i < REPEATS; i++) {
        work(context, first);
        use(window);
    }
    return (clock_own_cpu() - begin) / REPEATS;
}

/* Fills in ours and memset's, in turns, in units of `unit_ns`. */
static void measure(struct series pair[2], fill *work, const void *context, uint64_t first,
                    double unit_ns)
{
    pair[0].rounds = pair[1].rounds = 0;
    for (struct rounds n = rounds(5, ROUNDS, 1); rounds_next(&n);) {
        double a = time_of(work, context, first) / unit_ns, b = time_of(ones, NULL, 0) / unit_ns;
        if (n.warm_up) continue;
        series_add(&pair[0], a);
        series_add(&pair[1], b);
    }
}

static void windows(void)
{
    static const struct {
        uint64_t position;
        const char *name;
    } places[] = {{0, "0"}, {10000000, "1e7"}, {1000000000, "1e9"}};
    static const char group[] = "P, a window of 32 rows x 512 dimensions";
    struct series pair[2];
    for (int isa = 0; isa < ISA_COUNT; isa++) {
        struct posenc p;
        if (!((enum isa)isa <= isa_best())) continue;
        bool best = (enum isa)isa == isa_best();
        isa_force((enum isa)isa);
        start(&p);
        for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
            char what[64];
            snprintf(what, sizeof what, "from position %s, %s", places[i].name, isa_name(isa));
            measure(pair, window_of_p, &p, places[i].position, 1000);
            report_row(&(struct row){group, what, "us", &pair[0], &pair[1],
                                     best ? HELD_MAX : HELD_NONE, WINDOW_MAX_US, "floor: memset"});
        }
        posenc_free(&p);
        isa_force(ISA_COUNT);
    }
    measure(pair, from_nothing, NULL, 0, 1000);
    report_row(&(struct row){group, "posenc_init, once", "us", &pair[0], NULL, HELD_NONE, 0, NULL});
}

/* ---- E ---- */

static const struct embedding table = {1, DIMS, INIT_SCALED_NORMAL, true};
static const char group_e[] = "E, rows of 512";

static void beside_peer(void)
{
    struct series ours = {.rounds = 0}, theirs = {.rounds = 0};
    char note[96];
    for (struct rounds n = rounds(5, ROUNDS, 1); rounds_next(&n);) {
        double a = time_of(window_of_e, &table, 0) / VALUES;
        double b = peer_table(PEER_NORMAL, PEER_ROWS, DIMS) / ((double)PEER_ROWS * DIMS);
        if (n.warm_up) continue;
        series_add(&ours, a);
        series_add(&theirs, b);
    }
    snprintf(note, sizeof note, "peer: %s, float32", peer_names[PEER_NORMAL]);
    report_row(&(struct row){group_e, peer_labels[PEER_NORMAL], "ns/value", &ours, &theirs,
                             HELD_NONE, 0, note});
}

static void embedding(void)
{
    struct series pair[2];
    for (int isa = 0; isa < ISA_COUNT; isa++) {
        if (!((enum isa)isa <= isa_best())) continue;
        isa_force((enum isa)isa);
        measure(pair, window_of_e, &table, 0, VALUES);
        isa_force(ISA_COUNT);
        report_row(&(struct row){group_e, isa_name(isa), "ns/value", &pair[0], &pair[1], HELD_NONE,
                                 0, "floor: memset"});
    }
    if (peer_here(PEER_NORMAL)) beside_peer();
}

int main(int argc, char **argv)
{
    if (argc != 3) give_up("usage: rows PYTHON PEERS_PY");
    peers_start(argv[1], argv[2]);
    windows();
    embedding();
    peers_stop();
    return 0;
}
