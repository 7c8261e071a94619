/* The table of options: names, types and where in the settings they stand. */
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
    OPTION_SIZE,    /* COLSxROWS: int cols, int rows */
    OPTION_RANGE,   /* A:B: uint64_t first, last */
    OPTION_WITHIN,  /* double within [low, high] */
};

struct option {
    const char *name;
    char letter; /* 0: none */
    enum option_type type;
    unsigned commands;
    size_t offset;
    double low, high;
    /* The i-th name of OPTION_NAME, NULL after the last. */
    const char *(*choice)(const struct option_lists *lists, int i);
    const char *argument; /* as help calls it */
    const char *help;
};

extern const struct option option_table[];
extern const size_t option_count;
