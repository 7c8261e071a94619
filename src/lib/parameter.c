/* The parameters of a handle: one table, over the lists of names that core has. Names, values and
 * sentences are those of the program's options, which a test compares. */
#include <string.h>

#include "base/num.h"
#include "base/words.h"
#include "core/embedding/embedding.h"
#include "core/posenc/posenc.h"
#include "core/scheme/scheme.h"
#include "formats/text_out.h"
#include "lib/handle.h"

#define SEED_MAX (UINT64_C(1) << 53)

struct parameter;

struct kind {
    /* False: `wanted` says what is. */
    bool (*set)(const struct parameter *p, void *field, const char *value, struct str *wanted);
    void (*get)(const struct parameter *p, const void *field, struct str *out);
};

struct parameter {
    const char *name;
    const struct kind *kind;
    size_t offset;
    uint64_t low, high;
    const char *(*choice)(int i); /* the i-th name, NULL after the last */
};

/* ---- whole numbers ---- */

static bool read_whole(const struct parameter *p, const char *value, uint64_t *out,
                       struct str *wanted)
{
    if (num_read(value, 0, p->low, p->high, out)) return true;
    str_addf(wanted, _("a whole number from %llu to %llu is wanted"), (unsigned long long)p->low,
             (unsigned long long)p->high);
    return false;
}

static bool set_int(const struct parameter *p, void *field, const char *value, struct str *wanted)
{
    uint64_t number;
    bool ok = read_whole(p, value, &number, wanted);
    if (ok) *(int *)field = (int)number;
    return ok;
}

static void get_int(const struct parameter *p, const void *field, struct str *out)
{
    (void)p;
    str_addf(out, "%d", *(const int *)field);
}

static bool set_u64(const struct parameter *p, void *field, const char *value, struct str *wanted)
{
    return read_whole(p, value, field, wanted);
}

static void get_u64(const struct parameter *p, const void *field, struct str *out)
{
    (void)p;
    str_addf(out, "%llu", (unsigned long long)*(const uint64_t *)field);
}

static const struct kind whole_int = {set_int, get_int}, whole_u64 = {set_u64, get_u64};

/* ---- numbers with a decimal point ---- */

static bool set_above(const struct parameter *p, void *field, const char *value, struct str *wanted)
{
    double number;
    if (num_read_real(value, &number) && number > (double)p->low) {
        *(double *)field = number;
        return true;
    }
    str_addf(wanted, _("a number above %g is wanted"), (double)p->low);
    return false;
}

static void get_double(const struct parameter *p, const void *field, struct str *out)
{
    char text[OUT_NUMBER_MAX];
    (void)p;
    out_double_text(*(const double *)field, text);
    str_adds(out, text);
}

static const struct kind above = {set_above, get_double};

/* ---- names, and flags ---- */

static void list_names(const struct parameter *p, struct str *out)
{
    for (int i = 0; p->choice(i); i++) {
        if (i) str_adds(out, p->choice(i + 1) ? ", " : _(" or "));
        str_adds(out, p->choice(i));
    }
}

static int find_name(const struct parameter *p, const char *value)
{
    const char *name;
    for (int i = 0; (name = p->choice(i)); i++)
        if (strcmp(name, value) == 0) return i;
    return -1;
}

static bool set_name(const struct parameter *p, void *field, const char *value, struct str *wanted)
{
    int at = find_name(p, value);
    if (at >= 0) {
        *(int *)field = at;
        return true;
    }
    struct str names = STR_EMPTY;
    list_names(p, &names);
    str_addf(wanted, _("no such name; it is %s"), str_text(&names));
    str_free(&names);
    return false;
}

static void get_name(const struct parameter *p, const void *field, struct str *out)
{
    str_adds(out, p->choice(*(const int *)field));
}

static bool set_flag(const struct parameter *p, void *field, const char *value, struct str *wanted)
{
    int at = find_name(p, value);
    if (at >= 0)
        *(bool *)field = at == 0;
    else
        str_adds(wanted, _("on or off is wanted"));
    return at >= 0;
}

static void get_flag(const struct parameter *p, const void *field, struct str *out)
{
    str_adds(out, p->choice(*(const bool *)field ? 0 : 1));
}

static const struct kind name_of_list = {set_name, get_name}, flag = {set_flag, get_flag};

