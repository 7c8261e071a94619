#include "app/command/command.h"

#include <string.h>

#include "app/command/option.h"
#include "app/command/option_say.h"
#include "app/state/action.h"
#include "app/state/app.h"
#include "app/input/suggest.h"
#include "app/state/view.h"
#include "base/words.h"

/* A line, taken apart. */
struct command_words {
    const char *name; /* not ended by NUL */
    size_t len;
    const char *argument; /* after the name and its blanks; "" without one */
};

static struct command_words words_of(const char *line)
{
    struct command_words w;
    w.name = line + strspn(line, " :");
    w.len = strcspn(w.name, " ");
    w.argument = w.name + w.len;
    w.argument += strspn(w.argument, " ");
    return w;
}

static bool is_name(const struct command_words *w, const char *name)
{
    return strlen(name) == w->len && memcmp(name, w->name, w->len) == 0;
}

/* ---- commands of its own ------------------------------------------------- */

struct verb {
    const char *name, *argument, *help;
    bool (*run)(struct app *a, const char *argument, struct err *e);
    const char *(*value)(const struct app *a,
                         int i); /* names that the argument may begin with, or NULL */
    int path; /* from which word of the argument on it is a path, counted from 1; 0: none is */
};

/* Asks for `effect` on the file of that name. */
static bool request(struct app *a, unsigned effect, const char *path, struct err *e)
{
    if (strcmp(path, "-") == 0) return err_set(e, _("- is the terminal itself here: name a file"));
    str_clear(&a->request.path);
    if (!str_adds(&a->request.path, path)) return err_memory(e);
    a->request.effects |= effect;
    return true;
}

static const char *format_value(const struct app *a, int i)
{
    return a->lists->formats[i];
}

static bool run_export(struct app *a, const char *argument, struct err *e)
{
    const char *name;
    struct command_words w = words_of(argument);
    for (int i = 0; (name = format_value(a, i)); i++)
        if (*w.argument && is_name(&w, name)) {
            a->request.format = i;
            return request(a, EFFECT_EXPORT, w.argument, e);
        }
    struct str names = STR_EMPTY;
    for (int i = 0; (name = format_value(a, i)); i++) str_addf(&names, "%s%s", i ? ", " : "", name);
    err_set(e, _("export wants a format (%s) and a file, as in :export svg out.svg"),
            str_text(&names));
    str_free(&names);
    return false;
}

static const char *corpus_value(const struct app *a, int i)
{
    (void)a;
    return i == 0 ? COMMAND_BUILT_IN : NULL;
}

static bool run_corpus(struct app *a, const char *argument, struct err *e)
{
    if (!*argument) return err_set(e, _("corpus wants a file of training text, or built-in"));
    return request(a, EFFECT_CORPUS, strcmp(argument, COMMAND_BUILT_IN) == 0 ? "" : argument, e);
}

static bool run_text(struct app *a, const char *argument, struct err *e)
{
    size_t n = strlen(argument);
    if (!n) return err_set(e, _("text wants the words of the new sentence"));
    if (!line_replace(&a->line, 0, text_len(&a->line.text), argument, n)) return err_memory(e);
    a->follow = FOLLOW_TYPED;
    return true;
}

#define ALL_PANELS "all"

static const char *panel_value(const struct app *a, int i)
{
    const char *const *panels = app_view(a)->panels;
    return i == 0 ? ALL_PANELS : panels ? panels[i - 1] : NULL;
}

static bool run_panel(struct app *a, const char *argument, struct err *e)
{
    bool all = strcmp(argument, ALL_PANELS) == 0;
    if (!all && !view_has_panel(app_view(a), argument)) {
        struct str names = STR_EMPTY;
        view_list_panels(app_view(a), &names);
        err_set(e, _("panel wants all, %s"), str_text(&names));
        str_free(&names);
        return false;
    }
    str_clear(&a->picture.panel);
    if (!all && !str_adds(&a->picture.panel, argument)) return err_memory(e);
    a->picture.of_view = true;
    app_say(a, all ? _("export writes the whole screen") : _("export writes the panel %s alone"),
            argument);
    return true;
}

