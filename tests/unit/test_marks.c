/* The marks of what changed tell it for a whole word that is typed, not for its last letter; and
 * they stay until a while after its end. */
#include "unit/stage.h"

static int setup(void **state)
{
    (void)state;
    return stage("pipeline", FOCUS_SENTENCE, 120, 40, (struct caps){.depth = DEPTH_TRUE});
}

/* The frame's row of the token at that position. */
static int row_of(int position)
{
    char start[16];
    snprintf(start, sizeof start, "%4d ", position);
    for (int row = 5; row < frame.rows; row++)
        if (strncmp(row_text(row), start, strlen(start)) == 0) return row;
    fail_msg("position %d is not in sight", position);
    return 0;
}

/* How often a mark stands in the row of a token. */
static int marks_of(int position, const char *mark)
{
    int count = 0;
    for (const char *at = row_text(row_of(position)); (at = strstr(at, mark)); at++) count++;
    return count;
}

/* Every token but the first slid down from where `before` says what stood; words that are twice in
 * a row are not another row of E. */
static void assert_slid(const uint32_t *before, int count)
{
    assert_int_equal(app.pipeline.count, count + 1);
    for (int i = 1; i <= count; i++) {
        int other = i == count || pipeline_index(&app.pipeline, (size_t)i) != before[i];
        assert_int_equal(marks_of(i, "↓"), other);                /* of E */
        assert_int_equal(marks_of(i, "•"), other + (i == count)); /* of X; of the last one's P */
    }
    assert_int_equal(marks_of(0, "•"), 2); /* of the new word: its E, its X */
}

static void test_whole_word(void **state)
{
    (void)state;
    uint32_t before[12];
    pipeline_indices(&app.pipeline, 0, 12, before);
    play("wait:1000 Home Z \"ebras\"");
    assert_int_equal(app.pipeline.count, 12); /* zebrasWhen, so far */
    assert_int_equal(marks_of(0, "•"), 2);
    for (int i = 1; i < 12; i++) assert_int_equal(marks_of(i, "•") + marks_of(i, "↓"), 0);
    play("\" \""); /* the end of the word belongs to it */
    for (int i = 1; i < 12; i++) assert_int_equal(marks_of(i, "↓"), 1);
    assert_slid(before, 12);
}

static void test_word_in_front(void **state)
{
    (void)state;
    uint32_t before[12];
    pipeline_indices(&app.pipeline, 0, 12, before);
    play("\"\" Home \" \" Home wait:1000"); /* room for a word */
    for (const char *letter = "zebra"; *letter; letter++) {
        char key[2] = {*letter, 0};
        play(key);
        assert_slid(before, 12);
        assert_true(app.marks);
    }
    play("Backspace");
    assert_slid(before, 12);
    play("wait:60000"); /* in the middle of a word there is all the time in the world */
    assert_slid(before, 12);
    assert_true(app_deadline(&app) < 0);
    play("\" \" wait:800");
    assert_slid(before, 12);
    play("wait:200");
    tick(app.now);
    assert_int_equal(marks_of(5, "↓"), 0);
}

/* The next word is a change of its own, and so is what is done otherwise. */
static void test_next_word(void **state)
{
    (void)state;
    play("wait:1000 \" and\"");
    assert_int_equal(app.pipeline.count, 13);
    assert_int_equal(marks_of(12, "•"), 3);
    play("\" now\"");
    assert_int_equal(marks_of(12, "•"), 0);
    assert_int_equal(marks_of(13, "•"), 3);
    play("Left");
    assert_int_equal(marks_of(13, "•"), 3);
    assert_false(app.typing);
    assert_int_equal(app_deadline(&app), app.now + MARK_MS);
    play("x");
    assert_int_equal(marks_of(13, "•"), 2); /* another row of E; its P is the same */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_whole_word),
        TEST(test_word_in_front),
        TEST(test_next_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