#define CHOICE(function, expression)                                                               \
    static const char *function(int i)                                                             \
    {                                                                                              \
        return expression;                                                                         \
    }
static const char *const flag_names[] = {"on", "off", NULL};
CHOICE(flag_choice, flag_names[i])
CHOICE(layout_choice, i < LAYOUT_COUNT ? layout_infos[i].name : NULL)
CHOICE(scheme_choice, i < scheme_count ? schemes[i].name : NULL)
CHOICE(init_choice, i < INIT_COUNT ? init_infos[i].name : NULL)
CHOICE(join_choice, join_names[i])
CHOICE(tokenizer_choice, i < tokenizer_count ? tokenizers[i].name : NULL)

/* ---- the table ---- */

#define AT(field) offsetof(struct lib_values, field)
static const struct parameter parameters[] = {
    {"d-model", &whole_int, AT(params.d_model), 1, POSENC_D_MAX, NULL},
    {"base", &above, AT(params.base), 1, 0, NULL},
    {"layout", &name_of_list, AT(params.layout), 0, 0, layout_choice},
    {"offset", &whole_u64, AT(params.offset), 0, OFFSET_MAX, NULL},
    {"scheme", &name_of_list, AT(params.scheme), 0, 0, scheme_choice},
    {"init", &name_of_list, AT(params.init), 0, 0, init_choice},
    {"seed", &whole_u64, AT(params.seed), 0, SEED_MAX, NULL},
    {"scale", &flag, AT(params.scale), 0, 0, flag_choice},
    {"join", &name_of_list, AT(params.join), 0, 0, join_choice},
    {"tokenizer", &name_of_list, AT(tokenizer), 0, 0, tokenizer_choice},
    {"frozen", &flag, AT(params.frozen), 0, 0, flag_choice},
};

static const struct parameter *find(const char *name)
{
    for (size_t i = 0; name && i < COUNT(parameters); i++)
        if (strcmp(parameters[i].name, name) == 0) return &parameters[i];
    return NULL;
}

#define QUOTE_MAX 60 /* bytes that are quoted of a wrong value, so that the mend shows */

/* As many bytes of a text as are quoted, which do not end inside a character. */
static int quoted(const char *text)
{
    int len = 0;
    while (len < QUOTE_MAX && text[len]) len++;
    while (len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80) len--;
    return len;
}

int lib_refuse(const char *name, const char *value, const char *wanted, struct err *e)
{
    err_set(e, "%s %.*s%s: %s", name, quoted(value), value, strlen(value) > QUOTE_MAX ? "..." : "",
            wanted);
    return LEXWAVE_ERROR_VALUE;
}

static int refuse_name(const char *name, struct err *e)
{
    struct str names = STR_EMPTY;
    for (size_t i = 0; i < COUNT(parameters); i++) str_addf(&names, "%s, ", parameters[i].name);
    err_set(e, _("no parameter %.*s%s; there are %s%s"), quoted(name), name,
            strlen(name) > QUOTE_MAX ? "..." : "", str_text(&names), LIB_CORPUS);
    str_free(&names);
    return LEXWAVE_ERROR_NAME;
}

int lib_values_set(struct lib_values *values, const char *name, const char *value, struct err *e)
{
    const struct parameter *p = find(name);
    if (!p) return refuse_name(name, e);
    struct str wanted = STR_EMPTY;
    bool ok = p->kind->set(p, (char *)values + p->offset, value, &wanted);
    if (!ok) lib_refuse(name, value, str_text(&wanted), e);
    str_free(&wanted);
    return ok ? LEXWAVE_OK : LEXWAVE_ERROR_VALUE;
}

bool lib_values_get(const struct lib_values *values, const char *name, struct str *out)
{
    const struct parameter *p = find(name);
    if (p) p->kind->get(p, (const char *)values + p->offset, out);
    return p != NULL;
}

const char *lexwave_parameter_name(int i)
{
    if (i < 0 || i > (int)COUNT(parameters)) return NULL;
    return i < (int)COUNT(parameters) ? parameters[i].name : LIB_CORPUS;
}

const char *lexwave_parameter_value(const char *name, int i)
{
    const struct parameter *p = find(name);
    int at = 0;
    if (!p || !p->choice || i < 0) return NULL;
    while (at < i && p->choice(at)) at++; /* i may be far after the last */
    return p->choice(at);
}