static bool run_caption(struct app *a, const char *argument, struct err *e)
{
    str_clear(&a->picture.caption);
    if (!str_adds(&a->picture.caption, argument)) return err_memory(e);
    app_say(a,
            *argument ? _("export writes that under the picture") : _("export writes no caption"));
    return true;
}

static const struct verb verbs[] = {
    {"export", N_("FORMAT FILE"), N_("the screen as a file"), run_export, format_value, 2},
    {"corpus", N_("FILE"), N_("build the vocabulary from that text, or from the built-in one"),
     run_corpus, corpus_value, 1},
    {"text", N_("WORDS"), N_("another sentence"), run_text, NULL, 0},
    {"panel", N_("NAME"), N_("export writes that panel alone, or all"), run_panel, panel_value, 0},
    {"caption", N_("WORDS"), N_("export writes them under the picture; without words none"),
     run_caption, NULL, 0},
};
enum { VERBS = sizeof verbs / sizeof *verbs };

bool command_verb_at(int i, struct command_verb *out)
{
    if (i < 0 || i >= VERBS) return false;
    *out = (struct command_verb){verbs[i].name, verbs[i].argument, verbs[i].help};
    return true;
}

/* ---- all that has a name ------------------------------------------------- */

static const struct verb *find_verb(const struct command_words *w)
{
    for (int i = 0; i < VERBS; i++)
        if (is_name(w, verbs[i].name)) return &verbs[i];
    return NULL;
}

static bool is_option(const struct command_words *w)
{
    return option_known(COMMAND_LINE, w->name, w->len);
}

/* Of the actions those that make sense when no question is open. */
static bool offered(const struct action *action)
{
    return action->contexts & (CONTEXT_SENTENCE | CONTEXT_BODY);
}

static const struct action *find_named_action(const struct app *a, const struct command_words *w)
{
    const struct action *action;
    for (int i = 0; (action = action_at(a, i)); i++)
        if (offered(action) && is_name(w, action->name)) return action;
    return NULL;
}

static bool same(const struct action *a, const struct action *b)
{
    return a->run == b->run && a->by == b->by;
}

/* Another row does the same by a name that comes before. */
static bool repeats(const struct app *a, const struct action *action)
{
    const struct action *other = action_next(a, NULL);
    for (; other != action; other = action_next(a, other))
        if (same(other, action) && offered(other)) return true;
    return false;
}

/* The next name at or after *at, which moves on: commands, options, actions. NULL at the end. */
static const char *next_name(const struct app *a, int *at)
{
    int i = (*at)++;
    if (i < VERBS) return verbs[i].name;
    const char *name = option_name(COMMAND_LINE, i - VERBS);
    if (name) return name;
    int options = 0;
    while (option_name(COMMAND_LINE, options)) options++;
    const struct action *action = action_at(a, i - VERBS - options);
    for (; action; action = action_next(a, action), (*at)++) {
        struct command_words w = {action->name, strlen(action->name), ""};
        if (offered(action) && !is_option(&w) && !repeats(a, action)) return action->name;
    }
    return NULL;
}

/* ---- paths ---------------------------------------------------------------- */

/* Where the line's path begins, all that is left of the line; NULL: it has come to none yet. */
static const char *path_of(const struct command_words *w)
{
    const struct verb *verb = find_verb(w);
    struct command_words at = *w;
    for (int i = 1; verb && i < verb->path; i++) at = words_of(at.argument);
    return verb && verb->path && at.name[at.len] == ' ' ? at.argument : NULL;
}

static bool at_path(const char *line)
{
    struct command_words w = words_of(line);
    return path_of(&w);
}

size_t command_word(const char *line)
{
    struct command_words w = words_of(line);
    const char *path = path_of(&w), *space = strrchr(line, ' ');
    return path ? (size_t)(path - line) : space ? (size_t)(space - line) + 1 : 0;
}

