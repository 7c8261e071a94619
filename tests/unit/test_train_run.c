/* Runs: known losses, the same bits however a step is come to, what moves, what is refused. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "train/run/say.h"
#include "train/run/update_kernel.h"
#include "train_kit.h"

static struct train_kit kit;

static void near(double value, double wanted, double tolerance)
{
    if (!(fabs(value - wanted) <= tolerance)) fail_msg("%.15g, not %.15g", value, wanted);
}

struct known {
    int blocks;
    bool positions;
    enum train_optimiser optimiser;
    double rate;
    double early[5]; /* at steps 1, 2, 5, 10, 20 */
    double late[3];  /* at steps 50, 100, 200; 0: not asked */
};

/* Computed by another program, in double precision. */
static const struct known known[] = {
    {0,
     false,
     TRAIN_MOMENTUM,
     0.1,
     {2.176569708403, 1.952841282311, 1.047578258637, 0.351933366679, 0.300093851964},
     {0.299645738, 0.299641644, 0.299640048}},
    {0,
     true,
     TRAIN_MOMENTUM,
     0.1,
     {2.139467581355, 1.859175547181, 0.887456630721, 0.204624566947, 0.071802391701},
     {0.018321716, 0.009169403, 0.004876400}},
    {0,
     false,
     TRAIN_SGD,
     0.3,
     {1.938394283325, 1.635942769530, 0.959956039132, 0.517629420811, 0.361444116546},
     {0.314644931, 0.305542725, 0.302106499}},
    {0,
     true,
     TRAIN_SGD,
     0.3,
     {1.839710155219, 1.491868591906, 0.815910953179, 0.397293683490, 0.206676764036},
     {0.092139243, 0.046812043, 0.022813010}},
    {0,
     false,
     TRAIN_ADAM,
     0.03,
     {1.989086503593, 1.654367868323, 0.730689893557, 0.309135856216, 0.299651980874},
     {0}},
    {0,
     true,
     TRAIN_ADAM,
     0.03,
     {1.940227189821, 1.562279139965, 0.577070617042, 0.181368241196, 0.094120466267},
     {0.025427541, 0.009602823, 0.003720922}},
    {1,
     false,
     TRAIN_ADAM,
     0.01,
     {2.198009678724, 2.080671356255, 1.684348793140, 1.063360527281, 0.399900996767},
     {0}},
    {1,
     true,
     TRAIN_ADAM,
     0.01,
     {2.201940386724, 2.087507346156, 1.687409228139, 1.027244846423, 0.317909873800},
     {0}},
};

static void test_losses_are_the_known_ones(void **state)
{
    (void)state;
    static const uint32_t early[] = {1, 2, 5, 10, 20}, late[] = {50, 100, 200};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const struct known *k = &known[i];
        struct train_recipe r = train_recipe_of(TRAIN_SENTENCE, k->blocks, k->positions, 16);
        r.optimiser = k->optimiser;
        r.rate = 0;
        struct train_run run = {0};
        kit_begin(&kit, THRONES, &run, &r);
        assert_true(run.recipe.rate >= k->rate && run.recipe.rate <= k->rate);
        near(run.loss[0], 2.302585092994, 1e-12);
        kit_go(&run, 200);
        for (int s = 0; s < 5; s++) near(run.loss[early[s]], k->early[s], 1e-12);
        for (int s = 0; s < 3 && k->late[0] > 0; s++) near(run.loss[late[s]], k->late[s], 1e-6);
        train_free(&run);
    }
}

/* ---- what is learned ------------------------------------------------------ */

static double right_share(const struct train_run *run, int ask)
{
    struct train_trace t = {0};
    assert_true(train_read(run, 0, 0, &t));
    const struct train_ask *asked = &run->task.example[0].ask[ask];
    double p = t.p[asked->row * t.classes + asked->class];
    train_trace_free(&t);
    return p;
}

static double smallest_share(const struct train_run *run)
{
    double p = 1;
    for (int i = 0; i < run->task.example[0].asks; i++) p = fmin(p, right_share(run, i));
    return p;
}

