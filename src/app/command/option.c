#include "app/command/option.h"

#include <stddef.h>
#include <string.h>

#include "app/command/option_parts.h"
#include "app/command/option_table.h"
#include "base/num.h"
#include "base/words.h"

struct settings settings_default(const struct option_lists *lists)
{
    return (struct settings){.params = params_default(),
                             .lists = lists,
                             .training = {.temperature = 1},
                             .steps = 100,
                             .format = -1,
                             .what = 2,
                             .mouse = true,
                             .cols = 120,
                             .rows = 40};
}

static bool is_string(const struct option *o)
{
    return o->type == OPTION_STRING || o->type == OPTION_FILE;
}

/* ---- values -------------------------------------------------------------- */

/* Setters take a value as text. False: `e` says what is wanted. */

static void *field_of(const struct option *o, struct settings *s)
{
    return (char *)s + o->offset;
}

static bool set_name(const struct option *o, const char *value, struct settings *s, struct err *e)
{
    const char *name;
    for (int i = 0; (name = o->choice(s->lists, i)); i++)
        if (strcmp(name, value) == 0) {
            *(int *)field_of(o, s) = i;
            return true;
        }
    return option_refuse_name(o, value, s->lists, e);
}

/* A number within the option's range, up to the byte `stop`; returns what follows, or NULL. */
static const char *read_number(const struct option *o, const char *text, char stop, uint64_t *out)
{
    return num_read(text, stop, (uint64_t)o->low, (uint64_t)o->high, out);
}

static bool set_number(const struct option *o, const char *value, struct settings *s, struct err *e)
{
    uint64_t number;
    if (!read_number(o, value, 0, &number))
        return err_set(e, _("a whole number from %.0f to %.0f is wanted"), o->low, o->high);
    if (o->type == OPTION_INT)
        *(int *)field_of(o, s) = (int)number;
    else
        *(uint64_t *)field_of(o, s) = number;
    return true;
}

static bool set_above(const struct option *o, const char *value, struct settings *s, struct err *e)
{
    double number;
    bool good = num_read_real(value, &number) && number > o->low;
    if (o->high > 0 && !(good && number <= o->high))
        return err_set(e, _("a number above %g and at most %g is wanted"), o->low, o->high);
    if (!good) return err_set(e, _("a number above %g is wanted"), o->low);
    *(double *)field_of(o, s) = number;
    return true;
}

static bool set_within(const struct option *o, const char *value, struct settings *s, struct err *e)
{
    double number;
    if (!num_read_real(value, &number) || number < o->low || number > o->high)
        return err_set(e, _("a number from %g to %g is wanted"), o->low, o->high);
    *(double *)field_of(o, s) = number;
    return true;
}

static bool set_or_auto(const struct option *o, const char *value, struct settings *s,
                        struct err *e)
{
    if (strcmp(value, "auto") != 0) {
        if (set_above(o, value, s, NULL)) return true;
        if (o->high > 0)
            return err_set(e, _("auto or a number above %g and at most %g is wanted"), o->low,
                           o->high);
        return err_set(e, _("auto or a number above %g is wanted"), o->low);
    }
    *(double *)field_of(o, s) = o->low;
    return true;
}

static bool set_size(const struct option *o, const char *value, struct settings *s, struct err *e)
{
    uint64_t cols, rows;
    const char *rest = read_number(o, value, 'x', &cols);
    if (!rest || !read_number(o, rest, 0, &rows))
        return err_set(e, _("COLSxROWS is wanted, each from %.0f to %.0f, as in 120x40"), o->low,
                       o->high);
    s->cols = (int)cols;
    s->rows = (int)rows;
    return true;
}

static bool set_range(const struct option *o, const char *value, struct settings *s, struct err *e)
{
    uint64_t first, last;
    const char *rest = read_number(o, value, ':', &first);
    if (!rest || !read_number(o, rest, 0, &last) || last <= first)
        return err_set(e, _("A:B is wanted, 0 ≤ A < B ≤ %.0f, as in 0:512"), o->high);
    s->first = first;
    s->last = last;
    s->positions = true;
    return true;
}

static const char *const flag_values[] = {"on", "off", NULL};

/* A flag of the command line has no value: NULL. */
static bool set_flag(const struct option *o, const char *value, struct settings *s, struct err *e)
{
    bool on = !value || strcmp(value, "on") == 0;
    if (!on && strcmp(value, "off") != 0) return err_set(e, _("on or off is wanted"));
    *(bool *)field_of(o, s) = (o->type == OPTION_ON) == on;
    return true;
}

