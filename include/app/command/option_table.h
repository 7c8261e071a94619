/* The table of options: names, types and where in the settings they stand. What lists options
 * (help, manual pages, completions) goes through it. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "app/command/option.h"

enum option_type {
    OPTION_ON,      /* a flag: the bool becomes true */
    OPTION_OFF,     /* a flag: the bool becomes false */
    OPTION_INT,     /* int within [low, high] */
    OPTION_U64,     /* uint64_t within [low, high] */
    OPTION_ABOVE,   /* finite double above low; where high is not 0, at most that */
    OPTION_OR_AUTO, /* the same, or "auto", which is low */
    OPTION_NAME,    /* int: row of a list of names */
    OPTION_LINE,    /* char[BESIDE_MAX]: a copy of one line of text, or empty */
    OPTION_STRING,  /* const char *, not empty */
    OPTION_FILE,    /* the same, a path */
    OPTION_SIZE,    /* COLSxROWS: int cols, int rows */
    OPTION_RANGE,   /* A:B: uint64_t first, last */
    OPTION_WITHIN,  /* double within [low, high] */
};

/* What an option is about, in the order in which lists show it. */
enum option_group {
    OPTION_GROUP_ENCODING, /* what E, P and X are */
    OPTION_GROUP_TEXT,
    OPTION_GROUP_OUTPUT,
    OPTION_GROUP_SESSION, /* of the terminal program */
    OPTION_GROUP_LOOKS,
    OPTION_GROUP_TRAINING,
    OPTION_GROUP_GENERAL,
    OPTION_GROUP_COUNT
};
/* Their titles, to be shown with _(). */
extern const char *const option_groups[OPTION_GROUP_COUNT];

struct option {
    const char *name;
    char letter; /* 0: none */
    enum option_type type;
    enum option_group group;
    unsigned commands; /* enum command bits */
    size_t offset;
    double low, high;
    /* The i-th name of OPTION_NAME, or of a text that names something; NULL after the last. */
    const char *(*choice)(const struct option_lists *lists, int i);
    const char *argument; /* as help calls it, to be shown with _(); NULL for flags */
    /* What it is, with OPTION_DEFAULT for its value where none is given: see option_about(). */
    const char *help;
};

/* Written out in the table, where the tools of translators find whole texts. */
#define OPTION_DEFAULT "{default}"

extern const struct option option_table[];
extern const size_t option_count;

bool option_is_flag(const struct option *o);
/* The i-th of the names that help and Tab offer, NULL after the last: those of o->choice, but for
 * a last one that is for tests. */
const char *option_offered(const struct option *o, const struct option_lists *lists, int i);
/* Appends what the option is, translated: "length of a vector (16)". */
void option_about(const struct option *o, const struct option_lists *lists, struct str *out);
/* Appends the names that it offers: "a, b or c". */
void option_choices(const struct option *o, const struct option_lists *lists, struct str *out);
/* Appends the field's value as --name=value would take it; nothing for files and strings. */
void option_field(const struct option *o, const struct settings *s, struct str *out);
