/* The actions of every view. */
#include <math.h>
#include <string.h>

#include "app/command/command.h"
#include "app/command/complete.h"
#include "app/state/action.h"
#include "app/state/view.h"
#include "base/num.h"
#include "base/words.h"

#define TWO_PI 6.283185307179586476925

/* ---- anywhere ---------------------------------------------------------- */

KEY_ACTION(run_quit, EFFECT_QUIT)
KEY_ACTION(run_suspend, EFFECT_SUSPEND)
KEY_ACTION(run_redraw, EFFECT_REDRAW)

static unsigned run_help(struct app *a)
{
    a->help = !a->help;
    a->help_row = 0;
    return 0;
}

static unsigned run_view(struct app *a)
{
    int wanted = (int)((a->key & ~(uint32_t)MOD_ALL) - '1');
    int count = view_total(a->lists->views);
    if (wanted >= 0 && wanted < count)
        a->view = wanted;
    else
        app_say(a, _("the views are 1 … %d"), count);
    return 0;
}

static unsigned run_focus(struct app *a)
{
    a->focus = a->focus == FOCUS_SENTENCE ? FOCUS_BODY : FOCUS_SENTENCE;
    return 0;
}

/* ---- prompt and help --------------------------------------------------- */

static unsigned run_accept(struct app *a)
{
    struct prompt *p = &a->prompt;
    const struct prompt_kind *kind = p->kind;
    p->kind = NULL; /* the answer may open another question */
    if (text_len(&p->line.text) && !kind->accept(a, text_bytes(&p->line.text), &p->error))
        p->kind = kind;
    unsigned effects = a->request.effects;
    a->request.effects = 0;
    return effects;
}

static unsigned run_cancel(struct app *a)
{
    a->prompt.kind = NULL;
    return 0;
}

/* Ways to write the last word; step 1: the next, −1: the one before. Which files there are is
 * asked for first, and told by who performs that. */
static unsigned complete(struct app *a, int step)
{
    const struct prompt *p = &a->prompt;
    if (!p->kind->candidate) return 0;
    if (command_wants_files(a, step)) return EFFECT_FILES;
    complete_step(a, step);
    return 0;
}
KEY_ACTION(run_complete, complete(a, 1))
KEY_ACTION(run_complete_back, complete(a, -1))

static unsigned recall(struct app *a, int step)
{
    struct prompt *p = &a->prompt;
    if (!p->kind->candidate) return 0;
    history_step(&a->history, &p->line, step);
    app_typed(a);
    return 0;
}
KEY_ACTION(run_recall_older, recall(a, -1))
KEY_ACTION(run_recall_newer, recall(a, 1))

static unsigned scroll_help(struct app *a, int rows)
{
    a->help_row += rows;
    int last = a->shown.help_lines - a->shown.help_rows;
    a->help_row = a->help_row > last ? last : a->help_row;
    a->help_row = a->help_row < 0 ? 0 : a->help_row;
    return 0;
}
KEY_ACTION(run_help_up, scroll_help(a, -1))
KEY_ACTION(run_help_down, scroll_help(a, 1))
KEY_ACTION(run_help_page_up, scroll_help(a, -a->shown.help_rows))
KEY_ACTION(run_help_page_down, scroll_help(a, a->shown.help_rows))

/* ---- the line ---------------------------------------------------------- */

static unsigned edit(struct app *a, bool (*command)(struct line *), enum follow follow)
{
    if (!command(app_active_line(a))) app_complain(a, _("out of memory: the text stays as it was"));
    app_typed(a);
    if (!a->prompt.kind) a->follow = follow;
    return 0;
}

KEY_ACTION(run_char_left, edit(a, line_left, FOLLOW_CURSOR))
KEY_ACTION(run_char_right, edit(a, line_right, FOLLOW_CURSOR))
KEY_ACTION(run_word_left, edit(a, line_word_left, FOLLOW_CURSOR))
KEY_ACTION(run_word_right, edit(a, line_word_right, FOLLOW_CURSOR))
KEY_ACTION(run_line_home, edit(a, line_home, FOLLOW_CURSOR))
KEY_ACTION(run_line_end, edit(a, line_end, FOLLOW_CURSOR))
KEY_ACTION(run_backspace, edit(a, line_backspace, FOLLOW_TYPED))
KEY_ACTION(run_delete, edit(a, line_delete, FOLLOW_CURSOR))
KEY_ACTION(run_kill_word, edit(a, line_kill_word, FOLLOW_TYPED))
KEY_ACTION(run_kill_start, edit(a, line_kill_start, FOLLOW_CURSOR))
KEY_ACTION(run_kill_end, edit(a, line_kill_end, FOLLOW_TYPED))