static bool set_string(const struct option *o, const char *value, struct settings *s, struct err *e)
{
    if (!*value) return err_set(e, _("a %s is wanted"), _(o->argument));
    *(const char **)field_of(o, s) = value;
    return true;
}

static bool set_line(const struct option *o, const char *value, struct settings *s, struct err *e)
{
    size_t n = strlen(value);
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)value[i] < ' ' || value[i] == 0x7F)
            return err_set(e, _("one line of text without control characters is wanted"));
    if (n >= BESIDE_MAX) return err_set(e, _("at most %d bytes are wanted"), BESIDE_MAX - 1);
    memcpy(field_of(o, s), value, n + 1);
    return true;
}

typedef bool setter(const struct option *, const char *, struct settings *, struct err *);
static setter *const setters[] = {
    [OPTION_ON] = set_flag,       [OPTION_OFF] = set_flag,    [OPTION_INT] = set_number,
    [OPTION_U64] = set_number,    [OPTION_ABOVE] = set_above, [OPTION_OR_AUTO] = set_or_auto,
    [OPTION_NAME] = set_name,     [OPTION_SIZE] = set_size,   [OPTION_RANGE] = set_range,
    [OPTION_STRING] = set_string, [OPTION_FILE] = set_string, [OPTION_LINE] = set_line,
    [OPTION_WITHIN] = set_within,
};

/* ---- the command line ---------------------------------------------------- */

const struct option *option_find(unsigned commands, const char *name, size_t len, bool opposite)
{
    for (size_t i = 0; i < option_count; i++) {
        const struct option *o = &option_table[i];
        const char *known = o->name + (opposite ? OPTION_OPPOSITE : 0);
        if ((o->commands & commands) && (!opposite || o->type == OPTION_OFF) &&
            strlen(known) == len && memcmp(known, name, len) == 0)
            return o;
    }
    return NULL;
}

static const struct option *find_letter(enum command command, char letter)
{
    for (size_t i = 0; i < option_count; i++)
        if (option_table[i].letter == letter && (option_table[i].commands & (unsigned)command))
            return &option_table[i];
    return NULL;
}

/* The arguments still to be read. */
struct arguments {
    int at, count;
    char *const *list;
};

/* A flag has a value, or other letters after its own. */
static void refuse_value(const struct option *o, const char *arg, bool given, struct err *e)
{
    char shown[OPTION_QUOTE_MAX];
    if (given)
        err_set(e, _("--%s takes no value"), o->name);
    else
        err_set(e, _("%s: -%c can be followed by letters of other options only"),
                option_quote(arg, shown), o->letter);
}

/* Finds the option that argument `arg` names and its value: after "=", after the letter, or the
 * next argument. */
static const struct option *read_option(enum command command, const char *arg,
                                        struct arguments *rest, const char **value, struct err *e)
{
    bool is_long = arg[1] == '-';
    const char *name = is_long ? arg + 2 : arg + 1;
    size_t len = is_long ? strcspn(name, "=") : 1;
    const struct option *o =
        is_long ? option_find(command, name, len, false) : find_letter(command, *name);
    if (!o || (!is_long && option_lacks_dash(command, arg))) {
        option_refuse(command, arg, *rest->list, e);
        return NULL;
    }
    bool flag = option_is_flag(o);
    *value = name[len] ? name + len + (name[len] == '=') : NULL;
    if (flag && *value) {
        refuse_value(o, arg, is_long || name[len] == '=', e);
        return NULL;
    }
    if (!flag && !*value) {
        if (rest->at == rest->count) {
            err_set(e, _("--%s wants a value: %s"), o->name, _(o->argument));
            return NULL;
        }
        *value = rest->list[rest->at++];
    }
    return o;
}

static enum parse_result take_value(const struct option *o, const char *value, struct settings *s,
                                    struct err *e)
{
    struct err why;
    char shown[OPTION_QUOTE_MAX];
    if (setters[o->type](o, value, s, &why)) return PARSE_OK;
    err_set(e, is_string(o) ? "--%s%s: %s" : "--%s %s: %s", o->name, option_quote(value, shown),
            why.text);
    return PARSE_USAGE;
}

/* -hV is -h -V: takes the flags at the front of such an argument, and returns the rest, whose first
 * byte counts for a dash. */
static const char *take_flags(enum command command, const char *arg, struct settings *s)
{
    const struct option *o;
    while (arg[1] != '-' && !option_lacks_dash(command, arg) &&
           (o = find_letter(command, arg[1])) && option_is_flag(o) && arg[2] &&
           find_letter(command, arg[2])) {
        set_flag(o, NULL, s, NULL);
        arg++;
    }
    return arg;
}

