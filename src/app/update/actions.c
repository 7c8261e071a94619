/* The actions of every view. */
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "app/command/command.h"
#include "app/command/option_say.h"
#include "app/learning/map.h"
#include "app/update/price.h"
#include "app/state/action.h"
#include "app/state/scale.h"
#include "app/state/view.h"
#include "app/update/order.h"
#include "base/num.h"
#include "base/words.h"

/* ---- anywhere ---------------------------------------------------------- */

static void ask_outside(struct app *a, int effect)
{
    a->request.effects |= (unsigned)effect;
}

static void show_help(struct app *a, int by)
{
    (void)by;
    a->help = !a->help;
    a->help_row = 0;
}

static void show_formula(struct app *a, int by)
{
    (void)by;
    a->formula = !a->formula;
}

static void undo_change(struct app *a, int on)
{
    undo_run(a, on);
}

static void bring_defaults(struct app *a, int by)
{
    (void)by;
    undo_defaults(a);
}

static void show_view(struct app *a, int by)
{
    (void)by;
    int wanted = (int)((a->key & ~(uint32_t)MOD_ALL) - '1');
    int count = view_total(a->lists->views);
    if (wanted >= 0 && wanted < count)
        app_set_view(a, wanted);
    else
        app_say(a, _("the views are 1 … %d"), count);
}

static void change_focus(struct app *a, int by)
{
    (void)by;
    a->focus = a->focus == FOCUS_SENTENCE ? FOCUS_BODY : FOCUS_SENTENCE;
}

/* ---- prompt and help --------------------------------------------------- */

static void accept(struct app *a, int by)
{
    (void)by;
    struct prompt *p = &a->prompt;
    const struct prompt_kind *kind = p->kind;
    p->kind = NULL; /* the answer may open another question */
    if ((text_len(&p->line.text) || kind->takes_empty) &&
        !kind->accept(a, text_bytes(&p->line.text), &p->error))
        p->kind = kind;
}

static void cancel(struct app *a, int by)
{
    (void)by;
    a->prompt.kind = NULL;
}

/* Ways to write the last word; step 1: the next, −1: the one before. Files are first
 * asked for by an effect: session_perform() lists them and completes. */
static void complete(struct app *a, int step)
{
    if (!a->prompt.kind->candidate) return;
    if (command_wants_files(a, step))
        a->request.effects |= EFFECT_FILES;
    else
        command_complete(a, step);
}

static void recall(struct app *a, int step)
{
    struct prompt *p = &a->prompt;
    if (!p->kind->candidate) return;
    history_step(&a->history, &p->line, step);
    app_typed(a);
}

static void scroll_help(struct app *a, int rows)
{
    int last = max_int(a->shown.help_lines - a->shown.help_rows, 0);
    a->help_row = clamp_int((int64_t)a->help_row + rows, 0, last);
}

static void page_help(struct app *a, int by)
{
    scroll_help(a, by * a->shown.help_rows);
}

/* ---- the line ---------------------------------------------------------- */

static void edit(struct app *a, int command)
{
    struct line *l = app_active_line(a);
    a->undo.stepping = !a->prompt.kind && (command == LINE_UNDO || command == LINE_REDO);
    if (command == LINE_YANK && !app_has_room(a, l, l->killed.len)) return;
    if (!line_do(l, (enum line_command)command))
        app_complain(a, _("out of memory: the text stays as it was"));
    app_typed(a);
    if (!a->prompt.kind) a->follow = command <= LINE_DELETE ? FOLLOW_CURSOR : FOLLOW_TYPED;
}

/* ---- the selection ----------------------------------------------------- */

static void move_dim(struct app *a, int by)
{
    a->dim = clamp_int((int64_t)a->dim + by, 0, a->params.d_model - 1);
}

/* Out of range is brought back into it by app_read. */
static void move_token(struct app *a, int by)
{
    int64_t last = (int64_t)a->pipeline.count - 1, token = (int64_t)a->token + by;
    token = token > last ? last : token;
    a->token = token < 0 ? 0 : (size_t)token;
}

/* A screenful of tokens; of the view's list, where the view has no rows of tokens. */
static void move_page(struct app *a, int by)
{
    int rows = a->shown.window.rows ? a->shown.window.rows : a->shown.own_rows;
    move_token(a, by * max_int(rows - 1, 1));
}

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

static uint64_t last_position(const struct app *a)
{
    size_t count = a->pipeline.count;
    return pipeline_position(&a->pipeline, count ? count - 1 : 0);
}

