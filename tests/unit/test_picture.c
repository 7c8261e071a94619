/* Pictures of a part of the screen: the panels of every view, bare screens, captions. */
#include "unit/stage.h"

#include "view/export/picture.h"

static int setup(void **state)
{
    (void)state;
    return stage("pipeline", FOCUS_BODY, 120, 50,
                 (struct caps){.depth = DEPTH_TRUE, .ascii = false});
}

static bool apart(struct area a, struct area b)
{
    return a.row + a.rows <= b.row || b.row + b.rows <= a.row || a.col + a.cols <= b.col ||
           b.col + b.cols <= a.col;
}

static void assert_within_and_apart(const struct frame *f)
{
    for (int i = 0; i < f->panel_count; i++) {
        struct area at = f->panels[i].at;
        assert_true(at.row >= 0 && at.col >= 0 && at.rows > 0 && at.cols > 0);
        assert_true(at.row + at.rows <= f->rows && at.col + at.cols <= f->cols);
        for (int j = 0; j < i; j++)
            if (!apart(at, f->panels[j].at))
                fail_msg("%s: %s covers %s", views[app.view].name, f->panels[i].name,
                         f->panels[j].name);
    }
}

/* Draws the view on a screen of that size. */
static void show(int view, int cols, int rows)
{
    char keys[80];
    snprintf(keys, sizeof keys, "size:%dx%d : 'view %s' Enter", cols, rows, views[view].name);
    play(keys);
    if (strcmp(views[view].name, "sum") == 0 && !app.sum.turning) play("o");
}

/* A panel that is not beside the others is drawn in another form, or of words that were shuffled. */
static bool drawn_elsewhere(int view, const char *name)
{
    if (strcmp(views[view].name, "attention") != 0) return false;
    bool map = strcmp(name, "map") == 0;
    play(map ? "X" : "z");
    bool there = frame_find_panel(&frame, name);
    play(map ? "X" : "Z");
    return there;
}

/* What is drawn is in the table, and all of the table is drawn where there is room. */
static void every_panel_is_drawn_by_its_name(void **state)
{
    (void)state;
    for (int view = 0; view < view_count; view++) {
        show(view, 120, 60);
        assert_true(frame.panel_count > 0);
        for (int i = 0; i < frame.panel_count; i++)
            assert_true(view_has_panel(&views[view], frame.panels[i].name));
        for (const char *const *name = views[view].panels; *name; name++)
            if (!frame_find_panel(&frame, *name) && !drawn_elsewhere(view, *name))
                fail_msg("%s: no %s", views[view].name, *name);
        assert_null(frame_find_panel(&frame, "no such panel"));
        assert_false(view_has_panel(&views[view], "no such panel"));
    }
}

static void panels_lie_on_the_screen_and_apart(void **state)
{
    (void)state;
    static const int sizes[][2] = {{240, 67}, {120, 40}, {110, 30}, {100, 30}, {80, 24},
                                   {60, 20},  {40, 12},  {30, 8},   {20, 6},   {300, 9}};
    for (int view = 0; view < view_count; view++)
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            show(view, sizes[i][0], sizes[i][1]);
            assert_within_and_apart(&frame);
        }
}

/* The picture of a panel holds the cells of the screen at that place. */
static void a_panel_is_what_the_screen_shows(void **state)
{
    (void)state;
    for (int view = 0; view < view_count; view++) {
        show(view, 120, 50);
        for (int i = 0; i < frame.panel_count; i++) {
            struct frame out = FRAME_EMPTY;
            struct area at = frame.panels[i].at;
            assert_true(picture_make(&frame, at, "", 0, DEPTH_TRUE, &out));
            assert_int_equal(out.rows, at.rows);
            assert_int_equal(out.cols, at.cols);
            for (int row = 0; row < at.rows; row++)
                assert_memory_equal(frame_cell(&out, row, 0),
                                    frame_cell(&frame, at.row + row, at.col),
                                    (size_t)at.cols * sizeof(struct cell));
            frame_free(&out);
        }
    }
}

static struct str text_of(const struct frame *f)
{
    struct str out = STR_EMPTY;
    export_find("text")->write(f, theme_palette(0, 0, DEPTH_NONE), &out);
    return out;
}

/* The text of a picture of `cols` columns and one row, "#" at its ends, with that caption. */
static void assert_caption(int cols, bool ascii, const char *caption, const char *expected)
{
    struct frame f = FRAME_EMPTY, out = FRAME_EMPTY;
    const struct style plain = {SLOT_TEXT, SLOT_BACK, 0};
    assert_true(frame_start(&f, 1, cols, ascii, plain));
    frame_put(&f, 0, 0, plain, '#');
    frame_put(&f, 0, cols - 1, plain, '#');
    assert_true(
        picture_make(&f, (struct area){0, 0, 1, cols}, caption, strlen(caption), DEPTH_TRUE, &out));
    struct str text = text_of(&out);
    const char *below = strchr(str_text(&text), '\n');
    assert_non_null(below);
    assert_string_equal(below + 1, expected);
    str_free(&text);
    frame_free(&f);
    frame_free(&out);
}

