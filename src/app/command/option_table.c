#include "app/command/option_table.h"

#include "app/state/training.h"
#include "app/state/view.h"
#include "base/words.h"

/* Defines the names of an option by the i-th of them. */
#define CHOICE(function, expression)                                                               \
    static const char *function(const struct option_lists *lists, int i)                           \
    {                                                                                              \
        (void)lists;                                                                               \
        return expression;                                                                         \
    }

const char *const curves_names[] = {
    [CURVES_AUTO] = "auto",     [CURVES_BRAILLE] = "braille", [CURVES_BLOCKS] = "blocks",
    [CURVES_HALVES] = "halves", [CURVES_ASCII] = "ascii",     [CURVES_COUNT] = NULL};
static const char *const ambiguous_names[] = {
    [AMBIGUOUS_NARROW] = "narrow", [AMBIGUOUS_WIDE] = "wide", [AMBIGUOUS_WIDE + 1] = NULL};
static const char by_goal[] = "auto";
static const char *const matrices[] = {"embedding", "position", "sum", NULL};

CHOICE(color_choice, lists->colors[i])
CHOICE(theme_choice, lists->themes[i])
CHOICE(palette_choice, lists->palettes[i])
CHOICE(curves_choice, curves_names[i])
CHOICE(ambiguous_choice, ambiguous_names[i])
CHOICE(view_choice, lists->views[i].name)
CHOICE(format_choice, lists->formats[i])
CHOICE(matrix_choice, matrices[i])
CHOICE(layout_choice, i < LAYOUT_COUNT ? layout_infos[i].name : NULL)
CHOICE(join_choice, join_names[i])
CHOICE(scheme_choice, i < scheme_count ? schemes[i].name : NULL)
CHOICE(init_choice, i < INIT_COUNT ? init_infos[i].name : NULL)
CHOICE(goal_choice, train_goals[i].name)
CHOICE(norm_choice, train_norm_names[i])
CHOICE(mask_choice, train_mask_names[i])
CHOICE(model_choice, i ? train_models[i - 1].name : by_goal)
CHOICE(optimiser_choice, i ? train_optimisers[i - 1].name : by_goal)
CHOICE(rows_choice, training_rows_names[i])
CHOICE(tokenizer_choice, i < tokenizer_count ? tokenizers[i].name : NULL)

/* The panels of all views, each name once. */
static bool is_panel_before(const struct view *first, const struct view *view, const char *name)
{
    while (view-- > first)
        if (view_has_panel(view, name)) return true;
    return false;
}

static const char *panel_choice(const struct option_lists *lists, int i)
{
    for (const struct view *v = lists->views; v->name; v++)
        for (int at = 0; v->panels && v->panels[at]; at++)
            if (!is_panel_before(lists->views, v, v->panels[at]) && i-- == 0) return v->panels[at];
    return NULL;
}

const char *const option_groups[OPTION_GROUP_COUNT] = {
    [OPTION_GROUP_ENCODING] = N_("What E, P and X are"),
    [OPTION_GROUP_TEXT] = N_("Text and vocabulary"),
    [OPTION_GROUP_TRAINING] = N_("Training and attention"),
    [OPTION_GROUP_LOOKS] = N_("View, colours and characters"),
    [OPTION_GROUP_OUTPUT] = N_("Output"),
    [OPTION_GROUP_SESSION] = N_("Terminal program"),
    [OPTION_GROUP_GENERAL] = N_("General"),
};

#define AT(field) offsetof(struct settings, field)
#define IN(group) OPTION_GROUP_##group
enum {
    T = COMMAND_TUI,
    E = COMMAND_ENCODE,
    R = COMMAND_RENDER,
    B = COMMAND_TABLE,
    N = COMMAND_TRAIN,
    ALL = COMMAND_ALL,
    CONFIG = COMMAND_CONFIG,
    SET = COMMAND_LINE | COMMAND_CONFIG | COMMAND_KEPT, /* while the program runs, and before */
    DRAWN = COMMAND_TUI | COMMAND_RENDER | SET,
    READ = DRAWN | COMMAND_ENCODE | COMMAND_TRAIN, /* with a text come tokens and rows of E */
    PLACED = READ | COMMAND_TABLE,                 /* of P */
    SHOWN = COMMAND_TUI | COMMAND_RENDER | COMMAND_CONFIG | COMMAND_KEPT,
    WRITTEN = SHOWN | COMMAND_ENCODE | COMMAND_TRAIN,
};