/* After "you" stand play, win and die, which the word alone cannot tell apart. */
static void test_the_word_alone_stops_at_thirds(void **state)
{
    (void)state;
    struct train_recipe r = train_recipe_of(TRAIN_SENTENCE, 0, false, 16);
    struct train_run run = {0};
    kit_begin(&kit, THRONES, &run, &r);
    kit_go(&run, 1000);
    double bound = run.floors.of[TRAIN_KNOWS_WORD].loss;
    near(bound, 3 * log(3) / 11, 1e-15);
    assert_true(run.loss[1000] >= bound);
    near(run.loss[1000], bound, 2e-5);
    const int after_you[] = {1, 7, 10};
    for (int i = 0; i < 3; i++) near(right_share(&run, after_you[i]), 1 / 3., 5e-5);
    train_free(&run);
}

static void test_every_seed_arrives(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 50; seed++) {
        struct train_recipe r = train_recipe_of(TRAIN_SENTENCE, 0, true, 16);
        struct train_run run = {0};
        r.seed = seed;
        kit_begin(&kit, THRONES, &run, &r);
        uint32_t step = 0;
        while (smallest_share(&run) <= 0.9) kit_go(&run, ++step);
        if (step > 65) fail_msg("seed %d took %u steps", (int)seed, step);
        assert_true(step >= 40);
        train_free(&run);
    }
}

static void recite(const struct train_run *run, uint32_t words[], int first, int n)
{
    const struct train_choice largest = {0, 0};
    for (int i = first; i < n; i++) {
        int class = train_say(run, NULL, words, i, &largest, 0);
        assert_true(class >= 0);
        words[i] = (uint32_t)train_word_of(run, run->task.class_word[class]);
    }
}

static void test_lines_that_are_recited(void **state)
{
    (void)state;
    /* Numbers by first appearance: When you play the game of thrones, win or, die. With E alone
     * the thirds decide by a hair; whatever is said after you, it comes back to you. */
    static const uint32_t line[] = {0, 1, 2, 3, 4, 5, 6, 1, 7, 8, 1, 9};
    struct train_recipe r = train_recipe_of(TRAIN_SENTENCE, 0, true, 16);
    struct train_run run = {0};
    uint32_t said[24] = {0};
    kit_begin(&kit, THRONES, &run, &r);
    kit_go(&run, 100);
    recite(&run, said, 1, 12);
    assert_memory_equal(said, line, sizeof line);
    train_free(&run);
    r.positions = false;
    kit_begin(&kit, THRONES, &run, &r);
    kit_go(&run, 100);
    said[0] = 1;
    recite(&run, said, 1, 24);
    for (int i = 1; i < 24; i++) {
        /* you play the game of thrones you play … for ever */
        static const uint32_t ring[] = {1, 2, 3, 4, 5, 6};
        assert_int_equal(said[i], ring[i % 6]);
    }
    train_free(&run);
}

/* ---- what moves ----------------------------------------------------------- */

static uint32_t index_of(const struct train_run *run, int w)
{
    return run->task.index[w];
}

static void test_a_word_that_is_never_read_stays(void **state)
{
    (void)state;
    for (int optimiser = 0; optimiser < TRAIN_OPTIMISERS; optimiser++) {
        struct train_recipe r = train_recipe_of(TRAIN_SENTENCE, 0, true, 16);
        struct train_run run = {0};
        r.optimiser = (enum train_optimiser)optimiser;
        r.rate = 0;
        kit_begin(&kit, THRONES, &run, &r);
        assert_true(train_part_gradient(&run, TRAIN_PART_T, 0) <= 0);
        assert_true(train_part_gradient(&run, TRAIN_PART_U, 0) > 0.1);
        for (int w = 0; w < 10; w++) assert_int_equal(run.touched[w], 0);
        kit_go(&run, 100);
        for (int w = 0; w < 10; w++) {
            bool die = w == 9;
            assert_int_equal(run.touched[w], !die);
            assert_true(die ? train_row_moved(&run, w) <= 0 : train_row_moved(&run, w) > 0.5);
            assert_int_equal(train_word_of(&run, index_of(&run, w)), w);
        }
        train_free(&run);
    }
}