bool command_wants_files(struct app *a, int step)
{
    const char *line = text_bytes(&a->prompt.line.text);
    str_clear(&a->request.path);
    if (a->prompt.completion.on || !at_path(line) ||
        !str_adds(&a->request.path, line + command_word(line)))
        return false;
    a->request.step = step;
    return true;
}

/* ---- the prompt ---------------------------------------------------------- */

static bool begins(const char *name, const char *with, size_t n)
{
    return strlen(name) >= n && memcmp(name, with, n) == 0;
}

static const char *value_of(const struct app *a, const struct command_words *w, int i)
{
    const struct verb *c = find_verb(w);
    if (c) return c->value ? c->value(a, i) : NULL;
    return option_value(COMMAND_LINE, w->name, w->len, a->lists, i);
}

static const char *candidate(const struct app *a, const char *line, int i)
{
    struct command_words w = words_of(line);
    const char *name, *word = line + command_word(line);
    if (word <= w.name) {
        for (int at = 0; (name = next_name(a, &at));)
            if (begins(name, w.name, w.len) && i-- == 0) return name;
        return NULL;
    }
    for (int at = 0; word == w.argument && (name = value_of(a, &w, at)); at++)
        if (begins(name, word, strlen(word)) && i-- == 0) return name;
    return path_of(&w) ? files_at(&a->files, word, i) : NULL;
}

static void note(const struct app *a, const char *line, struct str *out)
{
    struct command_words w = words_of(line);
    const struct verb *c = find_verb(&w);
    const struct action *action = find_named_action(a, &w);
    if (c)
        str_addf(out, "%s: %s", _(c->argument), _(c->help));
    else if (is_option(&w))
        option_usage(COMMAND_LINE, w.name, w.len, a->lists, out);
    else if (action)
        str_adds(out, _(action->help));
}

static bool refuse_name(const struct app *a, const struct command_words *w, struct err *e)
{
    const char *name;
    int shown = w->len < 40 ? (int)w->len : 40;
    struct suggestion guess = suggest_for(w->name, w->len);
    for (int at = 0; (name = next_name(a, &at));) suggest_try(&guess, name);
    /* An option that only a command of the shell has is no slip for another one. */
    const char *meant = option_known(COMMAND_ALL, w->name, w->len) ? NULL : suggest_name(&guess);
    if (meant) return err_set(e, _("there is no %.*s: did you mean %s?"), shown, w->name, meant);
    return err_set(e, _("there is no %.*s: Tab shows what there is"), shown, w->name);
}

/* A recipe that cannot be trained is refused before it is taken. What d_model allows is said when
 * training begins: it may change until then. */
static bool check_recipe(const struct app *a, const struct settings *s, struct err *e)
{
    struct settings now = *s;
    app_get_settings(a, &now);
    const struct training_settings *was = &now.training, *next = &s->training;
    bool same = was->goal == next->goal && was->model == next->model && was->tied == next->tied &&
                was->heads == next->heads;
    struct train_recipe r = training_settings_recipe(next, &s->params);
    if (!was->learned_places && !training_places_fit(next->learned_places, &s->params, e))
        return false;
    return same || r.d_model > TRAIN_D_MAX || train_recipe_check(&r, e);
}

static bool set_option(struct app *a, const struct command_words *w, struct err *e)
{
    struct settings s = settings_default(a->lists);
    struct err why;
    app_get_settings(a, &s);
    if (!option_set(COMMAND_LINE, w->name, w->len, w->argument, &s, &why))
        return err_set(e, "%.*s: %s", (int)w->len, w->name, why.text);
    if (!check_recipe(a, &s, &why)) return err_set(e, "%.*s: %s", (int)w->len, w->name, why.text);
    bool scheme = s.params.scheme != a->params.scheme;
    app_set_settings(a, &s);
    if (scheme) schemes_say(a);
    option_say(a, w->name, w->len);
    return true;
}

