#include "term/info/expand.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { STACK_MAX = 32, PARAMETERS = 9, VARIABLES = 26, SPEC_MAX = 16 };

/* A sequence while it is read. */
struct expansion {
    const char *at;
    int parameter[PARAMETERS], variable[VARIABLES];
    int stack[STACK_MAX];
    size_t depth;
    char *out;
    size_t len;
    bool bad;
};

static void push(struct expansion *x, int value)
{
    if (x->depth < STACK_MAX)
        x->stack[x->depth++] = value;
    else
        x->bad = true;
}

/* An empty stack gives 0, as curses has it. */
static int pop(struct expansion *x)
{
    return x->depth ? x->stack[--x->depth] : 0;
}

static void add(struct expansion *x, const char *bytes, size_t n)
{
    if (n >= EXPAND_MAX - x->len) {
        x->bad = true;
        return;
    }
    memcpy(x->out + x->len, bytes, n);
    x->len += n;
}

/* %d, %3d, %:-5d, %02x and %c: what printf makes of the number. Of text (%s) there is none here. */
static void print(struct expansion *x)
{
    char spec[SPEC_MAX] = "%", text[EXPAND_MAX];
    size_t n = 1;
    if (*x->at == ':') x->at++;
    while (*x->at && strchr("-+# .0123456789", *x->at) && n < SPEC_MAX - 2) spec[n++] = *x->at++;
    char kind = *x->at;
    if (!kind || !strchr("doxXc", kind)) {
        x->bad = true;
        return;
    }
    x->at++;
    spec[n++] = kind;
    spec[n] = '\0';
    int value = pop(x);
    if (kind == 'c') {
        char c = (char)(value ? value : 0x80); /* a NUL would end it */
        add(x, &c, 1);
        return;
    }
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral" /* it was put together here */
    int wanted = snprintf(text, sizeof text, spec, value);
#pragma GCC diagnostic pop
    if (wanted < 0 || (size_t)wanted >= sizeof text)
        x->bad = true;
    else
        add(x, text, (size_t)wanted);
}

static int divided(int a, int b, bool rest)
{
    return !b ? 0 : b == -1 ? (rest ? 0 : (int)(0u - (unsigned)a)) : rest ? a % b : a / b;
}

/* Sums go round as curses' do, without what C leaves undefined. */
static int calculated(char sign, int a, int b)
{
    unsigned x = (unsigned)a, y = (unsigned)b;
    const struct {
        char sign;
        int value;
    } all[] = {{'+', (int)(x + y)},
               {'-', (int)(x - y)},
               {'*', (int)(x * y)},
               {'&', (int)(x & y)},
               {'|', (int)(x | y)},
               {'^', (int)(x ^ y)},
               {'=', a == b},
               {'<', a < b},
               {'>', a > b},
               {'A', a && b},
               {'/', divided(a, b, false)},
               {'m', divided(a, b, true)}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i].sign == sign) return all[i].value;
    return a || b; /* 'O' */
}

/* Goes on after the %e or %; that belongs to this place, or only after %;. */
static void skip(struct expansion *x, bool to_else)
{
    for (int level = 0; *x->at;) {
        if (*x->at++ != '%') continue;
        char kind = *x->at;
        x->at += kind != '\0';
        if (kind == '?') level++;
        if (kind == ';' && level-- == 0) return;
        if (kind == 'e' && level == 0 && to_else) return;
    }
}

/* %{12}, %'c' */
static void push_constant(struct expansion *x, char kind)
{
    int value = 0;
    if (kind == '\'') {
        value = (unsigned char)*x->at;
        x->at += *x->at != '\0';
    } else {
        while (isdigit((unsigned char)*x->at))
            value = calculated('+', calculated('*', value, 10), *x->at++ - '0');
    }
    push(x, value);
    if (*x->at == (kind == '\'' ? '\'' : '}'))
        x->at++;
    else
        x->bad = true;
}

/* %p1, %Pa, %ga: a parameter, and variables. */
static void move_value(struct expansion *x, char kind)
{
    char name = *x->at;
    x->at += name != '\0';
    if (kind == 'p' && name >= '1' && name <= '9')
        push(x, x->parameter[name - '1']);
    else if (kind == 'P' && isalpha((unsigned char)name))
        x->variable[tolower((unsigned char)name) - 'a'] = pop(x);
    else if (kind == 'g' && isalpha((unsigned char)name))
        push(x, x->variable[tolower((unsigned char)name) - 'a']);
    else
        x->bad = true;
}

/* What follows a %. */
static void take(struct expansion *x)
{
    char kind = *x->at;
    if (!kind || strchr("doxXc:# .0123456789", kind)) {
        print(x);
        return;
    }
    x->at++;
    if (kind == '%') {
        add(x, "%", 1);
    } else if (kind == 'i') {
        x->parameter[0]++;
        x->parameter[1]++;
    } else if (strchr("pPg", kind)) {
        move_value(x, kind);
    } else if (strchr("{'", kind)) {
        push_constant(x, kind);
    } else if (strchr("+-*/m&|^=<>AO", kind)) {
        int second = pop(x);
        push(x, calculated(kind, pop(x), second));
    } else if (strchr("!~", kind)) {
        int value = pop(x);
        push(x, kind == '!' ? !value : ~value);
    } else if (kind == 't') {
        if (!pop(x)) skip(x, true);
    } else if (kind == 'e') {
        skip(x, false);
    } else if (!strchr("?;", kind)) {
        x->bad = true;
    }
}

size_t expand_sequence(const char *format, int first, int second, char out[EXPAND_MAX])
{
    struct expansion x = {.at = format, .parameter = {first, second}, .out = out};
    while (*x.at && !x.bad) {
        size_t plain = strcspn(x.at, "%");
        add(&x, x.at, plain);
        x.at += plain;
        if (!*x.at) break;
        x.at++;
        take(&x);
    }
    if (x.bad) x.len = 0;
    out[x.len] = '\0';
    return x.len;
}
