#include <string.h>

#include "app/command/option_table.h"
#include "base/words.h"

bool option_is_flag(const struct option *o)
{
    return o->type == OPTION_ON || o->type == OPTION_OFF;
}

/* A format of pictures that tests compare: taken and in the manual, and offered to nobody. */
static const char test_format[] = "roles";

const char *option_offered(const struct option *o, const struct option_lists *lists, int i)
{
    const char *name = o->choice(lists, i);
    return name && strcmp(name, test_format) == 0 ? NULL : name;
}

void option_choices(const struct option *o, const struct option_lists *lists, struct str *out)
{
    struct str first = STR_EMPTY;
    int last = 0;
    for (; option_offered(o, lists, last + 1); last++)
        str_addf(&first, "%s%s", last ? ", " : "", option_offered(o, lists, last));
    if (last)
        str_addf(out, _("%s or %s"), str_text(&first), option_offered(o, lists, last));
    else
        str_adds(out, option_offered(o, lists, 0));
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
