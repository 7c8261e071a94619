/* A decoder with a clock of its own, and its events as words. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "app/input/keyname.h"
#include "base/num.h"
#include "base/safe.h"
#include "term/decode/decoder.h"

/* Some of an entry's keys: one as all terminals have it, one that only this entry tells, and one
 * that begins another. */
static const struct decoder_key entry_keys[] = {
    {"\033OA", 3, KEY_NAME_UP},  {"\033?x", 3, KEY_NAME_F1},    {"\x7F", 1, KEY_NAME_BACKSPACE},
    {"\033[M", 3, KEY_NAME_F12}, {"\033[Mq", 4, KEY_NAME_HOME}, {"\x02k", 2, KEY_NAME_DOWN},
    {"\033[777~", 6, 0},
};

static const struct decoder_setup usual_setup = {.escape_ms = 25, .rest_ms = 50};

/* What a test feeds and what came of it. */
struct bench {
    struct decoder decoder;
    int64_t now_ms;
    struct str events; /* "a; Up; paste 3 abc; " */
    struct str pasted; /* the bytes of all pastes */
    int pastes;
    size_t lost;
};

static inline void bench_note(struct bench *b, const struct event *e)
{
    static const char *const mouse[] = {"press", "wheel-up", "wheel-down"};
    char name[32];
    if (e->type == EVENT_KEY) {
        key_format(e->key, name, sizeof name);
        str_adds(&b->events, name);
    } else if (e->type == EVENT_PASTE) {
        str_addf(&b->events, "%s %zu ", e->bare ? "bare" : "paste", e->len);
        safe_add(&b->events, e->text, e->len < 60 ? e->len : 60, SAFE_ASCII);
        assert_true(str_add(&b->pasted, e->text, e->len));
        b->pastes++;
        b->lost += e->lost;
    } else {
        str_addf(&b->events, "%s%s %d,%d", e->shift ? "shift " : "", mouse[e->mouse], e->col,
                 e->row);
    }
    str_adds(&b->events, "; ");
}

static inline void bench_take(struct bench *b)
{
    struct event event;
    while (decoder_next(&b->decoder, b->now_ms, &event)) {
        assert_int_equal(decoder_due(&b->decoder), 0);
        bench_note(b, &event);
    }
    int64_t due = decoder_due(&b->decoder);
    assert_true(due == -1 || due > b->now_ms);
}

static inline void bench_start(struct bench *b, const struct decoder_setup *setup)
{
    decoder_start(&b->decoder, setup);
    str_clear(&b->events);
    str_clear(&b->pasted);
    b->pastes = 0;
    b->lost = 0;
}

/* Bytes that come at once. */
static inline void bench_feed(struct bench *b, const char *bytes, size_t n)
{
    for (size_t at = 0; at < n;) {
        size_t taken = decoder_feed(&b->decoder, bytes + at, n - at, b->now_ms, b->now_ms);
        assert_true(taken > 0);
        at += taken;
        bench_take(b);
    }
}

static inline void bench_text(struct bench *b, const char *text)
{
    bench_feed(b, text, strlen(text));
}

/* Lets time pass, in which nothing comes: from one time that is due to the next. */
static inline void bench_wait(struct bench *b, int ms)
{
    int64_t end = b->now_ms + ms;
    for (int64_t due; (due = decoder_due(&b->decoder)) >= 0 && due <= end;) {
        b->now_ms = due > b->now_ms ? due : b->now_ms;
        bench_take(b);
    }
    b->now_ms = end;
    bench_take(b);
}

/* The events since the last time are these words. */
static inline void bench_expect(struct bench *b, const char *events)
{
    assert_string_equal(str_text(&b->events), events);
    str_clear(&b->events);
}

static inline void bench_free(struct bench *b)
{
    decoder_free(&b->decoder);
    str_free(&b->events);
    str_free(&b->pasted);
}