static unsigned run_yank(struct app *a)
{
    const struct line *l = app_active_line(a);
    return app_has_room(a, l, l->killed.len) ? edit(a, line_yank, FOLLOW_TYPED) : 0;
}

KEY_ACTION(run_undo, edit(a, line_undo, FOLLOW_TYPED))
KEY_ACTION(run_redo, edit(a, line_redo, FOLLOW_TYPED))

/* ---- the selection ----------------------------------------------------- */

static unsigned select_dim(struct app *a, int64_t dim)
{
    int64_t last = a->params.d_model - 1;
    a->dim = (int)(dim < 0 ? 0 : dim > last ? last : dim);
    return 0;
}

/* Out of range is brought back into it by app_read. */
static unsigned select_token(struct app *a, int64_t token)
{
    int64_t last = (int64_t)a->pipeline.count - 1;
    token = token > last ? last : token;
    a->token = token < 0 ? 0 : (size_t)token;
    return 0;
}

/* A screenful of tokens; of the view's list, where the view has no rows of tokens. */
static int64_t page(const struct app *a)
{
    int rows = a->shown.window.rows ? a->shown.window.rows : a->shown.list_rows;
    return rows > 1 ? rows - 1 : 1;
}

KEY_ACTION(run_dim_left, select_dim(a, (int64_t)a->dim - 1))
KEY_ACTION(run_dim_right, select_dim(a, (int64_t)a->dim + 1))
KEY_ACTION(run_dim_first, select_dim(a, 0))
KEY_ACTION(run_dim_last, select_dim(a, INT64_MAX))
KEY_ACTION(run_token_up, select_token(a, (int64_t)a->token - 1))
KEY_ACTION(run_token_down, select_token(a, (int64_t)a->token + 1))
KEY_ACTION(run_token_page_up, select_token(a, (int64_t)a->token - page(a)))
KEY_ACTION(run_token_page_down, select_token(a, (int64_t)a->token + page(a)))
KEY_ACTION(run_token_first, select_token(a, 0))
KEY_ACTION(run_token_last, select_token(a, INT64_MAX))

static void dim_range(const struct app *a, struct str *out)
{
    str_addf(out, "0 … %d", a->params.d_model - 1);
}

static bool accept_dim(struct app *a, const char *answer, struct err *e)
{
    uint64_t dim;
    if (!app_read_number(answer, 0, (uint64_t)a->params.d_model - 1, &dim, e)) return false;
    a->dim = (int)dim;
    return true;
}

static void position_range(const struct app *a, struct str *out)
{
    size_t last = a->pipeline.count ? a->pipeline.count - 1 : 0;
    str_addf(out, "%llu … %llu", (unsigned long long)a->params.offset,
             (unsigned long long)pipeline_position(&a->pipeline, last));
}

/* Another position than the text's own may still be meant: the text can go there. */
static bool beyond_text(const char *answer, uint64_t first, uint64_t last, struct err *e)
{
    uint64_t position;
    struct err other;
    if (!app_read_number(answer, 0, OFFSET_MAX, &position, &other)) return false;
    return err_set(e, _("the text stands at %llu … %llu: :offset %s moves it there"),
                   (unsigned long long)first, (unsigned long long)last, answer);
}

static bool accept_position(struct app *a, const char *answer, struct err *e)
{
    uint64_t position, first = a->params.offset;
    size_t last = a->pipeline.count ? a->pipeline.count - 1 : 0;
    uint64_t end = pipeline_position(&a->pipeline, last);
    if (!app_read_number(answer, first, end, &position, e))
        return beyond_text(answer, first, end, e);
    a->token = (size_t)(position - first);
    return true;
}

