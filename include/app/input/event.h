/* What happens to the program from outside, terminal or key script alike. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A key is a code point or one of these, with modifier bits. Letters with Ctrl
 * are lower case: Ctrl-A is MOD_CTRL | 'a'. */
enum key {
    KEY_SPECIAL = 0x110000, /* first value that is no code point */
    KEY_NAME_ENTER = KEY_SPECIAL,
    KEY_NAME_TAB,
    KEY_NAME_BACKTAB,
    KEY_NAME_ESC,
    KEY_NAME_BACKSPACE,
    KEY_NAME_DELETE,
    KEY_NAME_INSERT,
    KEY_NAME_UP,
    KEY_NAME_DOWN,
    KEY_NAME_LEFT,
    KEY_NAME_RIGHT,
    KEY_NAME_HOME,
    KEY_NAME_END,
    KEY_NAME_PGUP,
    KEY_NAME_PGDN,
    KEY_NAME_F1, /* F1 … F12 */
    KEY_NAME_F12 = KEY_NAME_F1 + 11,
    KEY_SPECIAL_END,
    MOD_CTRL = 1 << 24,
    MOD_ALT = 1 << 25,
    MOD_SHIFT = 1 << 26, /* with special keys only */
    MOD_ALL = MOD_CTRL | MOD_ALT | MOD_SHIFT,
};

/* What a point on the screen stands for; from TARGET_TOKEN on something of the body. */
enum target_kind {
    TARGET_NONE,
    TARGET_TAB,      /* view `index` */
    TARGET_SENTENCE, /* byte offset `index` in the text */
    TARGET_TOKEN,    /* token `token` */
    TARGET_CELL,     /* token `token`, dimension `dim` */
    TARGET_DIM,      /* dimension `dim`: a panel's heading, a strip */
    TARGET_ACTION,   /* what action_at(index) does */
    TARGET_OWN,      /* `index` and `dim` as the view's own click takes them (app/state/view.h) */
};
struct target {
    enum target_kind kind;
    int64_t index;
    int64_t token;
    int dim;
    int label; /* row of the glossary, counted from 1, that explains what stands there; 0: none */
    bool by_label; /* a click on that label's text does what the target says, too: what can be
                      chosen is named there, or a panel's title or a key; else it only explains */
};

enum mouse_action { MOUSE_PRESS, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN };

enum event_type {
    EVENT_KEY,    /* key */
    EVENT_PASTE,  /* text, len, lost: any bytes */
    EVENT_MOUSE,  /* row, col, mouse, shift; target once resolved against the frame */
    EVENT_RESIZE, /* rows, cols */
    EVENT_TICK,   /* time has come to app's deadline */
};

/* Bytes of a paste that are read: more than any text may have (TEXT_MAX), so that a paste that is
 * too long is refused whole. */
#define EVENT_PASTE_MAX ((size_t)1 << 30)

struct event {
    enum event_type type;
    int64_t now_ms; /* a monotonic clock, or the script's own */
    uint32_t key;
    const char *text; /* valid during the call only */
    size_t len;
    bool bare;      /* a paste that was told by its coming at once: no brackets were around it */
    size_t lost;    /* bytes of a paste after these: beyond EVENT_PASTE_MAX, or without memory */
    int rows, cols; /* size of the screen */
    int row, col;   /* of the mouse */
    enum mouse_action mouse;
    bool shift; /* held with the mouse */
    struct target target;
};