const struct option option_table[] = {
    {"d-model", 'd', OPTION_INT, IN(ENCODING), PLACED, AT(params.d_model), 1, POSENC_D_MAX, NULL,
     "N", N_("length of a vector ({default})")},
    {"base", 'b', OPTION_ABOVE, IN(ENCODING), PLACED, AT(params.base), 1, 0, NULL, "X",
     N_("base of the wavelengths, above 1 ({default})")},
    {"layout", 0, OPTION_NAME, IN(ENCODING), PLACED, AT(params.layout), 0, 0, layout_choice,
     N_("NAME"), N_("where sines and cosines stand")},
    {"offset", 0, OPTION_U64, IN(ENCODING), PLACED, AT(params.offset), 0, 1e9, NULL, "N",
     N_("position of the first token ({default})")},
    {"scheme", 0, OPTION_NAME, IN(ENCODING), PLACED, AT(params.scheme), 0, 0, scheme_choice,
     N_("NAME"), N_("which position encoding P is")},
    {"init", 0, OPTION_NAME, IN(ENCODING), READ, AT(params.init), 0, 0, init_choice, N_("NAME"),
     N_("how the random embedding is drawn")},
    {"seed", 0, OPTION_U64, IN(ENCODING), READ, AT(params.seed), 0, 9007199254740992., NULL, "N",
     N_("seed of the random embedding ({default})")},
    {"no-scale", 0, OPTION_OFF, IN(ENCODING), READ, AT(params.scale), 0, 0, NULL, NULL,
     N_("add E as it is, not times √d_model")},
    {"join", 0, OPTION_NAME, IN(ENCODING), DRAWN | E, AT(params.join), 0, 0, join_choice,
     N_("NAME"), N_("X is E + P (add), or E and then P (concatenate)")},
    {"tokenizer", 0, OPTION_NAME, IN(TEXT), READ, AT(tokenizer), 0, 0, tokenizer_choice, N_("NAME"),
     N_("how text becomes tokens")},
    {"corpus", 0, OPTION_FILE, IN(TEXT), T | E | R | N | CONFIG, AT(corpus), 0, 0, NULL, N_("FILE"),
     N_("training text of the vocabulary (built-in)")},
    {"frozen", 0, OPTION_ON, IN(TEXT), READ, AT(params.frozen), 0, 0, NULL, NULL,
     N_("unknown words become <unk>")},
    {"color", 0, OPTION_NAME, IN(LOOKS), SHOWN, AT(color), 0, 0, color_choice, N_("WHEN"),
     N_("colours to use")},
    {"theme", 0, OPTION_NAME, IN(LOOKS), DRAWN, AT(theme), 0, 0, theme_choice, N_("NAME"),
     N_("colour theme")},
    {"palette", 0, OPTION_NAME, IN(LOOKS), DRAWN, AT(palette), 0, 0, palette_choice, N_("NAME"),
     N_("colours of heat cells")},
    {"curves", 0, OPTION_NAME, IN(LOOKS), DRAWN, AT(curves), 0, 0, curves_choice, N_("NAME"),
     N_("what curves are drawn with (boxes instead of curves? try blocks)")},
    {"ambiguous", 0, OPTION_NAME, IN(LOOKS), READ, AT(ambiguous), 0, 0, ambiguous_choice,
     N_("NAME"),
     N_("columns of a Greek letter in the terminal: 1 or 2 (words out of place? try wide)")},
    {"color-scale", 0, OPTION_OR_AUTO, IN(LOOKS), DRAWN, AT(full), 0, 0, NULL, N_("X|auto"),
     N_("E, P and X have full colour at ±X, or as their values need (auto)")},
    {"ascii", 0, OPTION_ON, IN(LOOKS), WRITTEN, AT(ascii), 0, 0, NULL, NULL,
     N_("the program's own characters in ASCII; a text's stay where the output is UTF-8")},
    {"goal", 0, OPTION_NAME, IN(TRAINING), READ, AT(training.goal), 0, 0, goal_choice, N_("NAME"),
     N_("what training learns to say ({default})")},
    {"model", 0, OPTION_NAME, IN(TRAINING), READ, AT(training.model), 0, 0, model_choice,
     N_("NAME"), N_("what is trained (auto: the goal's)")},
    {"optimiser", 0, OPTION_NAME, IN(TRAINING), READ, AT(training.optimiser), 0, 0,
     optimiser_choice, N_("NAME"), N_("how a step changes the numbers (auto: the goal's)")},
    {"rate", 0, OPTION_OR_AUTO, IN(TRAINING), READ, AT(training.rate), 0, TRAIN_RATE_MAX, NULL,
     N_("X|auto"), N_("rate of learning (auto: the goal's, for its optimiser and d_model)")},
    {"heads", 0, OPTION_INT, IN(TRAINING), READ, AT(training.heads), 0, TRAIN_HEADS_MAX, NULL, "N",
     N_("heads of attention, which divide d_model (0: the goal's)")},
    {"norm", 0, OPTION_NAME, IN(TRAINING), READ, AT(training.norm), 0, 0, norm_choice, N_("NAME"),
     N_("where a block normalises its rows (before attention)")},
    {"mask", 0, OPTION_NAME, IN(TRAINING), READ, AT(training.mask), 0, 0, mask_choice, N_("NAME"),
     N_("which words attention sees: causal, those up to its own, or none, all")},
    {"tied", 0, OPTION_ON, IN(TRAINING), READ, AT(training.tied), 0, 0, NULL, NULL,
     N_("the output matrix U is the table of E, transposed; for models with blocks")},
    {"whole-vocabulary", 0, OPTION_ON, IN(TRAINING), READ, AT(training.whole), 0, 0, NULL, NULL,
     N_("the next word is chosen among all words, not the text's own")},
    {"learned-positions", 0, OPTION_ON, IN(TRAINING), READ, AT(training.learned_places), 0, 0, NULL,
     NULL, N_("P is a table that is trained too")},
    {"temperature", 0, OPTION_WITHIN, IN(TRAINING), DRAWN, AT(training.temperature), 0,
     TRAIN_TEMPERATURE_MAX, NULL, "X",
     N_("what logits are divided by when a word is said; 0: the largest ({default})")},
    {"top-k", 0, OPTION_INT, IN(TRAINING), DRAWN, AT(training.top), 0, 1e6, NULL, "N",
     N_("words that one is chosen among when it is said (0: all)")},
    {"rows", 0, OPTION_NAME, IN(TRAINING), COMMAND_LINE, AT(training.rows), 0, 0, rows_choice,
     N_("NAME"), N_("the rows of E that are shown: drawn, or trained up to the step on screen")},
    {"trained-steps", 0, OPTION_INT, IN(TRAINING), E, AT(trained_steps), 0, TRAIN_STEPS_MAX, NULL,
     "N", N_("E as it is after N steps of training ({default})")},
    {"steps", 0, OPTION_INT, IN(TRAINING), N, AT(steps), 0, TRAIN_STEPS_MAX, NULL, "N",
     N_("steps of training ({default})")},
    {"rows", 0, OPTION_FILE, IN(OUTPUT), N, AT(rows_file), 0, 0, NULL, N_("FILE"),
     N_("write the trained rows of E there, as NumPy file")},
    {"format", 0, OPTION_NAME, IN(OUTPUT), E | R | B | N, AT(format), 0, 0, format_choice,
     N_("NAME"), N_("what is written")},
    {"what", 0, OPTION_NAME, IN(OUTPUT), E, AT(what), 0, 0, matrix_choice, N_("NAME"),
     N_("the matrix of --format npy ({default})")},
    {"bom", 0, OPTION_ON, IN(OUTPUT), E | B | N, AT(bom), 0, 0, NULL, NULL,
     N_("begin --format csv with a byte order mark, as spreadsheets want it")},
    {"no-mouse", 0, OPTION_OFF, IN(SESSION), T | SET, AT(mouse), 0, 0, NULL, NULL,
     N_("leave the mouse to the terminal, to select text with it")},
    {"view", 0, OPTION_NAME, IN(LOOKS), DRAWN, AT(view), 0, 0, view_choice, N_("NAME"),
     N_("which view")},
    {"beside", 0, OPTION_LINE, IN(TEXT), DRAWN, AT(beside), 0, 0, NULL, N_("TEXT"),
     N_("a second text beside the first, with the same position marked in both")},
    {"size", 0, OPTION_SIZE, IN(OUTPUT), R, AT(cols), 1, 1000, NULL, N_("COLSxROWS"),
     N_("size of the screen ({default})")},
    {"bare", 0, OPTION_ON, IN(OUTPUT), R | COMMAND_LINE, AT(bare), 0, 0, NULL, NULL,
     N_("a picture without tabs, hints and cursor")},
    {"panel", 0, OPTION_STRING, IN(OUTPUT), R, AT(panel), 0, 0, panel_choice, N_("NAME"),
     N_("one panel of the view alone")},
    {"caption", 0, OPTION_STRING, IN(OUTPUT), R, AT(caption), 0, 0, NULL, N_("TEXT"),
     N_("written under the picture")},
    {"script", 0, OPTION_FILE, IN(OUTPUT), R, AT(script), 0, 0, NULL, N_("FILE"),
     N_("play these keys first")},
    {"positions", 0, OPTION_RANGE, IN(OUTPUT), B, AT(first), 0, (double)POSENC_POS_MAX, NULL, "A:B",
     N_("positions A … B−1 (512 from --offset on)")},
    {"output", 'o', OPTION_FILE, IN(OUTPUT), E | R | B | N, AT(output), 0, 0, NULL, N_("FILE"),
     N_("write there, and not to standard output")},
    {"fresh", 0, OPTION_ON, IN(SESSION), T | CONFIG, AT(fresh), 0, 0, NULL, NULL,
     N_("do not go on with the saved sentence and parameters")},
    {"session", 0, OPTION_INT, IN(SESSION), T, AT(session), 1, 999, NULL, "N",
     N_("go on with saved text N, where programs that ran at once have left several")},
    {"config", 0, OPTION_FILE, IN(GENERAL), ALL, AT(config), 0, 0, NULL, N_("FILE"),
     N_("take defaults and keys from there")},
    {"no-config", 0, OPTION_ON, IN(GENERAL), T, AT(no_config), 0, 0, NULL, NULL,
     N_("leave ~/.config/lexwave/config alone")},
    {"help", 'h', OPTION_ON, IN(GENERAL), ALL | COMMAND_HELP, AT(help), 0, 0, NULL, NULL,
     N_("the help of the command")},
    {"version", 'V', OPTION_ON, IN(GENERAL), ALL | COMMAND_HELP, AT(version), 0, 0, NULL, NULL,
     N_("the version")},
};
const size_t option_count = sizeof option_table / sizeof *option_table;