static void position_range(const struct app *a, struct str *out)
{
    str_addf(out, "%llu … %llu", (unsigned long long)a->params.offset,
             (unsigned long long)last_position(a));
}

/* Another position than the text's own may still be meant: the text can go there. */
static bool accept_position(struct app *a, const char *answer, struct err *e)
{
    uint64_t position, first = a->params.offset, last = last_position(a);
    struct err ignored;
    if (app_read_number(answer, first, last, &position, e)) {
        a->token = (size_t)(position - first);
        return true;
    }
    if (app_read_number(answer, 0, OFFSET_MAX, &position, &ignored))
        err_set(e, _("the text stands at %llu … %llu: :offset %s moves it there"),
                (unsigned long long)first, (unsigned long long)last, answer);
    return false;
}

/* Selects the token at the next place (by > 0) of what is looked for, or at the one before. */
static bool find_text(struct app *a, int by)
{
    size_t found;
    if (!a->pipeline.count) return false;
    struct piece here = pipeline_piece(&a->pipeline, a->token);
    work_start(&a->work);
    bool ok = find_place(&a->find, &a->line.text, here, by, &a->work, &found);
    work_end(&a->work);
    if (ok) app_select_byte(a, found);
    return ok;
}

static void find_again(struct app *a, int by)
{
    if (!a->find.len)
        app_say(a, _("nothing was looked for yet: / asks"));
    else if (!find_text(a, by))
        app_say(a,
                a->work.broken ? _("looking was broken off: %s")
                               : _("it is not in the sentence any more: %s"),
                a->find.text);
}

static bool accept_text(struct app *a, const char *answer, struct err *e)
{
    struct find before = a->find;
    size_t len = strlen(answer);
    if (len >= FIND_MAX) return err_set(e, _("at most %d bytes are looked for"), FIND_MAX - 1);
    memcpy(a->find.text, answer, len + 1);
    a->find.len = len;
    if (find_text(a, 1)) return true;
    a->find = before;
    if (a->work.broken) return err_set(e, _("looking for it was broken off"));
    return err_set(e, _("it is not in the sentence"));
}

static void text_range(const struct app *a, struct str *out)
{
    str_addf(out, _("in %zu tokens"), a->pipeline.count);
}

static const struct prompt_kind ask_dim = {.label = N_("go to dimension"),
                                           .accept = accept_dim,
                                           .range = dim_range},
                                ask_position = {.label = N_("go to position"),
                                                .accept = accept_position,
                                                .range = position_range},
                                ask_text = {.label = N_("find"),
                                            .accept = accept_text,
                                            .range = text_range};

enum { ASK_DIM, ASK_POSITION, ASK_TEXT, ASK_COMMAND };

static void ask(struct app *a, int question)
{
    static const struct prompt_kind *const questions[] = {&ask_dim, &ask_position, &ask_text,
                                                          &command_prompt};
    app_ask(a, questions[question]);
}

/* ---- moving along the positions ---------------------------------------- */

static void shift(struct app *a, int by)
{
    int64_t offset = (int64_t)a->params.offset + by;
    if (offset < 0 || offset > (int64_t)OFFSET_MAX) {
        app_say(a, _("the first position stays within 0 … %llu"), (unsigned long long)OFFSET_MAX);
        offset = offset < 0 ? 0 : (int64_t)OFFSET_MAX;
    }
    a->params.offset = (uint64_t)offset;
}

/* Exchanges token `left` with the one after it; what lies between stays. */
static bool exchange_at(struct app *a, size_t left)
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

/* Exchanges the token with the one before it, or after it. */
static void exchange(struct app *a, int by)
{
    if (by < 0 && (a->token == 0 || a->token >= a->pipeline.count))
        app_say(a, _("this token is the first already"));
    else if (by > 0 && a->token + 1 >= a->pipeline.count)
        app_say(a, _("this token is the last already"));
    else if (exchange_at(a, by < 0 ? a->token - 1 : a->token))
        a->token = by < 0 ? a->token - 1 : a->token + 1;
}

/* ---- parameters -------------------------------------------------------- */

/* Wider cells, or narrower ones; 0: as fits. */
static void set_zoom(struct app *a, int by)
{
    int cols = a->shown.cell_cols + by;
    if (by && (cols < 1 || cols > ZOOM_MAX))
        app_say(a, _("a cell takes 1 … %d columns"), ZOOM_MAX);
    else
        a->zoom = by ? cols : 0;
}