/* Adam and momentum also move rows whose gradient is of an earlier step. */
static void test_rows_that_move_in_a_step_of_the_corpus(void **state)
{
    (void)state;
    for (int optimiser = 0; optimiser < TRAIN_OPTIMISERS; optimiser++) {
        struct train_recipe r = train_recipe_of(TRAIN_CORPUS, 0, true, 16);
        struct train_run run = {0};
        r.optimiser = (enum train_optimiser)optimiser;
        r.rate = 0;
        kit_begin(&kit, THRONES, &run, &r);
        kit_go(&run, 12);
        size_t n = run.numbers;
        double *before = malloc(n * sizeof *before);
        memcpy(before, run.number, n * sizeof *before);
        int with_gradient = 0, moved = 0;
        bool has[1043] = {false};
        for (int w = 0; w < run.shape.words; w++) {
            for (int k = 0; k < 16; k++) has[w] |= fabs(run.gradient[w * 16 + k]) > 0;
            with_gradient += has[w];
        }
        kit_go(&run, 13);
        for (int w = 0; w < run.shape.words; w++) {
            bool same = memcmp(before + w * 16, run.number + w * 16, 16 * sizeof *before) == 0;
            assert_true(same || has[w] || optimiser != TRAIN_SGD);
            moved += !same;
        }
        assert_true(with_gradient > 20 && with_gradient < 120);
        if (optimiser == TRAIN_SGD)
            assert_int_equal(moved, with_gradient);
        else
            assert_true(moved > 2 * with_gradient);
        free(before);
        train_free(&run);
    }
}

/* The update that is spelled is the one that is made. */
static void test_an_update_is_what_it_says(void **state)
{
    (void)state;
    for (int optimiser = 0; optimiser < TRAIN_OPTIMISERS; optimiser++) {
        struct train_recipe r = train_recipe_of(TRAIN_SENTENCE, 1, true, 16);
        struct train_run run = {0};
        struct err e;
        r.optimiser = (enum train_optimiser)optimiser;
        r.rate = 0;
        kit_begin(&kit, THRONES, &run, &r);
        kit_go(&run, 7);
        assert_true(train_set_rate(&run, 0.02, &e));
        size_t at = run.numbers / 2;
        struct train_update u = train_update_of(&run, at);
        assert_true(u.before >= run.number[at] && u.before <= run.number[at]);
        assert_true(u.rate >= 0.02 && u.rate <= 0.02);
        kit_go(&run, 8);
        assert_memory_equal(&u.after, &run.number[at], sizeof u.after);
        if (optimiser != TRAIN_SGD) assert_memory_equal(&u.m_next, &run.m[at], sizeof u.m_next);
        if (optimiser == TRAIN_ADAM) assert_memory_equal(&u.v_next, &run.v[at], sizeof u.v_next);
        train_free(&run);
    }
}

/* ---- going to steps ------------------------------------------------------- */

static uint64_t hash_of(const struct train_run *run)
{
    uint64_t hash = 0;
    const double *const parts[] = {run->number, run->gradient, run->m, run->v};
    for (size_t p = 0; p < 4; p++)
        for (size_t i = 0; i < run->numbers; i++) {
            uint64_t bits;
            memcpy(&bits, &parts[p][i], sizeof bits);
            hash = (hash ^ bits) * UINT64_C(0x9E3779B97F4A7C15);
            hash ^= hash >> 29;
        }
    for (int w = 0; w < run->shape.words; w++) hash = hash * 31 + run->touched[w];
    return hash;
}

static void test_a_step_has_the_same_bits_each_time(void **state)
{
    (void)state;
    static const struct {
        enum train_goal_kind goal;
        int blocks;
        uint32_t steps;
    } runs[] = {{TRAIN_SENTENCE, 0, 1000},
                {TRAIN_SENTENCE, 1, 150},
                {TRAIN_CORPUS, 0, 90},
                {TRAIN_BACKWARDS, 1, 40},
                {TRAIN_CHASED, 2, 30}};
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
        struct train_recipe r = train_recipe_of(runs[i].goal, runs[i].blocks, true, 16);
        struct train_run run = {0};
        uint64_t *hash = calloc(runs[i].steps + 1, sizeof *hash);
        kit_begin(&kit, THRONES, &run, &r);
        for (uint32_t s = 0; s <= runs[i].steps; s++) {
            kit_go(&run, s);
            hash[s] = hash_of(&run);
        }
        double *loss = malloc((runs[i].steps + 1) * sizeof *loss);
        memcpy(loss, run.loss, (runs[i].steps + 1) * sizeof *loss);
        uint32_t at = runs[i].steps;
        for (int jump = 0; jump < 60; jump++) {
            at = (at * 7 + 13 * (uint32_t)jump + 5) % (runs[i].steps + 1);
            kit_go(&run, at);
            if (hash[at] != hash_of(&run)) fail_msg("run %d, step %u differs", (int)i, at);
        }
        assert_int_equal(run.newest, runs[i].steps);
        assert_memory_equal(loss, run.loss, (runs[i].steps + 1) * sizeof *loss);
        free(hash);
        free(loss);
        train_free(&run);
    }
}

