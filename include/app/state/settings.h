/* What the options say, wherever they were set (app/command/option.h). */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "core/pipeline/pipeline.h"

#define BESIDE_MAX 200 /* bytes of the second text, with the NUL */

struct view;

/* What curves and clocks are drawn with: what the terminal has, braille dots, quadrants, half
 * blocks, ASCII characters. */
enum curves {
    CURVES_AUTO,
    CURVES_BRAILLE,
    CURVES_BLOCKS,
    CURVES_HALVES,
    CURVES_ASCII,
    CURVES_COUNT
};
extern const char *const curves_names[]; /* NULL-ended */

/* Columns that the terminal gives to the characters of ambiguous width. */
enum ambiguous { AMBIGUOUS_NARROW, AMBIGUOUS_WIDE };

/* What options, actions and views may name; kept by the caller. Views end with a row without a
 * name, the names with NULL. */
struct option_lists {
    const char *const *themes;
    const struct view *views;
    const char *const *formats, *const *palettes, *const *colors;
};

struct keymap;

/* What is trained and said; 0 and "auto" go by the goal (app/state/training.h). */
struct training_settings {
    int goal;      /* row of train_goals[] */
    int model;     /* 1 + row of train_models[]; 0: auto */
    int optimiser; /* 1 + enum train_optimiser; 0: auto */
    int heads;     /* 0: auto */
    double rate;   /* 0: auto */
    int norm, mask;
    bool tied, whole, learned_places;
    double temperature;
    int top;  /* of the words; 0: all */
    int rows; /* enum training_rows */
};

/* Strings are borrowed from the command line or the config file. */
struct settings {
    const struct option_lists *lists; /* what the numbers of rows below are rows of */
    struct params params;
    char beside[BESIDE_MAX]; /* the second text; empty: none */
    struct training_settings training;
    int tokenizer;
    int theme;
    int palette;
    int curves;    /* enum curves */
    int ambiguous; /* enum ambiguous */
    int color;     /* enum color_wish */
    double full;   /* the value at full colour of E, P and X; 0: as they need */
    bool ascii;
    bool mouse;         /* read, or left to the terminal */
    bool bom;           /* encode, table: before CSV */
    const char *corpus; /* NULL: the built-in one */
    const char *text;   /* NULL: none given */
    int format;         /* row of lists->formats, −1: by default or file ending */
    int what;           /* encode: 0 embedding, 1 position, 2 sum */
    int view;
    int cols, rows;              /* render */
    bool bare;                   /* see struct picture in app/state/app.h */
    const char *panel, *caption; /* NULL: none */
    const char *output;          /* NULL: standard output */
    const char *script;
    uint64_t first, last;  /* table: positions first … last−1 */
    bool positions;        /* --positions was given */
    int steps;             /* train */
    int trained_steps;     /* encode; 0: rows as drawn */
    const char *rows_file; /* train: where the rows are written; NULL: nowhere */
    int session;           /* the saved text to go on with, by its number; 0: the last one */
    bool fresh;            /* the saved sentence and parameters are ignored */
    const char *config;    /* NULL: the terminal program reads the person's own, the others none */
    bool no_config;
    const struct settings *base; /* the person's own defaults; NULL: the program's */
    const struct keymap *keymap; /* the person's own keys; NULL: none */
    bool help, version;
    int argc; /* the arguments that all this was read from */
    char *const *argv;
};
