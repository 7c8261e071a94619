/* HTML and SVG, read back by small readers and compared with the frame cell by cell. */
#include "unit/export_frames.h"

#include "view/colour/ramp.h"

/* The colours of a cell in a picture or page. */
static struct seen painted(const struct cell *c, const struct palette *p)
{
    const struct palette *paper = theme_palette(theme_find("light"), 0, DEPTH_TRUE);
    int32_t fg = p->color[c->fg], bg = p->color[c->bg];
    fg = p->depth == DEPTH_NONE ? paper->color[SLOT_TEXT] : ramp_rgb(p->depth, fg);
    bg = p->depth == DEPTH_NONE ? paper->color[SLOT_BACK] : ramp_rgb(p->depth, bg);
    bool reverse = c->attr & ATTR_REVERSE;
    return (struct seen){c->ch, reverse ? bg : fg, reverse ? fg : bg,
                         c->attr & ~(unsigned)ATTR_REVERSE};
}

/* The character at *s, an entity counting as what it stands for. */
static uint32_t read_markup(const char **s)
{
    static const struct {
        const char *entity;
        uint32_t ch;
    } entities[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
    for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++) {
        if (strncmp(*s, entities[i].entity, strlen(entities[i].entity)) == 0) {
            *s += strlen(entities[i].entity);
            return entities[i].ch;
        }
    }
    uint32_t cp;
    *s += utf8_decode(*s, strlen(*s), &cp, NULL);
    assert_true(cp != '&' && cp != '<' && cp != '>' && cp != '"' && cp != '\'');
    return cp;
}

/* The value of a class's property in the page's style sheet. */
static int32_t sheet_color(const char *page, const char *kind, int number, const char *property)
{
    char rule[40];
    snprintf(rule, sizeof rule, ".%s%d{%s:#", kind, number, property);
    const char *found = strstr(page, rule);
    assert_non_null(found);
    return (int32_t)strtol(found + strlen(rule), NULL, 16);
}

/* Reads tags up to the next character; keeps the look that they set. */
static const char *read_tags(const char *page, const char *s, const struct seen *base,
                             struct seen *pen)
{
    while (*s == '<') {
        const char *close = strchr(s, '>');
        if (strncmp(s, "</span>", 7) == 0) *pen = *base;
        if (strncmp(s, "<span class=\"", 13) == 0) {
            for (const char *word = s + 13; word < close - 1; word += strcspn(word, " \"") + 1) {
                int number = atoi(word + 1);
                if (*word == 'f') {
                    pen->fg = sheet_color(page, "f", number, "color");
                } else if (*word == 'g') {
                    pen->bg = sheet_color(page, "g", number, "background");
                } else {
                    pen->attr |= *word == 'b'   ? ATTR_BOLD
                                 : *word == 'd' ? ATTR_DIM
                                                : ATTR_UNDERLINE;
                }
            }
        }
        s = close + 1;
    }
    return s;
}

static void html_reads_back(void **state)
{
    (void)state;
    struct frame f = FRAME_EMPTY;
    for (seed = 1; seed < 200; seed++) {
        uint32_t kept = seed;
        random_frame(&f, false);
        const struct palette *p = theme_palette(
            draw_number(theme_count), draw_number(palette_count), (enum depth)(kept % DEPTH_COUNT));
        const struct cell page_cell = {' ', {0, 0}, SLOT_TEXT, SLOT_BACK, 0, 1};
        struct seen base = painted(&page_cell, p);
        struct str out = write_frame("html", &f, p);
        char body[64];
        snprintf(body, sizeof body, "body{margin:0;background:#%06x;color:#%06x}",
                 (unsigned)base.bg, (unsigned)base.fg);
        assert_non_null(strstr(str_text(&out), body));
        const char *s = strstr(str_text(&out), "<pre>\n") + 6;
        for (int row = 0; row < ROWS; row++) {
            struct seen pen = base;
            for (int col = 0; col < COLS; col++) {
                const struct cell *c = frame_cell(&f, row, col);
                if (c->width == 0) continue;
                s = read_tags(out.data, s, &base, &pen);
                struct seen want = painted(c, p);
                if (*s == '\n') { /* cut: blanks of the page's own colour */
                    assert_true(looks_blank(c) && want.bg == base.bg);
                    continue;
                }
                assert_int_equal(read_markup(&s), c->ch);
                for (int i = 0; i < 2 && c->mark[i]; i++)
                    assert_int_equal(read_markup(&s), c->mark[i]);
                assert_int_equal(pen.bg, want.bg);
                assert_true(looks_blank(c) || (pen.fg == want.fg && pen.attr == want.attr));
            }
            s = read_tags(out.data, s, &base, &pen);
            assert_int_equal(*s++, '\n');
        }
        assert_string_equal(s, "</pre>\n</body>\n</html>\n");
        str_free(&out);
        seed = kept;
    }
    frame_free(&f);
}

