#include "app/input/keyname.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "app/input/event.h"
#include "base/num.h"
#include "base/unicode.h"
#include "base/utf8.h"

#define NAME_MAX_LEN 24 /* the longest: "C-M-S-Backspace" */

/* The first name of a key is the one it is written with. */
static const struct {
    const char *name;
    uint32_t key;
} names[] = {
    {"Space", ' '},
    {"Enter", KEY_NAME_ENTER},
    {"Return", KEY_NAME_ENTER},
    {"Tab", KEY_NAME_TAB},
    {"BackTab", KEY_NAME_BACKTAB},
    {"BTab", KEY_NAME_BACKTAB},
    {"Esc", KEY_NAME_ESC},
    {"Escape", KEY_NAME_ESC},
    {"Backspace", KEY_NAME_BACKSPACE},
    {"BSpace", KEY_NAME_BACKSPACE},
    {"Delete", KEY_NAME_DELETE},
    {"Del", KEY_NAME_DELETE},
    {"Insert", KEY_NAME_INSERT},
    {"Ins", KEY_NAME_INSERT},
    {"Up", KEY_NAME_UP},
    {"Down", KEY_NAME_DOWN},
    {"Left", KEY_NAME_LEFT},
    {"Right", KEY_NAME_RIGHT},
    {"Home", KEY_NAME_HOME},
    {"End", KEY_NAME_END},
    {"PgUp", KEY_NAME_PGUP},
    {"PageUp", KEY_NAME_PGUP},
    {"PgDn", KEY_NAME_PGDN},
    {"PageDown", KEY_NAME_PGDN},
};

static const struct {
    char letter;
    uint32_t bit;
} modifiers[] = {{'C', MOD_CTRL}, {'M', MOD_ALT}, {'S', MOD_SHIFT}};

/* What a terminal sends for Ctrl with these is another key's byte. */
static const struct {
    uint32_t typed, sent;
} control_alias[] = {
    {'h', KEY_NAME_BACKSPACE}, {'?', KEY_NAME_BACKSPACE}, {'i', KEY_NAME_TAB},
    {'j', KEY_NAME_ENTER},     {'m', KEY_NAME_ENTER},     {'[', KEY_NAME_ESC},
    {' ', MOD_CTRL | '@'},     {'/', MOD_CTRL | '_'},
};

static uint32_t modifier_bit(char letter)
{
    for (size_t i = 0; i < COUNT(modifiers); i++)
        if (modifiers[i].letter == letter) return modifiers[i].bit;
    return 0;
}

static uint32_t function_key(const char *name, size_t len)
{
    if (len < 2 || len > 3 || (name[0] != 'F' && name[0] != 'f') || name[1] == '0') return KEY_NONE;
    uint32_t number = 0;
    for (size_t i = 1; i < len; i++) {
        if (name[i] < '0' || name[i] > '9') return KEY_NONE;
        number = number * 10 + (uint32_t)(name[i] - '0');
    }
    return number <= KEY_NAME_F12 - KEY_NAME_F1 + 1 ? KEY_NAME_F1 + number - 1 : KEY_NONE;
}

/* The key of a name without modifiers. */
static uint32_t plain_key(const char *name, size_t len)
{
    uint32_t cp;
    bool ok;
    if (len > 0 && utf8_decode(name, len, &cp, &ok) == len && ok)
        return uc_class(cp) == UC_CONTROL || cp < ' ' ? KEY_NONE : cp;
    for (size_t i = 0; i < COUNT(names); i++)
        if (strlen(names[i].name) == len && strncasecmp(names[i].name, name, len) == 0)
            return names[i].key;
    return function_key(name, len);
}

/* One value for each key a terminal can tell apart. */
static uint32_t canonical(uint32_t key, uint32_t mods)
{
    if (key == KEY_NAME_TAB && mods & MOD_SHIFT) key = KEY_NAME_BACKTAB;
    if (key == KEY_NAME_BACKTAB) mods &= ~(uint32_t)MOD_SHIFT;
    if (key >= KEY_SPECIAL) return key | mods;
    if (key == KEY_NONE || mods & MOD_SHIFT) return KEY_NONE;
    if (mods & MOD_CTRL) {
        key = key < 0x80 ? uc_lower(key) : key;
        for (size_t i = 0; i < COUNT(control_alias); i++)
            if (control_alias[i].typed == key) return control_alias[i].sent | (mods & MOD_ALT);
    }
    return key | mods;
}

uint32_t key_parse(const char *name, size_t len)
{
    uint32_t mods = 0;
    while (len > 2 && name[1] == '-') {
        uint32_t bit = modifier_bit(name[0]);
        if (bit == 0 || mods & bit) return KEY_NONE;
        mods |= bit;
        name += 2;
        len -= 2;
    }
    return canonical(plain_key(name, len), mods);
}

static size_t write_plain(uint32_t key, char *out)
{
    if (key >= KEY_NAME_F1 && key <= KEY_NAME_F12)
        return (size_t)sprintf(out, "F%u", (unsigned)(key - KEY_NAME_F1 + 1));
    for (size_t i = 0; i < COUNT(names); i++)
        if (names[i].key == key) return (size_t)sprintf(out, "%s", names[i].name);
    return key > ' ' && key < KEY_SPECIAL ? utf8_encode(key, out) : 0;
}

void key_format(uint32_t key, char *out, size_t size)
{
    char text[NAME_MAX_LEN];
    size_t len = 0;
    uint32_t mods = key & MOD_ALL;
    key &= ~(uint32_t)MOD_ALL;
    if (key == KEY_NAME_BACKTAB) {
        key = KEY_NAME_TAB;
        mods |= MOD_SHIFT;
    }
    for (size_t i = 0; i < COUNT(modifiers); i++) {
        if (mods & modifiers[i].bit) {
            text[len++] = modifiers[i].letter;
            text[len++] = '-';
        }
    }
    size_t plain = write_plain(key, text + len);
    len = plain > 0 ? len + plain : 0;
    if (size == 0) return;
    /* A name cut short would be another key's, so one that does not fit is left out. */
    len = len < size ? len : 0;
    memcpy(out, text, len);
    out[len] = '\0';
}

bool key_is_text(uint32_t key)
{
    return key >= ' ' && key < KEY_SPECIAL;
}

const char *key_name_at(int i, uint32_t *key)
{
    if (i < 0 || i >= (int)COUNT(names)) return NULL;
    *key = names[i].key;
    return names[i].name;
}
