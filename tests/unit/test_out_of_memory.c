/* Memory that fails once, or from some time on, while keys are pressed: nothing breaks, and with
 * memory the screen is again what a fresh program shows. */
#include "unit/failing_memory.h"
#include "unit/stage.h"

#include "base/text.h"

static size_t failures;

enum { SAMPLE = 40 }; /* of the allocations of a scene; with STAGE=all each */

/* Keys of each view, which meet its own state, lists and searches. */
static const struct scene {
    const char *view, *keys;
} scenes[] = {
    {"pipeline", "Enter Home \"new words \" Esc j Right n t C-z C-y : 'd-model 24' Enter g"},
    {"vocabulary", "j G / w Enter n o K"},
    {"embedding", "e e wait:500 j - - wait:1000"},
    {"waves", "j j + + 3 Right"},
    {"sum", "p j Space g wait:500"},
    {"similarity", "e Right j d wait:500"},
    {"schemes", "c j wait:1000 c wait:1000"},
    {"training", "Space wait:2000 Space p o Left Left"},
    {"attention", "Space wait:1000 Space H e x"},
};

/* Events that only the state knows of, drawn where there is memory for it. */
static void play_without(const char *keys)
{
    struct script s;
    struct event event;
    struct err e;
    struct shown shown;
    int got;
    script_start(&s, keys, strlen(keys));
    for (s.now = app.now;; (void)0) {
        memory_test.paused = true;
        got = script_next(&s, &event, &e);
        memory_test.paused = false;
        if (got <= 0) break;
        app_update(&app, &event);
        bool read = app_read(&app, &e);
        if (read) view_shown(&app, &shown);
        if (read && app_look(&app, &shown, &e)) view_draw(&app, &caps, &frame);
    }
    memory_test.paused = true;
    script_free(&s);
    memory_test.paused = false;
    if (got < 0) fail_msg("key script: %s", e.text);
}

/* Plays a scene with memory that fails; returns how often it was asked for. */
static size_t play_scene(const struct scene *scene, size_t n, bool rest)
{
    memory_test_start(0, false);
    assert_int_equal(stage(scene->view, FOCUS_BODY, 120, 40, (struct caps){.depth = DEPTH_TRUE}),
                     0);
    memory_test_start(n, rest);
    play_without(scene->keys);
    size_t asked = memory_test.asked;
    failures += memory_test.told;
    memory_test_start(0, false);
    draw();
    settle();
    teardown(NULL);
    return asked;
}

static void test_screens_are_as_before(void **state)
{
    (void)state;
    const char *wanted = getenv("STAGE");
    bool all = wanted && strcmp(wanted, "all") == 0;
    for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++) {
        size_t asked = play_scene(&scenes[i], 0, false), step = all ? 1 : asked / SAMPLE + 1;
        assert_true(asked > 10);
        for (size_t n = 1 + i % step; n <= asked; n += step)
            for (int rest = 0; rest < 2; rest++) play_scene(&scenes[i], n, rest);
    }
    print_message("%zu allocations failed\n", failures);
    assert_true(failures > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_screens_are_as_before)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