static void transpose(struct app *a, int by)
{
    (void)by;
    a->transposed = !a->transposed;
    app_say(a, a->transposed ? _("transposed: positions run across, dimensions down")
                             : _("as before: positions run down, dimensions across"));
}

static void scale_d_model(struct app *a, int by)
{
    int d_model = by < 0 ? a->params.d_model / 2 : a->params.d_model * 2;
    if (d_model < 1 || d_model > POSENC_D_MAX)
        app_say(a, _("d_model stays %d: the range is 1 … %d"), a->params.d_model, POSENC_D_MAX);
    else
        a->params.d_model = d_model;
}

static void scale_base(struct app *a, int by)
{
    double base = by < 0 ? a->params.base / 10 : a->params.base * 10;
    if (!(base > 1) || !isfinite(base)) {
        app_say(a, _("the base stays %g: it must be more than 1"), a->params.base);
        return;
    }
    char name[40];
    int taken = 1 + snprintf(name, sizeof name, _("base %.10g"), base);
    struct str price = STR_EMPTY;
    a->params.base = base;
    price_of_base(a, base, a->cols - taken - 2, &price);
    app_say(a, price.len ? "%s: %s" : "%s%s", name, str_text(&price));
    str_free(&price);
}

enum { FLAG_SCALE, FLAG_FROZEN };

static void flip(struct app *a, int flag)
{
    static const char *const said[][2] = {
        [FLAG_SCALE] = {N_("E is added as it is, not multiplied by √d_model"),
                        N_("E is multiplied by √d_model")},
        [FLAG_FROZEN] = {N_("vocabulary open: unknown words are added to it"),
                         N_("vocabulary frozen: unknown words become <unk>")},
    };
    bool *on = flag == FLAG_SCALE ? &a->params.scale : &a->params.frozen;
    *on = !*on;
    app_say(a, "%s", _(said[flag][*on]));
}

static void next_join(struct app *a, int by)
{
    struct params *p = &a->params;
    p->join = (enum join)(((int)p->join + by) % JOIN_COUNT);
    if (p->join == JOIN_ADD)
        app_say(a, _("X = E + P: %d numbers a token; where E and P share directions they mix"),
                p->d_model);
    else
        app_say(a, _("X = [E, P]: %d numbers a token, E's %d and then P's; nothing is added"),
                2 * p->d_model, p->d_model);
}

/* The selected dimension goes with its wave when the new layout is read (follow_wave()). */
static void next_layout(struct app *a, int by)
{
    struct params *p = &a->params;
    enum posenc_layout was = p->layout;
    p->layout = (enum posenc_layout)(((int)was + by) % LAYOUT_COUNT);
    const struct layout_info *l = &layout_infos[p->layout];
    const struct scheme *s = &schemes[p->scheme];
    bool cosine;
    int pair = posenc_pair(&a->pipeline.waves, a->dim, &cosine),
        now = posenc_moved_dim(p->d_model, a->dim, was, p->layout);
    if (!s->paired || s->mistake)
        app_say(a, _("layout %s: %s"), l->name, _(l->label));
    else
        app_say(a,
                _("layout %s, %s: dim %d, %s of pair %d, is dim %d now; "
                  "the same %d columns of P in another order, E stays"),
                l->name, _(l->label), a->dim, cosine ? "cos" : "sin", pair, now, p->d_model);
}

/* The real schemes in turn; from a wrong formula back to them. */
static void next_scheme(struct app *a, int by)
{
    int last = scheme_real_count - 1, to = a->params.scheme + by;
    a->params.scheme = a->params.scheme > last ? (by > 0 ? 0 : last)
                       : to > last             ? 0
                       : to < 0                ? last
                                               : to;
    schemes_say(a);
}

static void next_init(struct app *a, int by)
{
    a->params.init = (enum init_kind)(((int)a->params.init + by) % INIT_COUNT);
    const struct init_info *i = &init_infos[a->params.init];
    app_say(a, _("the random embedding starts as %s: %s"), i->name, _(i->label));
}

static void next_seed(struct app *a, int by)
{
    a->params.seed += (uint64_t)by;
    app_say(a, _("a new random embedding: seed %llu"), (unsigned long long)a->params.seed);
}

static void next_tokenizer(struct app *a, int by)
{
    a->tokenizer = (a->tokenizer + by) % tokenizer_count;
    const struct tokenizer *t = &tokenizers[a->tokenizer];
    app_say(a, _("tokenizer %s: %s"), t->name, _(t->rule));
    a->follow = FOLLOW_CURSOR;
}

