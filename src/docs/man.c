/* Puts the tables into the prose of a manual page. */
#include "docs/man.h"

#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "docs/docs.h"
#include "lexwave.h"

/* The day of the version, as `.Dd` has it. */
static bool add_date(struct man *m, struct err *e)
{
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    int year, month, day;
    /* NOLINTNEXTLINE(cert-err34-c): a number of four digits fits. */
    if (sscanf(LEXWAVE_DATE, "%4d-%2d-%2d", &year, &month, &day) != 3 || month < 1 || month > 12)
        return err_set(e, "LEXWAVE_DATE is %s: YEAR-MONTH-DAY is wanted", LEXWAVE_DATE);
    str_addf(m->out, ".Dd %s %d, %d\n", months[month - 1], day, year);
    return true;
}

/* @HEAD NAME SECTION */
static bool add_head(struct man *m, struct err *e)
{
    man_line(m, ".\\\" Made while lexwave is built, from its tables and assets/manual.");
    if (!add_date(m, e)) return false;
    /* Where the page's name twice and the title of its section do not fit into a line, the loop of
     * groff 1.22 that shortens the name does not end: a narrow page has a short title. mandoc has
     * no register .x, and leaves this out. */
    str_addf(m->out, ".Dt %s\n.if \\n(.x .if r LL .if \\n[LL]<65n .ds doc-volume Manual\n",
             m->argument);
    /* mandoc's lint wants the system's name to be the system's, so that this is how groff has the
     * version in a page's last line. */
    str_addf(m->out, ".Os\n.ds doc-operating-system lexwave %s\n", LEXWAVE_VERSION);
    return true;
}

static const struct man_part page_parts[] = {{"HEAD", add_head}, {NULL, NULL}};

static const struct man_part *const tables[] = {page_parts, man_option_parts, man_key_parts,
                                                man_word_parts, man_script_parts};

static const struct man_part *find_part(const char *name)
{
    for (size_t i = 0; i < COUNT(tables); i++)
        for (const struct man_part *p = tables[i]; p->name; p++)
            if (strcmp(p->name, name) == 0) return p;
    return NULL;
}

/* `ask` is what follows the @: a part's name and its argument. */
static bool add_part(struct man *m, char *ask, struct err *e)
{
    char *blank = strchr(ask, ' ');
    if (blank) *blank = '\0';
    m->argument = blank ? blank + 1 : "";
    const struct man_part *part = find_part(ask);
    if (!part) return err_set(e, "there is no part @%s to put in", ask);
    return part->write(m, e);
}

static bool add_line(struct man *m, char *line, struct err *e)
{
    static const char asks[] = ".\\\" @";
    if (strncmp(line, asks, sizeof asks - 1) == 0) return add_part(m, line + sizeof asks - 1, e);
    if (strstr(line, "\" @"))
        return err_set(e, "a part is asked for by a line that begins .\\\" @");
    man_line(m, line);
    return true;
}

/* The text is cut into its lines. */
static bool add_lines(struct man *m, char *text, struct err *e)
{
    struct err why;
    int number = 1;
    for (char *stop; *text; text = stop, number++) {
        stop = text + strcspn(text, "\n");
        if (*stop) *stop++ = '\0';
        if (!add_line(m, text, &why)) return err_set(e, "line %d: %s", number, why.text);
    }
    return true;
}

bool man_write(const struct str *prose, struct str *out, struct err *e)
{
    if (!prose->len) return err_set(e, "its prose is missing");
    struct str copy = STR_EMPTY, page = STR_EMPTY;
    struct man m = {.out = &page};
    bool ok = str_add(&copy, prose->data, prose->len) || err_memory(e);
    ok = ok && add_lines(&m, copy.data, e) && (!page.failed || err_memory(e)) &&
         man_finish(&page, out, e);
    str_free(&copy);
    str_free(&page);
    return ok;
}
