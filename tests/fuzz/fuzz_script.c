/* Key scripts: what is read can be written and is read as the same events; comments and blanks
 * between words change nothing; what is refused is refused in one whole line. */
#include "app/input/keyname.h"
#include "app/input/script.h"
#include "fuzz/fuzz.h"
#include "fuzz/fuzz_event.h"

#define EVENTS_MAX 1000

struct heard {
    uint64_t hash;
    int events;
    int64_t now;
    bool refused;
};

/* Quoted text, every byte of it. */
static void write_quoted(struct str *out, const char *bytes, size_t n)
{
    str_addc(out, '"');
    for (size_t i = 0; i < n; i++) {
        char c = bytes[i];
        const char *escape = c == '\n'     ? "\\n"
                             : c == '\t'   ? "\\t"
                             : c == '\033' ? "\\e"
                             : c == '\\'   ? "\\\\"
                             : c == '"'    ? "\\\""
                                           : NULL;
        if (escape)
            str_adds(out, escape);
        else
            str_addc(out, c);
    }
    str_addc(out, '"');
}

/* Control characters in quoted text are typed as they are, and have no names. */
static void write_key(struct str *out, uint32_t key)
{
    char name[32], utf8[4];
    key_format(key, name, sizeof name);
    bool named = name[0] && key_parse(name, strlen(name)) == key;
    REQUIRE(named || key < KEY_SPECIAL);
    if (named && key != '"' && key != '\'' && key != '#')
        str_adds(out, name);
    else
        write_quoted(out, utf8, utf8_encode(key, utf8));
}

/* The word of an event, and of the time since the one before. */
static void write_event(struct str *out, const struct event *e, int64_t *now)
{
    static const char *const mouse[] = {"click", "wheelup", "wheeldown"};
    if (e->type == EVENT_TICK) {
        str_addf(out, "wait:%lld", (long long)(e->now_ms - *now));
    } else if (e->type == EVENT_KEY) {
        write_key(out, e->key);
    } else if (e->type == EVENT_PASTE) {
        str_adds(out, "paste:");
        write_quoted(out, e->text, e->len);
    } else if (e->type == EVENT_RESIZE) {
        str_addf(out, "size:%dx%d", e->cols, e->rows);
    } else {
        str_addf(out, "%s:%d,%d", mouse[e->mouse], e->col, e->row);
    }
    *now = e->now_ms;
    str_adds(out, *now & 1 ? " # a comment\n" : "  ");
}

/* Reads a script to its end, or to what is refused; writes its events into `again` (may be NULL). */
static struct heard hear(const char *text, size_t n, struct str *again)
{
    struct heard out = {0};
    struct script script;
    struct event event;
    struct err e;
    int got = 0;
    script_start(&script, text, n);
    while (out.events < EVENTS_MAX && (got = script_next(&script, &event, &e)) > 0) {
        REQUIRE(event.now_ms >= out.now);
        if (again) write_event(again, &event, &out.now);
        out.now = event.now_ms;
        out.hash = event_hash(out.hash, &event);
        out.events++;
    }
    out.refused = got < 0;
    if (got < 0) require_message(e.text, sizeof e.text);
    script_free(&script);
    return out;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str again = STR_EMPTY, padded = STR_EMPTY;
    const char *text = (const char *)data;
    struct heard first = hear(text, size, &again);
    struct heard second = hear(str_text(&again), again.len, NULL);
    REQUIRE(!second.refused && second.events == first.events && second.hash == first.hash);
    str_adds(&padded, "# one\n \t# \"two\n");
    str_add(&padded, text, size);
    struct heard third = hear(str_text(&padded), padded.len, NULL);
    REQUIRE(third.hash == first.hash && third.events == first.events &&
            third.refused == first.refused);
    str_free(&again);
    str_free(&padded);
    return 0;
}