/* The row `by` after that of the names, around the end; 0 where there are none. */
static int next_row(const char *const *names, int row, int by)
{
    return names[0] && names[row + by] ? row + by : 0;
}

static void next_theme(struct app *a, int by)
{
    a->theme = next_row(a->lists->themes, a->theme, by);
    if (a->lists->themes[0]) app_say(a, _("theme %s"), a->lists->themes[a->theme]);
}

static void next_palette(struct app *a, int by)
{
    a->palette = next_row(a->lists->palettes, a->palette, by);
    if (a->lists->palettes[0]) app_say(a, _("palette %s"), a->lists->palettes[a->palette]);
}

/* After the terminal's own choice, which mostly is braille, comes what needs no braille. */
static void next_curves(struct app *a, int by)
{
    int now = a->curves == CURVES_AUTO ? CURVES_BRAILLE : a->curves;
    a->curves = now + by < CURVES_COUNT ? now + by : CURVES_BRAILLE;
    option_say(a, "curves", strlen("curves"));
}

/* The bottom line shows the rows with a hint in this order, each hint's first row only. */
enum {
    S = CONTEXT_SENTENCE,
    B = CONTEXT_BODY,
    P = CONTEXT_PROMPT,
    H = CONTEXT_HELP,
    EDITS = CONTEXT_SENTENCE | CONTEXT_PROMPT,
};

