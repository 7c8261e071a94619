#include "core/text/word_break.h"

#include "base/num.h"
#include "base/unicode.h"
#include "base/utf8.h"

#define ZWJ 0x200D

/* What a code point is to its neighbours. */
enum kind {
    KIND_OTHER,
    KIND_LETTER,
    KIND_HEBREW,
    KIND_DIGIT,
    KIND_RUN,   /* katakana, and letters that UAX #29 leaves to a dictionary */
    KIND_FLAG,  /* half of one */
    KIND_BREAK, /* nothing belongs to it: the ends of lines */
    KIND_MARK,  /* belongs to what it stands on */
    KIND_QUOTE, /* joins letters, or digits */
    KIND_DOUBLE_QUOTE,
    KIND_MIDDLE, /* joins letters */
    KIND_HYPHEN,
};

static const unsigned char kinds[] = {
    [WORD_CR] = KIND_BREAK,
    [WORD_LF] = KIND_BREAK,
    [WORD_NEWLINE] = KIND_BREAK,
    [WORD_EXTEND] = KIND_MARK,
    [WORD_ZWJ] = KIND_MARK,
    [WORD_FORMAT] = KIND_MARK,
    [WORD_REGIONAL_INDICATOR] = KIND_FLAG,
    [WORD_KATAKANA] = KIND_RUN,
    [WORD_HEBREW_LETTER] = KIND_HEBREW,
    [WORD_ALETTER] = KIND_LETTER,
    [WORD_SINGLE_QUOTE] = KIND_QUOTE,
    [WORD_DOUBLE_QUOTE] = KIND_DOUBLE_QUOTE,
    [WORD_MID_NUM_LET] = KIND_QUOTE,
    [WORD_MID_LETTER] = KIND_MIDDLE,
    [WORD_NUMERIC] = KIND_DIGIT,
    [WORD_WSEG_SPACE] = KIND_OTHER,
};

/* Full stops and colons, which UAX #29 keeps within words and numbers. */
static bool stands_apart(uint32_t cp)
{
    static const uint32_t marks[] = {'.', ':', 0x2024, 0xFE13, 0xFE52, 0xFE55, 0xFF0E, 0xFF1A};
    for (size_t i = 0; i < COUNT(marks); i++)
        if (marks[i] == cp) return true;
    return false;
}

struct code_point {
    uint32_t cp;
    size_t end;
    enum kind kind;
    bool picture, visible, unstable; /* the last two as in struct word_seen */
};

static struct code_point read(const char *text, size_t n, size_t at)
{
    struct code_point c = {.end = at, .kind = KIND_BREAK};
    if (at >= n) return c;
    bool ok;
    c.end += utf8_decode(text + at, n - at, &c.cp, &ok);
    struct uc_properties p = uc_properties(c.cp);
    c.kind = (enum kind)kinds[p.word];
    c.picture = p.grapheme == GRAPHEME_PICTOGRAPHIC;
    c.unstable = !ok || p.flags & UC_UNSTABLE;
    if (p.word == WORD_OTHER && p.class == UC_WORD) c.kind = KIND_RUN;
    c.visible = p.class != UC_SPACE && !(p.flags & UC_IGNORABLE);
    if (c.cp == '-' || c.cp == 0x2010 || c.cp == 0x2011)
        c.kind = KIND_HYPHEN;
    else if ((c.kind == KIND_QUOTE || c.kind == KIND_MIDDLE) && stands_apart(c.cp))
        c.kind = KIND_OTHER;
    return c;
}

static bool is_letter(enum kind k)
{
    return k == KIND_LETTER || k == KIND_HEBREW;
}

#define BIT(kind) (1u << (kind))
#define LETTERS (BIT(KIND_LETTER) | BIT(KIND_HEBREW))
#define ALPHANUMERIC (LETTERS | BIT(KIND_DIGIT))
#define OF_WORD (ALPHANUMERIC | BIT(KIND_RUN))

static bool of_word(enum kind k)
{
    return OF_WORD & BIT(k);
}

/* Neighbours that belong together: WB5, WB8, WB9, WB10, WB13, and runs. */
static bool adjoin(enum kind before, enum kind here)
{
    if (before == KIND_RUN || here == KIND_RUN) return before == here;
    return of_word(before) && of_word(here);
}