static void captions_are_broken_between_words(void **state)
{
    (void)state;
    assert_caption(10, false, "", "");
    assert_caption(10, false, "one two", "\none two\n");
    assert_caption(10, false, "one two three four", "\none two\nthree four\n");
    assert_caption(10, false, "one two   threefour", "\none two\nthreefour\n");
    assert_caption(10, false, "abcdefghijklm no", "\nabcdefghij\nklm no\n");
    assert_caption(10, false, "one\ntwo\r\n\nfour", "\none\ntwo\n\nfour\n");
    assert_caption(22, false, "spared at each side of it", "\n spared at each side\n of it\n");
}

static void captions_count_columns(void **state)
{
    (void)state;
    assert_caption(10, false, "你好 世界 好", "\n你好 世界\n好\n");
    assert_caption(9, false, "你好你好你", "\n你好你好\n你\n"); /* no half of one */
    assert_caption(4, false, "e\u0301e\u0301e\u0301e\u0301e\u0301",
                   "\ne\u0301e\u0301e\u0301e\u0301\ne\u0301\n");
    assert_caption(1, false, "你a", "\n\na\n"); /* what no row holds is left out */
    assert_caption(16, true, "é", "\n<U+00E9>\n");
}

static void captions_are_safe(void **state)
{
    (void)state;
    assert_caption(12, false, "a\033[31mb", "\na␛[31mb\n");
    assert_caption(12, false, "a\u202Eb", "\na⟨U+202E⟩b\n");
    assert_caption(12, false,
                   "a\xFF"
                   "b",
                   "\na\uFFFD"
                   "b\n");
}

/* What a part cuts through shows as a blank. */
static void wide_characters_are_not_halved(void **state)
{
    (void)state;
    struct frame f = FRAME_EMPTY, out = FRAME_EMPTY;
    const struct style plain = {SLOT_TEXT, SLOT_BACK, 0};
    assert_true(frame_start(&f, 2, 6, false, plain));
    frame_puts(&f, 1, 0, plain, "你好世");
    assert_true(picture_make(&f, (struct area){1, 1, 1, 4}, "", 0, DEPTH_TRUE, &out));
    struct str text = text_of(&out);
    assert_string_equal(str_text(&text), " 好\n");
    str_free(&text);
    frame_free(&f);
    frame_free(&out);
}

/* A bare screen begins with the sentence, ends with the body, and has no cursor. */
static void bare_screens_have_no_frame(void **state)
{
    (void)state;
    for (int view = 0; view < view_count; view++) {
        show(view, 120, 30);
        play("Tab");
        struct str whole = text_of(&frame);
        assert_non_null(strstr(str_text(&whole), "lexwave"));
        assert_true(frame.cursor_row >= 0);
        app.bare = true;
        play("size:120x30");
        struct str bare = text_of(&frame);
        assert_int_equal(frame.cursor_row, -1);
        assert_null(strstr(str_text(&bare), "lexwave"));
        assert_null(strstr(str_text(&bare), "Ctrl-"));
        const char *end = strchr(str_text(&bare), '\n');
        const char *you = strstr(str_text(&bare), "you");
        assert_true(you && you < end); /* the sentence is in the first row */
        app.bare = false;
        play("Tab");
        str_free(&whole);
        str_free(&bare);
    }
}

static void the_line_sets_what_is_written(void **state)
{
    (void)state;
    play(": 'view waves' Enter");
    play(": 'panel strips' Enter");
    assert_string_equal(str_text(&app.picture.panel), "strips");
    play(": 'panel near' Enter");
    assert_non_null(app.prompt.kind);
    assert_string_equal(app.prompt.error.text, "panel wants all, waves, strips or gauges");
    play("Esc : 'panel all' Enter");
    assert_int_equal(app.picture.panel.len, 0);
    play(": 'caption a wave' Enter");
    assert_string_equal(str_text(&app.picture.caption), "a wave");
    play(": 'caption' Enter");
    assert_int_equal(app.picture.caption.len, 0);
    play(": 'bare on' Enter");
    assert_true(app.picture.bare);
    assert_false(app.bare); /* the screen itself stays as it is */
    play(": 'bare off' Enter : 'panel w' Tab");
    assert_false(app.picture.bare);
    assert_string_equal(text_bytes(&app.prompt.line.text), "panel waves ");
    play("Esc");
}

/* A panel that was named on the line is its view's: another view is written whole. One of the
 * command line is of whichever view is shown at the end. */
static void a_panel_goes_with_its_view(void **state)
{
    (void)state;
    play(": 'view pipeline' Enter : 'panel table' Enter 1");
    assert_string_equal(str_text(&app.picture.panel), "table");
    play("2");
    assert_int_equal(app.picture.panel.len, 0);
    play("1 : 'panel table' Enter : 'view sum' Enter");
    assert_int_equal(app.picture.panel.len, 0);
    app.picture.of_view = false;
    str_adds(&app.picture.panel, "strips");
    play("4");
    assert_string_equal(str_text(&app.picture.panel), "strips");
    str_clear(&app.picture.panel);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_panel_is_drawn_by_its_name),
        TEST(panels_lie_on_the_screen_and_apart),
        TEST(a_panel_is_what_the_screen_shows),
        cmocka_unit_test(captions_are_broken_between_words),
        cmocka_unit_test(captions_count_columns),
        cmocka_unit_test(captions_are_safe),
        cmocka_unit_test(wide_characters_are_not_halved),
        TEST(bare_screens_have_no_frame),
        TEST(the_line_sets_what_is_written),
        TEST(a_panel_goes_with_its_view),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