static bool run_line(struct app *a, const struct command_words *w, struct err *e)
{
    const struct verb *c = find_verb(w);
    if (c) return c->run(a, w->argument, e);
    const struct action *action = find_named_action(a, w);
    bool option = is_option(w);
    if (option && (*w->argument || !action || is_name(w, "view"))) return set_option(a, w, e);
    if (!action) return refuse_name(a, w, e);
    if (*w->argument) return err_set(e, _("%s takes no value"), action->name);
    action->run(a, action->by);
    return true;
}

static bool accept(struct app *a, const char *answer, struct err *e)
{
    struct str line = STR_EMPTY; /* an action may take the prompt over, and the answer with it */
    size_t n = strlen(answer);
    while (n > 0 && answer[n - 1] == ' ') n--;
    if (!str_add(&line, answer, n)) {
        str_free(&line);
        return err_memory(e);
    }
    struct command_words w = words_of(str_text(&line));
    history_add(&a->history, str_text(&line), line.len);
    bool ok = !w.len || run_line(a, &w, e);
    str_free(&line);
    return ok;
}

const struct prompt_kind command_prompt = {
    .label = ":", .accept = accept, .candidate = candidate, .note = note};

void command_refuse(struct app *a, const char *why)
{
    app_ask(a, &command_prompt);
    history_step(&a->history, &a->prompt.line, -1);
    err_set(&a->prompt.error, "%s", why);
}

/* ---- completion -------------------------------------------------------- */

const char *command_candidate(const struct app *a, int i)
{
    const struct prompt *p = &a->prompt;
    const char *typed =
        p->completion.on ? str_text(&p->completion.stem) : text_bytes(&p->line.text);
    return p->kind && p->kind->candidate ? p->kind->candidate(a, typed, i) : NULL;
}

static void write_word(struct app *a, const char *word, size_t n)
{
    struct line *l = &a->prompt.line;
    if (!line_replace(l, command_word(text_bytes(&l->text)), text_len(&l->text), word, n))
        app_complain(a, _("out of memory: the text stays as it was"));
}

static int count_candidates(const struct app *a)
{
    int count = 0;
    while (command_candidate(a, count)) count++;
    return count;
}

/* How many bytes all candidates begin with alike. */
static size_t common_length(const struct app *a)
{
    const char *first = command_candidate(a, 0), *other;
    size_t len = strlen(first);
    for (int i = 1; (other = command_candidate(a, i)); i++)
        for (size_t at = 0; at < len; at++)
            if (other[at] != first[at]) len = at;
    return len;
}

/* Writes what all candidates agree on. False if it stands there already. */
static bool write_common(struct app *a, int count)
{
    const struct line *l = &a->prompt.line;
    const char *first = command_candidate(a, 0);
    size_t typed = text_len(&l->text) - command_word(text_bytes(&l->text)),
           common = common_length(a);
    if (common <= typed && count > 1) return false;
    write_word(a, first, common);
    if (count == 1 &&
        !at_path(text_bytes(&l->text))) /* nothing is left to choose: what follows may be written */
        line_type(&a->prompt.line, " ", 1);
    return true;
}

void command_complete(struct app *a, int step)
{
    struct prompt *p = &a->prompt;
    struct completion *c = &p->completion;
    line_do(&p->line, LINE_END);
    p->error.text[0] = 0;
    int count = count_candidates(a);
    if (!count) {
        bool path = at_path(text_bytes(&p->line.text));
        err_set(&p->error, path ? _("no file begins with that") : _("nothing begins with that"));
        return;
    }
    if (!c->on) {
        if (write_common(a, count)) return;
        str_clear(&c->stem);
        if (!str_add(&c->stem, text_bytes(&p->line.text), text_len(&p->line.text))) return;
        c->on = true;
        c->at = step > 0 ? -1 : count;
    }
    c->at = (c->at + step + count) % count;
    const char *word = command_candidate(a, c->at);
    write_word(a, word, strlen(word));
}