/* What each joins: WB6, WB7, WB7b, WB7c, WB11, WB12, and the hyphen. */
static const struct {
    unsigned sides; /* the kinds that may stand on both sides of it */
    bool alike;     /* two letters, or none */
} bridges[] = {
    [KIND_QUOTE] = {ALPHANUMERIC, true},
    [KIND_DOUBLE_QUOTE] = {BIT(KIND_HEBREW), false},
    [KIND_MIDDLE] = {LETTERS, false},
    [KIND_HYPHEN] = {OF_WORD, false},
};

static bool joins(enum kind before, enum kind bridge, enum kind after)
{
    if (!(bridges[bridge].sides & BIT(before) & OF_WORD)) return false;
    if (!(bridges[bridge].sides & BIT(after))) return false;
    return !bridges[bridge].alike || is_letter(before) == is_letter(after);
}

/* What is read of a piece. */
struct reading {
    const char *text;
    size_t n, end;
    struct code_point next; /* after the end; it is no mark */
    enum kind last;         /* of the last code point that is no mark */
    bool joiner;            /* ends with a ZWJ */
    bool half;              /* ends with half a flag */
    struct word_seen seen;
};

static void see(struct reading *r, const struct code_point *c)
{
    r->seen.bits |= c->cp;
    r->seen.visible |= c->visible;
    r->seen.unstable |= c->unstable;
    r->end = c->end;
}

/* Takes the marks at the end. */
static void take_marks(struct reading *r)
{
    r->joiner = false;
    for (;;) {
        r->next = read(r->text, r->n, r->end);
        if (r->next.kind != KIND_MARK) return;
        r->joiner = r->next.cp == ZWJ;
        see(r, &r->next);
    }
}

/* Takes letters after a visible letter: nearly all text beyond ASCII, in a short loop. */
static void take_letters(struct reading *r)
{
    uint32_t cp;
    for (size_t len; r->end < r->n; r->end += len) {
        len = utf8_decode(r->text + r->end, r->n - r->end, &cp, NULL);
        struct uc_properties p = uc_properties(cp);
        if (p.word != WORD_ALETTER) return;
        r->seen.bits |= cp;
        r->seen.unstable |= (p.flags & UC_UNSTABLE) != 0;
    }
}

/* Takes the next code point and its marks. */
static void take(struct reading *r)
{
    r->half = r->next.kind == KIND_FLAG && !(r->half && r->last == KIND_FLAG);
    r->last = r->next.kind;
    see(r, &r->next);
    if (r->last == KIND_LETTER && r->seen.visible) take_letters(r);
    take_marks(r);
}

/* Takes what joins to the code point after it, and that. */
static bool take_bridge(struct reading *r)
{
    struct reading after = *r;
    enum kind bridge = r->next.kind;
    if (bridge < KIND_QUOTE || !of_word(r->last)) return false;
    see(&after, &r->next);
    take_marks(&after);
    if (!joins(r->last, bridge, after.next.kind)) return false;
    *r = after;
    take(r);
    return true;
}

static size_t read_on(struct reading *r, struct word_seen *seen)
{
    for (;;) {
        bool picture = r->joiner && r->next.picture;               /* WB3c */
        bool flag = r->half && r->next.kind == KIND_FLAG;          /* WB15, WB16 */
        bool final = r->last == KIND_HEBREW && r->next.cp == '\''; /* WB7a */
        if (take_bridge(r)) continue;
        if (!picture && !flag && !final && !adjoin(r->last, r->next.kind)) break;
        take(r);
    }
    *seen = r->seen;
    return r->end;
}

size_t word_break_next(const char *text, size_t n, size_t at, struct word_seen *seen)
{
    struct reading r = {.text = text, .n = n, .end = at, .next = read(text, n, at)};
    r.last = r.next.kind;
    if (r.last == KIND_BREAK) {
        *seen = (struct word_seen){r.next.cp, r.next.visible, r.next.unstable};
        return r.next.end;
    }
    if (r.last == KIND_MARK)
        take_marks(&r);
    else
        take(&r);
    return read_on(&r, seen);
}

size_t word_break_on(const char *text, size_t n, size_t end, struct word_seen *seen)
{
    bool digit = (unsigned char)text[end - 1] - (unsigned)'0' < 10u;
    struct reading r = {.text = text, .n = n, .end = end, .last = digit ? KIND_DIGIT : KIND_LETTER};
    r.seen.visible = true;
    if (!digit) take_letters(&r);
    take_marks(&r);
    return read_on(&r, seen);
}

bool word_break_near(const char *text, size_t n, size_t at)
{
    struct code_point here = read(text, n, at);
    return here.kind < KIND_QUOTE || read(text, n, here.end).kind != KIND_MARK;
}