/* The number of an attribute of the tag at s, −1 where it has none. */
static int attribute(const char *s, const char *name)
{
    char start[40];
    snprintf(start, sizeof start, " %s=\"", name);
    const char *found = strstr(s, start), *close = strchr(s, '>');
    return found && found < close ? atoi(found + strlen(start)) : -1;
}

static int32_t fill_of(const char *s)
{
    const char *found = strstr(s, "fill=\"#");
    assert_true(found && found < strchr(s, '>'));
    return (int32_t)strtol(found + 7, NULL, 16);
}

static void svg_grounds_are_the_frames(void **state)
{
    (void)state;
    struct frame f = FRAME_EMPTY;
    for (seed = 1; seed < 200; seed++) {
        uint32_t kept = seed;
        random_frame(&f, false);
        const struct palette *p = theme_palette(
            draw_number(theme_count), draw_number(palette_count), (enum depth)(kept % DEPTH_COUNT));
        struct str out = write_frame("svg", &f, p);
        int32_t ground[ROWS][COLS];
        const char *s = strstr(str_text(&out), "<rect"), *end = strstr(s, "</g>");
        int32_t screen = fill_of(s);
        for (int i = 0; i < ROWS * COLS; i++) ground[i / COLS][i % COLS] = screen;
        for (s = strstr(s + 1, "<rect"); s && s < end; s = strstr(s + 1, "<rect")) {
            int x = attribute(s, "x"), y = attribute(s, "y"), w = attribute(s, "width"),
                h = attribute(s, "height");
            assert_true(x % 10 == 0 && y % 20 == 0 && w % 10 == 0 && h % 20 == 0 && w > 0 && h > 0);
            for (int row = y / 20; row < (y + h) / 20; row++) {
                for (int col = x / 10; col < (x + w) / 10; col++) {
                    assert_int_equal(ground[row][col], screen); /* none lies on another */
                    ground[row][col] = fill_of(s);
                }
            }
        }
        for (int i = 0; i < ROWS * COLS; i++) {
            assert_int_equal(ground[i / COLS][i % COLS],
                             painted(frame_cell(&f, i / COLS, i % COLS), p).bg);
        }
        str_free(&out);
        seed = kept;
    }
    frame_free(&f);
}

/* Every character that is written as text stands in its own cell, in its colour. */
static void svg_text_keeps_its_columns(void **state)
{
    (void)state;
    struct frame f = FRAME_EMPTY;
    for (seed = 1; seed < 200; seed++) {
        uint32_t kept = seed;
        random_frame(&f, false);
        const struct palette *p = theme_palette(0, 0, (enum depth)(kept % DEPTH_COUNT));
        struct str out = write_frame("svg", &f, p);
        bool written[ROWS][COLS] = {{false}};
        for (const char *s = strstr(str_text(&out), "<text"); s; s = strstr(s, "<text")) {
            bool alone = attribute(s, "textLength") < 0;
            bool middle =
                strstr(s, "text-anchor=\"middle\"") && strstr(s, "text-anchor") < strchr(s, '>');
            int row = attribute(s, "y") / 20, x = attribute(s, "x"),
                col = (middle ? x - 5 : x) / 10;
            int32_t fill = fill_of(s);
            int length = attribute(s, "textLength");
            const char *start = s = strchr(s, '>') + 1;
            for (int i = col; strncmp(s, "</text>", 7) != 0; i++) {
                const struct cell *c = frame_cell(&f, row, i);
                assert_int_equal(read_markup(&s), c->ch);
                for (int m = 0; m < 2 && c->mark[m]; m++)
                    assert_int_equal(read_markup(&s), c->mark[m]);
                assert_true(c->ch == ' ' || painted(c, p).fg == fill);
                assert_true(i == col || c->ch < 0x7F);
                assert_true(!middle || x == 10 * col + 5 * c->width);
                written[row][i] = true;
                assert_true(alone || i < col + length / 10);
            }
            assert_true(s > start);
        }
        for (int i = 0; i < ROWS * COLS; i++) {
            const struct cell *c = frame_cell(&f, i / COLS, i % COLS);
            bool drawn = (c->ch >= 0x2500 && c->ch < 0x25A0) ||
                         (c->ch >= 0x2800 && c->ch < 0x2900) || c->width == 0;
            assert_true(written[i / COLS][i % COLS] || drawn || (c->ch == ' ' && c->mark[0] == 0));
        }
        str_free(&out);
        seed = kept;
    }
    frame_free(&f);
}

struct drawing {
    const char *text, *expected;
};