static const struct prompt_kind ask_dim = {
    .label = N_("go to dimension"), .accept = accept_dim, .range = dim_range};
static const struct prompt_kind ask_position = {
    .label = N_("go to position"), .accept = accept_position, .range = position_range};

static unsigned ask(struct app *a, const struct prompt_kind *kind)
{
    app_ask(a, kind);
    return 0;
}
KEY_ACTION(run_ask_dim, ask(a, &ask_dim))
KEY_ACTION(run_ask_position, ask(a, &ask_position))

static unsigned find_text(struct app *a, int by)
{
    if (by)
        find_next_place(a, by);
    else
        find_ask(a);
    return 0;
}
KEY_ACTION(run_find, find_text(a, 0))
KEY_ACTION(run_find_next, find_text(a, 1))
KEY_ACTION(run_find_previous, find_text(a, -1))
KEY_ACTION(run_command, ask(a, &command_prompt))

/* ---- moving along the positions ---------------------------------------- */

static unsigned shift(struct app *a, int64_t by)
{
    int64_t offset = (int64_t)a->params.offset + by;
    if (offset < 0 || offset > (int64_t)OFFSET_MAX) {
        app_say(a, _("the first position stays within 0 … %llu"), (unsigned long long)OFFSET_MAX);
        offset = offset < 0 ? 0 : (int64_t)OFFSET_MAX;
    }
    a->params.offset = (uint64_t)offset;
    return 0;
}
KEY_ACTION(run_shift_back, shift(a, -1))
KEY_ACTION(run_shift_on, shift(a, 1))
KEY_ACTION(run_shift_back_10, shift(a, -10))
KEY_ACTION(run_shift_on_10, shift(a, 10))

/* Exchanges token `left` with the one behind it; what lies between stays. */
static bool exchange(struct app *a, size_t left)
{
    struct piece l = pipeline_piece(&a->pipeline, left), r = pipeline_piece(&a->pipeline, left + 1);
    const struct text *text = &a->line.text;
    if (r.end > text_len(text)) /* an edit that is not yet read took it away */
        return false;
    const char *bytes = text_bytes(text);
    struct str swapped = STR_EMPTY;
    str_add(&swapped, bytes + r.start, r.end - r.start);
    str_add(&swapped, bytes + l.end, r.start - l.end);
    str_add(&swapped, bytes + l.start, l.end - l.start);
    bool ok = !swapped.failed && line_replace(&a->line, l.start, r.end, swapped.data, swapped.len);
    str_free(&swapped);
    if (!ok) app_complain(a, _("out of memory: the text stays as it was"));
    return ok;
}

static unsigned run_token_back(struct app *a)
{
    if (a->token == 0 || a->token >= a->pipeline.count)
        app_say(a, _("this token is the first already"));
    else if (exchange(a, a->token - 1))
        a->token--;
    return 0;
}

static unsigned run_token_on(struct app *a)
{
    if (a->token + 1 >= a->pipeline.count)
        app_say(a, _("this token is the last already"));
    else if (exchange(a, a->token))
        a->token++;
    return 0;
}

/* ---- parameters -------------------------------------------------------- */

static unsigned set_zoom(struct app *a, int by)
{
    int cols = a->shown.cell_cols + by;
    if (cols < 1 || cols > ZOOM_MAX)
        app_say(a, _("a dimension takes 1 … %d columns"), ZOOM_MAX);
    else
        a->zoom = cols;
    return 0;
}
KEY_ACTION(run_zoom_in, set_zoom(a, 1))
KEY_ACTION(run_zoom_out, set_zoom(a, -1))

static unsigned run_zoom_fit(struct app *a)
{
    a->zoom = 0;
    return 0;
}

static unsigned set_d_model(struct app *a, int d_model)
{
    if (d_model < 1 || d_model > POSENC_D_MAX)
        app_say(a, _("d_model stays %d: the range is 1 … %d"), a->params.d_model, POSENC_D_MAX);
    else
        a->params.d_model = d_model;
    return 0;
}
KEY_ACTION(run_d_half, set_d_model(a, a->params.d_model / 2))
KEY_ACTION(run_d_double, set_d_model(a, a->params.d_model * 2))