enum parse_result option_parse(enum command command, int argc, char *const argv[],
                               struct settings *s, struct err *e)
{
    struct arguments rest = {0, argc, argv};
    s->argc = argc;
    s->argv = argv;
    bool only_text = false;
    while (rest.at < rest.count) {
        const char *arg = rest.list[rest.at++], *value;
        if (!only_text && strcmp(arg, "--") == 0) {
            only_text = true;
            continue;
        }
        if (!only_text && arg[0] == '-' && arg[1]) {
            arg = take_flags(command, arg, s);
            const struct option *o = read_option(command, arg, &rest, &value, e);
            if (!o || take_value(o, value, s, e) != PARSE_OK) return PARSE_USAGE;
            continue;
        }
        if (command == COMMAND_TABLE || s->text) {
            option_refuse_text(command, s->text, arg, e);
            return PARSE_USAGE;
        }
        s->text = arg;
    }
    return PARSE_OK;
}

enum option_path option_path(enum command command, const char *arg)
{
    if (arg[0] != '-' || !arg[1]) return OPTION_PATH_NONE;
    bool is_long = arg[1] == '-';
    size_t len = is_long ? strcspn(arg + 2, "=") : 1;
    const struct option *o =
        is_long ? option_find(command, arg + 2, len, false) : find_letter(command, arg[1]);
    if (!o || o->type != OPTION_FILE) return OPTION_PATH_NONE;
    return arg[is_long + 1 + len] ? OPTION_PATH_HERE : OPTION_PATH_NEXT;
}

/* ---- options by name ----------------------------------------------------- */

/* As option_set() finds it. */
static const struct option *find_named(enum command command, const char *name, size_t len)
{
    const struct option *o = option_find(command, name, len, false);
    return o ? o : option_find(command, name, len, true);
}

bool option_set(enum command command, const char *name, size_t len, const char *value,
                struct settings *s, struct err *e)
{
    const struct option *o = find_named(command, name, len);
    /* A string is borrowed from `value`, and only the config file's text stays. */
    if (!o || (is_string(o) && command != COMMAND_CONFIG)) return err_set(e, _("unknown option"));
    for (int i = 0; i < 2 && strlen(o->name) != len; i++)
        if (strcmp(value, flag_values[i]) == 0) return set_flag(o, flag_values[1 - i], s, e);
    return setters[o->type](o, value, s, e);
}

const char *option_name(enum command command, int i)
{
    for (size_t at = 0; at < option_count; at++)
        if ((option_table[at].commands & (unsigned)command) && i-- == 0)
            return option_table[at].name +
                   (option_table[at].type == OPTION_OFF ? OPTION_OPPOSITE : 0);
    return NULL;
}

bool option_known(enum command command, const char *name, size_t len)
{
    return find_named(command, name, len) != NULL;
}

const char *option_value(enum command command, const char *name, size_t len,
                         const struct option_lists *lists, int i)
{
    const struct option *o = find_named(command, name, len);
    if (!o) return NULL;
    if (option_is_flag(o)) return i < 2 ? flag_values[i] : NULL;
    return o->choice ? o->choice(lists, i) : NULL;
}

void option_usage(enum command command, const char *name, size_t len,
                  const struct option_lists *lists, struct str *out)
{
    const struct option *o = find_named(command, name, len);
    if (!o) return;
    if (option_is_flag(o)) {
        str_addf(out, _("on or off; %s: %s"), strlen(o->name) == len ? "on" : "off", _(o->help));
        return;
    }
    if (o->choice)
        option_choices(o, lists, out);
    else
        str_adds(out, _(o->argument));
    str_adds(out, ": ");
    option_about(o, lists, out);
}

void option_write(const struct settings *s, struct str *out)
{
    struct settings standard = s->base ? *s->base : settings_default(s->lists);
    for (size_t i = 0; i < option_count; i++) {
        const struct option *o = &option_table[i];
        if (!(o->commands & COMMAND_KEPT)) continue;
        size_t start = out->len;
        str_addf(out, "%s ", o->name);
        size_t now = out->len;
        option_field(o, s, out);
        size_t usual = out->len, len = usual - now;
        option_field(o, &standard, out);
        if (out->failed) return;
        bool same = out->len - usual == len && memcmp(out->data + now, out->data + usual, len) == 0;
        size_t end = same ? start : usual;
        str_splice(out, end, out->len - end, "", 0);
        if (!same) str_addc(out, '\n');
    }
}