/* One set of bits with every compiler, at every level of optimisation and on every machine. */
static void test_bits_are_the_same_everywhere(void **state)
{
    (void)state;
    static const struct {
        enum train_goal_kind goal;
        int blocks;
        bool positions;
        enum train_optimiser optimiser;
        bool tied;
        uint32_t steps;
        uint64_t hash;
    } runs[] = {
        {TRAIN_SENTENCE, 0, true, TRAIN_MOMENTUM, false, 1000, UINT64_C(0x08041f2488e65554)},
        {TRAIN_SENTENCE, 0, false, TRAIN_SGD, false, 1000, UINT64_C(0xe3af3c50b86c2765)},
        {TRAIN_SENTENCE, 0, true, TRAIN_ADAM, false, 1000, UINT64_C(0x64ae51abac6c830b)},
        {TRAIN_SENTENCE, 2, true, TRAIN_ADAM, false, 100, UINT64_C(0x2b2e098dfe5499a1)},
        {TRAIN_SENTENCE, 1, true, TRAIN_ADAM, true, 100, UINT64_C(0x49bf818a3dd6d3ef)},
        {TRAIN_CORPUS, 0, true, TRAIN_ADAM, false, 50, UINT64_C(0xa32a55cd6fac7550)},
        {TRAIN_BACKWARDS, 1, true, TRAIN_ADAM, false, 50, UINT64_C(0x4a78bd5a5d4d845c)},
        {TRAIN_BEFORE, 1, true, TRAIN_MOMENTUM, false, 30, UINT64_C(0x51c1c9c1532c851c)},
    };
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
        struct train_recipe r =
            train_recipe_of(runs[i].goal, runs[i].blocks, runs[i].positions, 16);
        struct train_run run = {0};
        r.optimiser = runs[i].optimiser;
        r.tied = runs[i].tied;
        r.rate = 0;
        kit_begin(&kit, THRONES, &run, &r);
        kit_go(&run, runs[i].steps);
        if (hash_of(&run) != runs[i].hash)
            fail_msg("run %d: 0x%016llx", (int)i, (unsigned long long)hash_of(&run));
        train_free(&run);
    }
}

/* Lengths that leave a rest in vectors of any width. */
static void test_updates_have_the_same_bits_in_every_instruction_set(void **state)
{
    (void)state;
    static update_kernel *const builds[TRAIN_OPTIMISERS][ISA_COUNT] = {
        [TRAIN_MOMENTUM] = ISA_TABLE(update_momentum),
        [TRAIN_SGD] = ISA_TABLE(update_sgd),
        [TRAIN_ADAM] = ISA_TABLE(update_adam)};
    enum { N = 37 };
    for (int o = 0; o < TRAIN_OPTIMISERS; o++)
        for (int isa = 0; isa <= (int)isa_best(); isa++) {
            double room[2][4][N];
            for (int b = 0; b < 2; b++) {
                for (int i = 0; i < N; i++) {
                    room[b][0][i] = sin(i + 1);
                    room[b][1][i] = cos(3 * i) * pow(10, -i % 7);
                    room[b][2][i] = 0.01 * i - 0.1;
                    room[b][3][i] = 0.001 * i;
                }
                struct update u = {N,          room[b][0], room[b][1], room[b][2],
                                   room[b][3], 0.03,       0.81,       0.998001};
                builds[o][b ? isa : ISA_PLAIN](&u);
            }
            assert_memory_equal(room[0], room[1], sizeof room[0]);
        }
}

