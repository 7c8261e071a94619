#include <string.h>

#include "app/command/option_table.h"
#include "base/words.h"

bool option_is_flag(const struct option *o)
{
    return o->type == OPTION_ON || o->type == OPTION_OFF;
}

void option_choices(const struct option *o, const struct option_lists *lists, struct str *out)
{
    struct str first = STR_EMPTY;
    int last = 0;
    for (; o->choice(lists, last + 1); last++)
        str_addf(&first, "%s%s", last ? ", " : "", o->choice(lists, last));
    if (last)
        str_addf(out, _("%s or %s"), str_text(&first), o->choice(lists, last));
    else
        str_adds(out, o->choice(lists, 0));
    str_free(&first);
}

void option_field(const struct option *o, const struct settings *s, struct str *out)
{
    const void *field = (const char *)s + o->offset;
    if (option_is_flag(o))
        str_adds(out, *(const bool *)field == (o->type == OPTION_ON) ? "on" : "off");
    else if (o->type == OPTION_INT)
        str_addf(out, "%d", *(const int *)field);
    else if (o->type == OPTION_U64)
        str_addf(out, "%llu", (unsigned long long)*(const uint64_t *)field);
    else if (o->type == OPTION_OR_AUTO && *(const double *)field <= o->low)
        str_adds(out, "auto");
    else if (o->type == OPTION_ABOVE || o->type == OPTION_OR_AUTO || o->type == OPTION_WITHIN)
        str_addf(out, "%.17g", *(const double *)field);
    else if (o->type == OPTION_NAME)
        str_adds(out, o->choice(s->lists, *(const int *)field));
    else if (o->type == OPTION_SIZE)
        str_addf(out, "%dx%d", s->cols, s->rows);
    else if (o->type == OPTION_LINE)
        str_adds(out, (const char *)field);
}

void option_about(const struct option *o, const struct option_lists *lists, struct str *out)
{
    struct settings standard = settings_default(lists);
    const char *help = _(o->help), *mark = strstr(help, OPTION_DEFAULT);
    size_t before = mark ? (size_t)(mark - help) : strlen(help);
    str_add(out, help, before);
    if (!mark) return;
    option_field(o, &standard, out);
    str_adds(out, mark + strlen(OPTION_DEFAULT));
}

/* Breaks what stands after `start` between words, so that lines end before column HELP_COLS. */
#define HELP_COLS 150
#define HELP_INDENT "                              "

static void wrap(struct str *out, size_t start)
{
    while (!out->failed && out->len - start > HELP_COLS) {
        size_t at = start + HELP_COLS;
        while (at > start + sizeof HELP_INDENT && out->data[at] != ' ') at--;
        str_splice(out, at, 1, "\n" HELP_INDENT, sizeof HELP_INDENT);
        start = at + 1;
    }
}

void option_help(enum command command, const struct option_lists *lists, struct str *out)
{
    for (size_t i = 0; i < option_count; i++) {
        const struct option *o = &option_table[i];
        if (!(o->commands & (unsigned)command)) continue;
        size_t start = out->len;
        char letter[8] = "    ";
        if (o->letter) memcpy(letter, (char[]){'-', o->letter, ',', ' ', 0}, 5);
        const char *argument = o->argument ? _(o->argument) : "";
        size_t used = strlen(o->name) + (*argument ? 1 + strlen(argument) : 0);
        str_addf(out, "  %s--%s%s%s%*s", letter, o->name, *argument ? " " : "", argument,
                 (int)(used < 20 ? 22 - used : 2), "");
        option_about(o, lists, out);
        if (o->choice) {
            str_adds(out, ": ");
            option_choices(o, lists, out);
        }
        wrap(out, start);
        str_addc(out, '\n');
    }
}