static unsigned set_base(struct app *a, double base)
{
    if (!(base > 1) || !isfinite(base)) {
        app_say(a, _("the base stays %g: it must be more than 1"), a->params.base);
        return 0;
    }
    int d = a->params.d_model, last = (d - 1) / 2; /* pair */
    a->params.base = base;
    app_say(a, _("base %.10g: wavelengths 6.283 … %.4g positions"), base,
            TWO_PI * pow(base, 2.0 * last / d));
    return 0;
}
KEY_ACTION(run_base_less, set_base(a, a->params.base / 10))
KEY_ACTION(run_base_more, set_base(a, a->params.base * 10))

static unsigned run_scale(struct app *a)
{
    a->params.scale = !a->params.scale;
    app_say(a, a->params.scale ? _("E is multiplied by √d_model")
                               : _("E is added as it is, not multiplied by √d_model"));
    return 0;
}

static unsigned run_layout(struct app *a)
{
    bool split = a->params.layout == LAYOUT_INTERLEAVED;
    a->params.layout = split ? LAYOUT_SPLIT : LAYOUT_INTERLEAVED;
    app_say(a, split ? _("layout split: all sines, then all cosines")
                     : _("layout interleaved: sin, cos, sin, cos …"));
    return 0;
}

/* The real schemes in turn; from a wrong formula back to them. */
static unsigned set_scheme(struct app *a, int by)
{
    int last = scheme_real_count - 1, to = a->params.scheme + by;
    a->params.scheme = a->params.scheme > last ? (by > 0 ? 0 : last)
                       : to > last             ? 0
                       : to < 0                ? last
                                               : to;
    schemes_say(a);
    return 0;
}
KEY_ACTION(run_scheme_next, set_scheme(a, 1))
KEY_ACTION(run_scheme_previous, set_scheme(a, -1))

static unsigned run_init(struct app *a)
{
    a->params.init = (enum init_kind)((a->params.init + 1) % INIT_COUNT);
    const struct init_info *i = &init_infos[a->params.init];
    app_say(a, _("the random embedding starts as %s: %s"), i->name, _(i->label));
    return 0;
}

static unsigned run_seed(struct app *a)
{
    a->params.seed++;
    app_say(a, _("a new random embedding: seed %llu"), (unsigned long long)a->params.seed);
    return 0;
}

static unsigned run_freeze(struct app *a)
{
    a->params.frozen = !a->params.frozen;
    app_say(a, a->params.frozen ? _("vocabulary frozen: unknown words become <unk>")
                                : _("vocabulary open: unknown words are added to it"));
    return 0;
}

static unsigned run_tokenizer(struct app *a)
{
    a->tokenizer = (a->tokenizer + 1) % tokenizer_count;
    const struct tokenizer *t = &tokenizers[a->tokenizer];
    app_say(a, _("tokenizer %s: %s"), t->name, _(t->rule));
    a->follow = FOLLOW_CURSOR;
    return 0;
}

/* The name after the current one, round the end, which is said. */
static unsigned next_name(struct app *a, const char *what, const char *const *names, int *current)
{
    *current = names[0] && names[*current + 1] ? *current + 1 : 0;
    if (names[0]) app_say(a, "%s %s", what, names[*current]);
    return 0;
}
KEY_ACTION(run_theme, next_name(a, _("theme"), a->lists->themes, &a->theme))
KEY_ACTION(run_palette, next_name(a, _("palette"), a->lists->palettes, &a->palette))

/* The bottom line shows the rows with a hint in this order, each hint's first
 * row only. */
enum {
    S = CONTEXT_SENTENCE,
    B = CONTEXT_BODY,
    P = CONTEXT_PROMPT,
    H = CONTEXT_HELP,
    EDITS = CONTEXT_SENTENCE | CONTEXT_PROMPT,
};