/* Small slices, and another step that is wanted in the middle of one, change nothing. */
static void test_slices_change_nothing(void **state)
{
    (void)state;
    struct train_recipe r = train_recipe_of(TRAIN_CORPUS, 0, true, 16);
    struct train_run run = {0}, other = {0};
    kit_begin(&kit, THRONES, &run, &r);
    kit_go(&run, 20);
    assert_true(train_begin(&other, &r, &kit.data, &(struct err){""}));
    int slices = 0;
    train_want(&other, 20);
    for (; !train_advance(&other, 1); slices++)
        if (slices % 50 == 49) {
            train_want(&other, other.step / 2);
            train_advance(&other, 1);
            train_want(&other, 20);
        }
    assert_true(slices > 20 * 16);
    assert_int_equal(hash_of(&run), hash_of(&other));
    train_free(&run);
    train_free(&other);
}

/* Replayed steps between kept ones are few: what a key press waits for. */
static void test_any_step_is_near_a_kept_one(void **state)
{
    (void)state;
    struct train_recipe r = train_recipe_of(TRAIN_SENTENCE, 0, true, 16);
    struct train_run run = {0};
    kit_begin(&kit, THRONES, &run, &r);
    kit_go(&run, 1000);
    uint64_t step_cost = train_cost(&run.shape, &run.task.example[0]) + 2 * run.numbers;
    for (uint32_t s = 0; s <= 1000; s += 37) {
        kit_go(&run, 1000 - s);
        train_want(&run, s);
        assert_true(train_advance(&run, 17 * step_cost));
        assert_int_equal(run.step, s);
    }
    train_free(&run);
}

static void test_another_rate_from_here_on(void **state)
{
    (void)state;
    struct train_recipe r = train_recipe_of(TRAIN_SENTENCE, 0, true, 16);
    struct train_run run = {0};
    struct err e;
    kit_begin(&kit, THRONES, &run, &r);
    kit_go(&run, 40);
    double before = run.loss[20], later = run.loss[30];
    kit_go(&run, 20);
    assert_true(train_set_rate(&run, 0.01, &e));
    assert_int_equal(run.newest, 20);
    kit_go(&run, 30);
    double slower = run.loss[30];
    assert_true(slower > later + 1e-3);
    assert_true(run.loss[20] >= before && run.loss[20] <= before);
    assert_int_equal(run.rate_count, 2);
    kit_go(&run, 5);
    kit_go(&run, 30);
    assert_memory_equal(&slower, &run.loss[30], sizeof slower);
    assert_false(train_set_rate(&run, 0, &e));
    assert_false(train_set_rate(&run, 10.5, &e));
    assert_false(train_set_rate(&run, (double)NAN, &e));
    assert_non_null(strstr(e.text, "above 0 and at most 10"));
    train_free(&run);
}

static void test_a_run_that_leaves_the_numbers_stops_at_its_last_good_step(void **state)
{
    (void)state;
    struct train_recipe r = train_recipe_of(TRAIN_SENTENCE, 0, true, 16);
    struct train_run run = {0};
    struct str why = STR_EMPTY;
    struct err e;
    r.optimiser = TRAIN_SGD;
    r.rate = 10;
    kit_begin(&kit, THRONES, &run, &r);
    train_want(&run, 500);
    while (!train_advance(&run, 100000)) {}
    assert_int_equal(run.stop, TRAIN_LEFT_NUMBERS);
    assert_int_equal(run.step, run.stop_step);
    assert_true(run.newest > run.step && run.newest < 500);
    assert_true(run.loss[run.step] <= 4 * log(10) + 10);
    assert_true(!(run.loss[run.newest] <= 4 * log(10) + 10));
    train_stop_text(&run, "J", &why);
    assert_non_null(strstr(why.data, "the rate 10 is too large"));
    assert_non_null(strstr(why.data, "J lowers it"));
    train_want(&run, 500);
    assert_int_equal(run.wanted, run.newest);
    kit_go(&run, run.stop_step);
    assert_true(train_set_rate(&run, 0.1, &e));
    kit_go(&run, run.step + 3);
    assert_int_equal(run.stop, TRAIN_GOES_ON);
    str_free(&why);
    train_free(&run);
}

/* ---- refusals ------------------------------------------------------------- */

struct refusal {
    const char *text;
    struct params params;
    struct train_recipe recipe;
    const char *why, *mend;
};