const struct action actions[] = {
    {"dimension-left", "Left h", B, N_("dimension"), "←→", N_("previous dimension"), move_dim, -1},
    {"dimension-right", "Right l", B, NULL, NULL, N_("next dimension"), move_dim, 1},
    {"position-up", "Up k", B, N_("position"), "↑↓", N_("previous token"), move_token, -1},
    {"position-down", "Down j", B, NULL, NULL, N_("next token"), move_token, 1},
    {"page-up", "PgUp", B, NULL, NULL, N_("a page of tokens up"), move_page, -1},
    {"page-down", "PgDn", B, NULL, NULL, N_("a page of tokens down"), move_page, 1},
    {"first-dimension", "Home 0", B, NULL, NULL, N_("first dimension"), move_dim, INT_MIN},
    {"last-dimension", "End $", B, NULL, NULL, N_("last dimension"), move_dim, INT_MAX},
    {"first-token", "g", B, NULL, NULL, N_("first token"), move_token, INT_MIN},
    {"last-token", "G", B, NULL, NULL, N_("last token"), move_token, INT_MAX},
    {"go-to-dimension", "d", B, NULL, NULL, N_("ask for a dimension and go there"), ask, ASK_DIM},
    {"go-to-position", "p", B, NULL, NULL, N_("ask for a position and go there"), ask,
     ASK_POSITION},
    {"find-text", "/", B, NULL, NULL, N_("find text in the sentence"), ask, ASK_TEXT},
    {"find-text-next", "n", B, NULL, NULL, N_("the next place of it"), find_again, 1},
    {"find-text-previous", "N", B, NULL, NULL, N_("the place of it before"), find_again, -1},
    {"cursor-left", "Left C-b", EDITS, N_("cursor"), "←→", N_("one character back"), edit,
     LINE_LEFT},
    {"cursor-right", "Right C-f", EDITS, NULL, NULL, N_("one character on"), edit, LINE_RIGHT},
    {"word-left", "M-b M-Left C-Left", EDITS, NULL, NULL, N_("one word back"), edit,
     LINE_WORD_LEFT},
    {"word-right", "M-f M-Right C-Right", EDITS, NULL, NULL, N_("one word on"), edit,
     LINE_WORD_RIGHT},
    {"line-home", "Home C-a", EDITS, NULL, NULL, N_("start of the line"), edit, LINE_HOME},
    {"line-end", "End C-e", EDITS, NULL, NULL, N_("end of the line"), edit, LINE_END},
    {"backspace", "Backspace", EDITS, NULL, NULL, N_("delete the character before the cursor"),
     edit, LINE_BACKSPACE},
    {"delete", "Delete C-d", EDITS, NULL, NULL, N_("delete the character at the cursor"), edit,
     LINE_DELETE},
    {"kill-word", "C-w M-Backspace", EDITS, NULL, NULL, N_("cut back to the start of the word"),
     edit, LINE_KILL_WORD},
    {"kill-to-start", "C-u", EDITS, N_("clear"), "Ctrl-U", N_("cut back to the start of the line"),
     edit, LINE_KILL_START},
    {"kill-to-end", "C-k", EDITS, NULL, NULL, N_("cut to the end of the line"), edit,
     LINE_KILL_END},
    {"yank", "C-y", EDITS, NULL, NULL, N_("put in what was cut"), edit, LINE_YANK},
    {"undo", "C-_", EDITS, N_("undo"), "Ctrl-_", N_("undo"), edit, LINE_UNDO},
    {"redo", "M-_", EDITS, NULL, NULL, N_("redo"), edit, LINE_REDO},
    {"focus", "Tab Esc S-Tab", S | B, NULL, NULL,
     N_("between the sentence and the picture below it"), change_focus, 0},
    {"explore", "Enter Down", S, N_("explore"), "Tab",
     N_("leave the sentence for the picture below it"), change_focus, 0},
    {"edit", "Enter", B, N_("sentence"), "Tab", N_("edit the sentence"), change_focus, 0},
    {"shift-back", "[", B, N_("shift"), "[ ]", N_("the whole sentence one position back"), shift,
     -1},
    {"shift-on", "]", B, NULL, NULL, N_("the whole sentence one position on"), shift, 1},
    {"shift-back-10", "{", B, NULL, NULL, N_("the whole sentence ten positions back"), shift, -10},
    {"shift-on-10", "}", B, NULL, NULL, N_("the whole sentence ten positions on"), shift, 10},
    {"map", "X", CONTEXT_BODY, N_("map"), "X",
     N_("the map: encoder and decoder as boxes, which of them are computed; and back"), map_toggle,
     0},
    {"token-back", "<", B, N_("move token"), "< >", N_("exchange the token with the one before it"),
     exchange, -1},
    {"token-on", ">", B, NULL, NULL, N_("exchange the token with the one after it"), exchange, 1},
    {"shuffle", "z", B, N_("shuffle"), "z", N_("shuffle the words of the sentence"), order_shuffle,
     0},
    {"beside", "a", B, NULL, NULL, N_("ask for a second text beside the first (empty: none)"),
     order_beside, 0},
    {"unshuffle", "Z", B, NULL, NULL, N_("the words in the order of before"), order_restore, 0},
    {"zoom-in", "+", B, N_("zoom"), "+ -", N_("wider cells, up to the numbers themselves"),
     set_zoom, 1},
    {"zoom-out", "-", B, NULL, NULL, N_("narrower cells"), set_zoom, -1},
    {"zoom-fit", "=", B, NULL, NULL, N_("cells as wide as lets all dimensions show"), set_zoom, 0},
    {"transpose", "|", B, NULL, NULL,
     N_("the Pipeline's table transposed, positions across and dimensions down, or not"), transpose,
     0},
    {"d-model-half", "m", B, N_("d_model"), "m M", N_("halve d_model"), scale_d_model, -1},
    {"d-model-double", "M", B, NULL, NULL, N_("double d_model"), scale_d_model, 1},
    {"base-less", "b", B, N_("base"), "b B", N_("base of the wavelengths ÷ 10"), scale_base, -1},
    {"base-more", "B", B, NULL, NULL, N_("base of the wavelengths × 10"), scale_base, 1},
    {"scale", "s", B, N_("√d on/off"), "s", N_("multiply E by √d_model, or not"), flip, FLAG_SCALE},
    {"join", "&", B, NULL, NULL, N_("X: add E and P, or concatenate them (width 2d)"), next_join,
     1},
    {"layout", "L", B, N_("layout"), "L", N_("layout: sines and cosines interleaved, or split"),
     next_layout, 1},
    {"scheme-next", "c", B, NULL, NULL, N_("next position-encoding scheme"), next_scheme, 1},
    {"scheme-previous", "C", B, NULL, NULL, N_("previous position-encoding scheme"), next_scheme,
     -1},
    {"init", "i", B, N_("start"), "i", N_("how the random embedding is drawn"), next_init, 1},
    {"seed", "r", B, N_("new rows"), "r", N_("draw the random embedding again"), next_seed, 1},
    {"rows", "E", B, N_("trained"), "E",
     N_("rows of E as trained so far, in all views, or as they were drawn"), training_act_rows, 0},
    {"freeze", "u", B, N_("freeze"), "u", N_("freeze the vocabulary: unknown words become <unk>"),
     flip, FLAG_FROZEN},
    {"tokenizer", "T", B, NULL, NULL, N_("next tokenizer"), next_tokenizer, 1},
    {"theme", "t", B, NULL, NULL, N_("next colour theme"), next_theme, 1},
    {"palette", "P", B, NULL, NULL, N_("next palette of the heat cells"), next_palette, 1},
    {"curves", "~", B, NULL, NULL, N_("boxes instead of curves? draw them with something else"),
     next_curves, 1},
    {"hold-scale", "H", B, NULL, NULL,
     N_("hold the colour scale of E, P and X (not of Vocabulary, Schemes and Similarity), or let "
        "it "
        "follow"),
     scale_hold, 0},
    {"defaults", "D", B, NULL, NULL, N_("all parameters to their defaults"), bring_defaults, 0},
    {"undo-change", "C-_ U", B, NULL, NULL, N_("undo the last change of a parameter or the text"),
     undo_change, 0},
    {"redo-change", "M-_", B, NULL, NULL, N_("redo what was undone"), undo_change, 1},
    {"formula", "F", B, NULL, NULL, N_("the general formula beside the numbers, or not"),
     show_formula, 0},
    {"command", ":", B, NULL, NULL, N_("a command line: options and actions by name"), ask,
     ASK_COMMAND},
    {"command-anywhere", "M-:", S | B, NULL, NULL,
     N_("a command line: options and actions by name"), ask, ASK_COMMAND},
    {"accept", "Enter", P, N_("go"), "Enter", N_("take the answer"), accept, 0},
    {"cancel", "Esc C-g", P, N_("cancel"), "Esc", N_("forget the question"), cancel, 0},
    {"complete", "Tab", P, NULL, NULL, N_("command line: complete the word, then the next way to"),
     complete, 1},
    {"complete-back", "S-Tab", P, NULL, NULL, N_("command line: the way before"), complete, -1},
    {"recall-older", "Up", P, NULL, NULL, N_("command line: the line before"), recall, -1},
    {"recall-newer", "Down", P, NULL, NULL, N_("command line: the line after"), recall, 1},
    {"help-up", "Up k", H, N_("scroll"), "↑↓", N_("a line up"), scroll_help, -1},
    {"help-down", "Down j", H, NULL, NULL, N_("a line down"), scroll_help, 1},
    {"help-page-up", "PgUp", H, NULL, NULL, N_("a page up"), page_help, -1},
    {"help-page-down", "PgDn Space", H, NULL, NULL, N_("a page down"), page_help, 1},
    {"help-close", "Esc q ? Enter Tab", H, N_("close"), "Esc", N_("close the help"), show_help, 0},
    {"view", "1 2 3 4 5 6 7 8 9", B, N_("view"), "1-9", N_("the view of that number"), show_view,
     0},
    {"view-anywhere", "M-1 M-2 M-3 M-4 M-5 M-6 M-7 M-8 M-9", S | B, N_("view"), "Alt-1…9",
     N_("the view of that number"), show_view, 0},
    {"help", "?", B, N_("help"), "?", N_("the page of the view"), show_help, 0},
    {"help-anywhere", "F1", S | B | H, N_("help"), "F1", N_("the page of the view"), show_help, 0},
    {"quit", "q", B, N_("quit"), "q", N_("quit"), ask_outside, EFFECT_QUIT},
    {"redraw", "C-l", CONTEXT_ANY, NULL, NULL, N_("draw the screen again"), ask_outside,
     EFFECT_REDRAW},
    {"suspend", "C-z", CONTEXT_ANY, NULL, NULL, N_("suspend (come back with fg)"), ask_outside,
     EFFECT_SUSPEND},
    {"quit-anywhere", "C-c", CONTEXT_ANY, N_("quit"), "Ctrl-C", N_("quit"), ask_outside,
     EFFECT_QUIT},
};
const int action_count = sizeof actions / sizeof *actions;

const struct gesture gestures[] = {
    {N_("click a tab"), N_("that view")},
    {N_("click the sentence"), N_("the cursor there")},
    {N_("click a token or wave"), N_("select the token")},
    {N_("click a cell"), N_("select its token and dimension")},
    {N_("click a column's heading"), N_("select the dimension below it")},
    {N_("click a panel's title"), N_("its view, or its next matrix or form")},
    {N_("click a near word"), N_("its token, or its row of the vocabulary")},
    {N_("click the curve of similarity"), N_("its distance as the shift k, or its token")},
    {N_("click a scheme"), N_("put it in force")},
    {N_("wheel"), N_("along the positions, or through the list under it")},
    {N_("Shift-wheel"), N_("along the dimensions")},
    {N_("Shift-drag"), N_("select text, as terminals do; :mouse off leaves them the mouse")},
};
const int gesture_count = sizeof gestures / sizeof *gestures;