const struct action actions[] = {
    {"dimension-left", "Left h", B, N_("dimension"), "←→", N_("previous dimension"), run_dim_left},
    {"dimension-right", "Right l", B, NULL, NULL, N_("next dimension"), run_dim_right},
    {"position-up", "Up k", B, N_("position"), "↑↓", N_("previous token"), run_token_up},
    {"position-down", "Down j", B, NULL, NULL, N_("next token"), run_token_down},
    {"page-up", "PgUp", B, NULL, NULL, N_("a page of tokens up"), run_token_page_up},
    {"page-down", "PgDn", B, NULL, NULL, N_("a page of tokens down"), run_token_page_down},
    {"first-dimension", "Home 0", B, NULL, NULL, N_("first dimension"), run_dim_first},
    {"last-dimension", "End $", B, NULL, NULL, N_("last dimension"), run_dim_last},
    {"first-token", "g", B, NULL, NULL, N_("first token"), run_token_first},
    {"last-token", "G", B, NULL, NULL, N_("last token"), run_token_last},
    {"go-to-dimension", "d", B, NULL, NULL, N_("ask for a dimension and go there"), run_ask_dim},
    {"go-to-position", "p", B, NULL, NULL, N_("ask for a position and go there"), run_ask_position},
    {"find-text", "/", B, NULL, NULL, N_("find text in the sentence"), run_find},
    {"find-text-next", "n", B, NULL, NULL, N_("the next place of it"), run_find_next},
    {"find-text-previous", "N", B, NULL, NULL, N_("the place of it before"), run_find_previous},
    {"cursor-left", "Left C-b", EDITS, N_("cursor"), "←→", N_("one character back"), run_char_left},
    {"cursor-right", "Right C-f", EDITS, NULL, NULL, N_("one character on"), run_char_right},
    {"word-left", "M-b M-Left C-Left", EDITS, NULL, NULL, N_("one word back"), run_word_left},
    {"word-right", "M-f M-Right C-Right", EDITS, NULL, NULL, N_("one word on"), run_word_right},
    {"line-home", "Home C-a", EDITS, NULL, NULL, N_("start of the line"), run_line_home},
    {"line-end", "End C-e", EDITS, NULL, NULL, N_("end of the line"), run_line_end},
    {"backspace", "Backspace", EDITS, NULL, NULL, N_("delete the character before the cursor"),
     run_backspace},
    {"delete", "Delete C-d", EDITS, NULL, NULL, N_("delete the character at the cursor"),
     run_delete},
    {"kill-word", "C-w M-Backspace", EDITS, NULL, NULL, N_("cut back to the start of the word"),
     run_kill_word},
    {"kill-to-start", "C-u", EDITS, N_("clear"), "Ctrl-U", N_("cut back to the start of the line"),
     run_kill_start},
    {"kill-to-end", "C-k", EDITS, NULL, NULL, N_("cut to the end of the line"), run_kill_end},
    {"yank", "C-y", EDITS, NULL, NULL, N_("put in what was cut"), run_yank},
    {"undo", "C-_", EDITS, N_("undo"), "Ctrl-_", N_("undo"), run_undo},
    {"redo", "M-_", EDITS, NULL, NULL, N_("redo"), run_redo},
    {"focus", "Tab Esc S-Tab", S | B, NULL, NULL,
     N_("between the sentence and the picture below it"), run_focus},
    {"explore", "Enter Down", S, N_("explore"), "Tab",
     N_("leave the sentence for the picture below it"), run_focus},
    {"edit", "Enter", B, N_("sentence"), "Tab", N_("edit the sentence"), run_focus},
    {"view", "1 2 3 4 5 6 7 8 9", B, NULL, NULL, N_("the view of that number"), run_view},
    {"view-anywhere", "M-1 M-2 M-3 M-4 M-5 M-6 M-7 M-8 M-9", S | B, NULL, NULL,
     N_("the view of that number"), run_view},
    {"shift-back", "[", B, N_("shift"), "[ ]", N_("the whole sentence one position back"),
     run_shift_back},
    {"shift-on", "]", B, NULL, NULL, N_("the whole sentence one position on"), run_shift_on},
    {"shift-back-10", "{", B, NULL, NULL, N_("the whole sentence ten positions back"),
     run_shift_back_10},
    {"shift-on-10", "}", B, NULL, NULL, N_("the whole sentence ten positions on"), run_shift_on_10},
    {"token-back", "<", B, N_("move token"), "< >", N_("exchange the token with the one before it"),
     run_token_back},
    {"token-on", ">", B, NULL, NULL, N_("exchange the token with the one after it"), run_token_on},
    {"zoom-in", "+", B, N_("zoom"), "+ -", N_("wider cells, up to the numbers themselves"),
     run_zoom_in},
    {"zoom-out", "-", B, NULL, NULL, N_("narrower cells"), run_zoom_out},
    {"zoom-fit", "=", B, NULL, NULL, N_("cells as wide as lets all dimensions show"), run_zoom_fit},
    {"d-model-half", "m", B, N_("d_model"), "m M", N_("halve d_model"), run_d_half},
    {"d-model-double", "M", B, NULL, NULL, N_("double d_model"), run_d_double},
    {"base-less", "b", B, NULL, NULL, N_("base of the wavelengths ÷ 10"), run_base_less},
    {"base-more", "B", B, NULL, NULL, N_("base of the wavelengths × 10"), run_base_more},
    {"scale", "s", B, NULL, NULL, N_("multiply E by √d_model, or not"), run_scale},
    {"layout", "L", B, NULL, NULL, N_("layout: sines and cosines interleaved, or split"),
     run_layout},
    {"scheme-next", "c", B, NULL, NULL, N_("next position-encoding scheme"), run_scheme_next},
    {"scheme-previous", "C", B, NULL, NULL, N_("previous position-encoding scheme"),
     run_scheme_previous},
    {"init", "i", B, NULL, NULL, N_("how the random embedding is drawn"), run_init},
    {"seed", "r", B, NULL, NULL, N_("draw the random embedding anew"), run_seed},
    {"freeze", "u", B, NULL, NULL, N_("freeze the vocabulary: unknown words become <unk>"),
     run_freeze},
    {"tokenizer", "T", B, NULL, NULL, N_("next tokenizer"), run_tokenizer},
    {"theme", "t", B, NULL, NULL, N_("next colour theme"), run_theme},
    {"palette", "P", B, NULL, NULL, N_("next palette of the heat cells"), run_palette},
    {"command", ":", B, NULL, NULL, N_("a command line: options and actions by name"), run_command},
    {"command-anywhere", "M-:", S | B, NULL, NULL,
     N_("a command line: options and actions by name"), run_command},
    {"accept", "Enter", P, N_("go"), "Enter", N_("take the answer"), run_accept},
    {"cancel", "Esc C-g", P, N_("cancel"), "Esc", N_("forget the question"), run_cancel},
    {"complete", "Tab", P, NULL, NULL, N_("command line: complete the word, then the next way to"),
     run_complete},
    {"complete-back", "S-Tab", P, NULL, NULL, N_("command line: the way before"),
     run_complete_back},
    {"recall-older", "Up", P, NULL, NULL, N_("command line: the line before"), run_recall_older},
    {"recall-newer", "Down", P, NULL, NULL, N_("command line: the line after"), run_recall_newer},
    {"help-up", "Up k", H, N_("scroll"), "↑↓", N_("a line up"), run_help_up},
    {"help-down", "Down j", H, NULL, NULL, N_("a line down"), run_help_down},
    {"help-page-up", "PgUp", H, NULL, NULL, N_("a page up"), run_help_page_up},
    {"help-page-down", "PgDn Space", H, NULL, NULL, N_("a page down"), run_help_page_down},
    {"help-close", "Esc q ? Enter Tab", H, N_("close"), "Esc", N_("close the help"), run_help},
    {"help", "?", B, N_("help"), "?", N_("this help"), run_help},
    {"help-anywhere", "F1", S | B | H, N_("help"), "F1", N_("this help"), run_help},
    {"quit", "q", B, N_("quit"), "q", N_("quit"), run_quit},
    {"redraw", "C-l", CONTEXT_ANY, NULL, NULL, N_("draw the screen anew"), run_redraw},
    {"suspend", "C-z", CONTEXT_ANY, NULL, NULL, N_("suspend (come back with fg)"), run_suspend},
    {"quit-anywhere", "C-c", CONTEXT_ANY, N_("quit"), "Ctrl-C", N_("quit"), run_quit},
};
const int action_count = sizeof actions / sizeof *actions;