static void refuse(struct refusal x)
{
    struct train_run run = {0};
    struct err e = {""};
    kit_set(&kit, x.text, x.params);
    if (train_begin(&run, &x.recipe, &kit.data, &e)) fail_msg("it is trained: %s", x.why);
    if (!strstr(e.text, x.why) || !strstr(e.text, x.mend)) fail_msg("%s", e.text);
    assert_null(run.number);
}

static void test_what_cannot_be_trained_says_why(void **state)
{
    (void)state;
    struct train_recipe r = train_recipe_of(TRAIN_SENTENCE, 0, true, 16), s;
    struct params usual = kit_params(16, 1), other;
    refuse((struct refusal){"", usual, r, "two tokens side by side", "Type more"});
    refuse((struct refusal){"you", usual, r, "two tokens side by side", "f, --goal"});
    refuse((struct refusal){"you ___ you", usual, r, "two tokens side by side", "Type more"});
    other = usual, other.d_model = 128, s = r, s.d_model = 128;
    refuse((struct refusal){THRONES, other, s, "up to d_model 64", "m halves it"});
    s = r, s.rate = -1;
    refuse((struct refusal){THRONES, usual, s, "above 0 and at most 10, not -1", "J and K"});
    s = r, s.rate = 11;
    refuse((struct refusal){THRONES, usual, s, "not 11", "--rate 0.1"});
    s = r, s.rate = (double)NAN;
    refuse((struct refusal){THRONES, usual, s, "above 0", "--rate"});
    s = r, s.blocks = 1, s.heads = 3;
    refuse((struct refusal){THRONES, usual, s, "3 heads do not divide d_model 16", "--heads"});
    s.heads = 16;
    refuse((struct refusal){THRONES, usual, s, "16 heads", "at most 8"});
    s = r, s.tied = true;
    refuse((struct refusal){THRONES, usual, s, "tied weights need a block", "v adds a block"});
    other = usual, other.offset = 505;
    for (int i = 0; i < scheme_count; i++)
        if (strcmp(schemes[i].name, "learned") == 0) other.scheme = i;
    refuse((struct refusal){THRONES, other, r, "place 7 of 11 has no row in P", "[ moves"});
    /* With E alone there is no P to miss. */
    struct train_run run = {0};
    s = r, s.positions = false;
    kit_set(&kit, THRONES, other);
    assert_true(train_begin(&run, &s, &kit.data, &(struct err){""}));
    train_free(&run);
}

static void test_a_large_vocabulary_is_refused(void **state)
{
    (void)state;
    struct train_run run = {0};
    struct err e = {""};
    struct train_recipe r = train_recipe_of(TRAIN_SENTENCE, 0, true, 64);
    kit_set(&kit, THRONES, kit_params(64, 1));
    kit.data.vocabulary = 8193;
    r.whole = true;
    assert_false(train_begin(&run, &r, &kit.data, &e));
    assert_non_null(strstr(e.text, "8193 words × 64: more than can be trained here"));
    assert_non_null(strstr(e.text, "--whole"));
    r.whole = false;
    assert_true(train_begin(&run, &r, &kit.data, &e));
    train_free(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_losses_are_the_known_ones),
        cmocka_unit_test(test_the_word_alone_stops_at_thirds),
        cmocka_unit_test(test_every_seed_arrives),
        cmocka_unit_test(test_lines_that_are_recited),
        cmocka_unit_test(test_a_word_that_is_never_read_stays),
        cmocka_unit_test(test_rows_that_move_in_a_step_of_the_corpus),
        cmocka_unit_test(test_an_update_is_what_it_says),
        cmocka_unit_test(test_a_step_has_the_same_bits_each_time),
        cmocka_unit_test(test_bits_are_the_same_everywhere),
        cmocka_unit_test(test_updates_have_the_same_bits_in_every_instruction_set),
        cmocka_unit_test(test_slices_change_nothing),
        cmocka_unit_test(test_any_step_is_near_a_kept_one),
        cmocka_unit_test(test_another_rate_from_here_on),
        cmocka_unit_test(test_a_run_that_leaves_the_numbers_stops_at_its_last_good_step),
        cmocka_unit_test(test_what_cannot_be_trained_says_why),
        cmocka_unit_test(test_a_large_vocabulary_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
