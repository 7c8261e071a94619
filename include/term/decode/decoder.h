/* Events out of the bytes that a terminal sends: characters, keys, mouse reports, and pastes with
 * brackets around them and without. A machine by itself: bytes and times go in, events come out. It
 * reads nothing, waits for nothing and asks no clock, so what depends on a pause is decided by the
 * times that it is given.
 *
 * A paste whose end mark does not arrive is passed on in parts. After a pause of DECODER_PAUSE_MS
 * the text received so far is an event, and the text after it is the next event. A key that arrives
 * alone after such a pause and is not text (Ctrl-C, Esc, an arrow) was pressed by the user: it ends
 * the paste and is taken as a key. A paste also ends when nothing arrives for DECODER_IDLE_MS.
 *
 * A program that was kept waiting reads at once what was pressed over time. Ctrl-C, Ctrl-Z and
 * Ctrl-\ are then keys of their own: right after an ESC, which makes Alt of it for other
 * characters, within a sequence, and at the end of a paste without brackets, alone or with other
 * keys after them that no text has. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/input/event.h"
#include "base/str.h"

#define DECODER_ROOM ((size_t)1 << 16) /* bytes that wait to be read, or are a part of a paste */
#define DECODER_PAUSE_MS 150
#define DECODER_IDLE_MS 5000

/* Bytes that a key sends, as the terminal's entry has them. */
struct decoder_key {
    const char *bytes;
    size_t len;
    uint32_t key; /* 0: one that means nothing */
};

/* What a character is: as charset_decode(). */
typedef size_t decoder_charset(const char *s, size_t n, uint32_t *cp);

struct decoder_setup {
    const struct decoder_key *keys; /* (count); borrowed; read before all that is known without */
    size_t count;
    int escape_ms;            /* within which the rest of a key follows its ESC */
    int rest_ms;              /* within which the rest of a sequence or a character follows */
    decoder_charset *charset; /* NULL: UTF-8 */
};

/* All zeros before decoder_start(). Its members are the machine's own. */
struct decoder {
    struct decoder_setup setup;
    char queue[DECODER_ROOM]; /* from `at` to `len`: came, and is still to be read */
    size_t at, len;
    size_t judged;             /* up to there it is known to be keys and no paste */
    bool begins[0x100];        /* the byte begins one of setup.keys */
    int64_t since_ms, came_ms; /* when nothing had come the last time, when something did */
    int64_t now_ms, due_ms;    /* due: see decoder_due() */
    enum { DECODER_KEYS, DECODER_PASTE, DECODER_BARE } mode;
    bool paused;       /* nothing of the paste has come since it paused */
    bool parted;       /* a part of the paste was handed on */
    size_t matched;    /* bytes of the paste's end mark */
    struct str paste;  /* what came of it */
    struct str before; /* the text of the last event */
    size_t lost;
};

/* Begins as if nothing had come before; keeps memory that it has. */
void decoder_start(struct decoder *d, const struct decoder_setup *setup);
void decoder_free(struct decoder *d);

/* Bytes that came: as many as there was room for are taken, which it returns. `since_ms`: when
 * nothing was there the last time. It tells keys that were pressed meanwhile from a paste without
 * brackets. Times never go back. */
size_t decoder_feed(struct decoder *d, const char *bytes, size_t n, int64_t since_ms,
                    int64_t now_ms);

/* The next event, if there is one by now. Its text is valid until the next call. To be called until
 * it returns false before more is fed: what is left then is a part of one key, or some keys of
 * which it is not decided yet whether they belong to a paste; far less than DECODER_ROOM. */
bool decoder_next(struct decoder *d, int64_t now_ms, struct event *out);

/* When decoder_next() is to be called though nothing comes, as what is there is then decided: 0 at
 * once, since its last call returned an event; −1 never. */
int64_t decoder_due(const struct decoder *d);