static void svg_draws_blocks_lines_and_dots(void **state)
{
    (void)state;
    static const struct drawing e[] = {
        {"█", "d=\"M0 0H10V20H0z\""},
        {"▀▄", "d=\"M0 0H10V10H0zM10 10H20V20H10z\""},
        {"▌▐", "d=\"M0 0H5V20H0zM15 0H20V20H15z\""},
        {"▂", "d=\"M0 15H10V20H0z\""},
        {"▎", "d=\"M0 0H2.5V20H0z\""},
        {"▔▕", "d=\"M0 0H10V2.5H0zM18.75 0H20V20H18.75z\""},
        {"▖", "d=\"M0 10H5V20H0z\""},
        {"▗", "d=\"M5 10H10V20H5z\""},
        {"▘", "d=\"M0 0H5V10H0z\""},
        {"▙", "d=\"M0 0H5V10H0zM0 10H5V20H0zM5 10H10V20H5z\""},
        {"▚", "d=\"M0 0H5V10H0zM5 10H10V20H5z\""},
        {"▛", "d=\"M0 0H5V10H0zM5 0H10V10H5zM0 10H5V20H0z\""},
        {"▜", "d=\"M0 0H5V10H0zM5 0H10V10H5zM5 10H10V20H5z\""},
        {"▝", "d=\"M5 0H10V10H5z\""},
        {"▞", "d=\"M5 0H10V10H5zM0 10H5V20H0z\""},
        {"▟", "d=\"M5 0H10V10H5zM0 10H5V20H0zM5 10H10V20H5z\""},
        {"▒▒", "fill-opacity=\".50\" d=\"M0 0H10V20H0zM10 0H20V20H10z\""},
        {"─│", "d=\"M0 10.5H10M15.5 0V20\""},
        {"├", "d=\"M5.5 10.5H10M5.5 0V20\""},
        {"╭", "d=\"M10 10.5H9.5Q5.5 10.5 5.5 14.5V20\""},
        {"╯", "d=\"M0 10.5H1.5Q5.5 10.5 5.5 6.5V0\""},
        {"⠁", "d=\"M2.5 2.5h0\""},
        {"⣀", "d=\"M2.5 17.5h0M7.5 17.5h0\""},
        {"⠠⠐", "d=\"M7.5 12.5h0M17.5 7.5h0\""},
    };
    struct frame f = FRAME_EMPTY;
    for (size_t i = 0; i < sizeof e / sizeof e[0]; i++) {
        assert_true(frame_start(&f, 1, 4, false, (struct style){SLOT_TEXT, SLOT_BACK, 0}));
        frame_puts(&f, 0, 0, (struct style){SLOT_SIN, SLOT_BACK, 0}, e[i].text);
        struct str out = write_frame("svg", &f, theme_palette(0, 0, DEPTH_TRUE));
        assert_non_null(strstr(str_text(&out), e[i].expected));
        assert_non_null(strstr(str_text(&out), "=\"#56d4de\""));
        assert_null(strstr(str_text(&out), "<text"));
        str_free(&out);
    }
    frame_free(&f);
}

static int count_of(const char *text, const char *part)
{
    int count = 0;
    for (const char *s = strstr(text, part); s; s = strstr(s + 1, part)) count++;
    return count;
}

static void svg_merges_and_marks(void **state)
{
    (void)state;
    struct frame f = FRAME_EMPTY;
    assert_true(frame_start(&f, 10, 40, false, (struct style){SLOT_TEXT, SLOT_BACK, 0}));
    frame_fill(&f, 0, 0, 10, 6, (struct style){SLOT_TEXT, SLOT_BAR, 0});
    frame_fill(&f, 2, 10, 3, 4, (struct style){SLOT_DIM, SLOT_SELECTED, 0});
    frame_fill(&f, 2, 14, 3, 4, (struct style){SLOT_TEXT, SLOT_SELECTED, ATTR_BOLD});
    frame_puts(&f, 3, 10, (struct style){SLOT_TEXT, SLOT_SELECTED, ATTR_UNDERLINE}, "two words");
    struct str out = write_frame("svg", &f, theme_palette(0, 0, DEPTH_TRUE));
    /* The screen, two panels, and the underline below the nine characters (the last off the panel). */
    assert_int_equal(count_of(str_text(&out), "<rect"), 4 + 2);
    assert_int_equal(count_of(str_text(&out), "<text"), 1);
    assert_non_null(strstr(str_text(&out), "<rect x=\"100\" y=\"77\" width=\"90\" height=\"1\""));
    assert_non_null(strstr(str_text(&out), "width=\"400\" height=\"200\" viewBox=\"0 0 400 200\""));
    str_free(&out);
    f.cursor_row = 9;
    f.cursor_col = 39;
    out = write_frame("svg", &f, theme_palette(0, 0, DEPTH_TRUE));
    assert_non_null(
        strstr(str_text(&out),
               "<rect x=\"390\" y=\"180\" width=\"2\" height=\"20\" fill=\"#ffb74d\"/>\n</svg>"));
    str_free(&out);
    frame_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(html_reads_back),
        cmocka_unit_test(svg_grounds_are_the_frames),
        cmocka_unit_test(svg_text_keeps_its_columns),
        cmocka_unit_test(svg_draws_blocks_lines_and_dots),
        cmocka_unit_test(svg_merges_and_marks),
    };
    return cmocka_run_group_tests_name("export_markup", tests, NULL, NULL);
}
