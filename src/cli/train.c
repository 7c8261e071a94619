/* lexwave train: a training run, its loss and probabilities step by step. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/state/training.h"
#include "app/update/update.h"
#include "base/memory.h"
#include "base/safe.h"
#include "base/words.h"
#include "cli/command.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "formats/npy.h"
#include "formats/text_out.h"

#define SLICE UINT64_C(4000000) /* multiply-adds between two looks at the clock */

/* What the writers write. */
struct trained {
    const struct app *app;
    struct train_run run;
    struct train_trace trace;
    uint32_t steps;
    bool bom;        /* before CSV */
    enum safe_as as; /* what the table shows */
    struct progress progress;
};

/* ---- what is asked ------------------------------------------------------- */

/* The asks of the first example, where that is the same at every step. */
static int asks_of(const struct trained *t)
{
    return t->run.task.drawn ? 0 : t->run.task.example[0].asks;
}

/* The word that a row of the table is, as it is looked up. */
static void word_text(const struct trained *t, uint32_t index, struct str *out)
{
    const char *own = train_task_own_word(&t->run.task, index);
    const struct pipeline *p = &t->app->pipeline;
    if (own) {
        str_adds(out, own);
        return;
    }
    struct vocab_word word = pipeline_word(p, index);
    p->vocab->tokenizer->spell(p->vocab->tokenizer->self, word.text, word.len, out);
}

static void ask_text(const struct trained *t, int i, struct str *out)
{
    const struct train_ask *ask = &t->run.task.example[0].ask[i];
    word_text(t, t->run.task.class_word[ask->class], out);
}

static double share_of(const struct trained *t, int i)
{
    const struct train_ask *ask = &t->run.task.example[0].ask[i];
    return t->trace.p[ask->row * t->trace.classes + ask->class];
}

/* Trains on to a step and reads the first example with its numbers. False: it was not reached. */
static bool go_to(struct trained *t, uint32_t step)
{
    train_want(&t->run, step);
    while (!train_advance(&t->run, SLICE))
        progress_tell(&t->progress, _("training"), t->run.step, t->steps);
    progress_tell(&t->progress, _("training"), step, t->steps);
    return t->run.step == step && (!asks_of(t) || train_read(&t->run, 0, 0, &t->trace));
}

static FILE *hold_back(char **held, size_t *size)
{
    FILE *hold = open_memstream(held, size);
    if (!hold) memory_failed();
    return hold;
}

/* All that was held, or nothing: memory may not have sufficed for it. */
static bool end_hold(FILE *hold)
{
    bool whole = !ferror(hold);
    whole = fclose(hold) == 0 && whole;
    if (!whole) memory_failed();
    return whole;
}

/* Writes the steps by `row`. One whose loss is not good waits for one that is: a run that stops
 * goes back before it. */
static void write_rows_of_steps(FILE *out, struct trained *t,
                                void (*row)(FILE *, struct trained *, uint32_t))
{
    char *held = NULL;
    size_t size = 0;
    FILE *hold = NULL;
    for (uint32_t s = 0; s <= t->steps && go_to(t, s); s++) {
        bool good = train_step_is_good(&t->run, s);
        if (!good && !hold) hold = hold_back(&held, &size);
        if (good && hold && end_hold(hold)) fwrite(held, 1, size, out);
        if (good && hold) {
            free(held);
            hold = NULL;
        }
        row(hold ? hold : out, t, s);
    }
    if (!hold) return;
    if (end_hold(hold) && t->run.step == t->steps && !t->run.stop) fwrite(held, 1, size, out);
    free(held);
}

/* ---- table ---------------------------------------------------------------- */

static const char *model_name(const struct train_recipe *r)
{
    for (int i = 0; train_models[i].name; i++)
        if (train_models[i].blocks == r->blocks && train_models[i].positions == r->positions)
            return train_models[i].name;
    return "";
}

/* The model, and what the recipe in words does not name of what differs from the program's own. */
static void add_model(const struct trained *t, struct str *text)
{
    const struct train_recipe *r = &t->run.recipe;
    const struct params *p = &t->app->params;
    const struct params usual = params_default();
    if (!t->run.shape.cross) str_addf(text, _("; model %s"), model_name(r));
    if (r->whole) str_adds(text, _("; whole vocabulary"));
    if (!r->scale) str_adds(text, _("; E not times √d"));
    if (p->scheme != usual.scheme) str_addf(text, _("; scheme %s"), schemes[p->scheme].name);
    if (p->base < usual.base || p->base > usual.base) str_addf(text, _("; base %.17g"), p->base);
    if (p->layout != usual.layout) str_addf(text, _("; layout %s"), layout_infos[p->layout].name);
    if (p->offset) str_addf(text, _("; offset %llu"), (unsigned long long)p->offset);
}

static void write_about(FILE *out, struct trained *t)
{
    struct str text = STR_EMPTY;
    training_recipe_text(&t->run.recipe, &text);
    add_model(t, &text);
    str_addf(&text, words_plural("; %zu number", "; %zu numbers", t->run.numbers), t->run.numbers);
    if (t->run.task.cut) str_adds(&text, _("; of the text its first part alone"));
    fprintf(out, "%s\n", str_text(&text));
    for (int k = 0; k < TRAIN_KNOWS_COUNT; k++) {
        if (!t->run.floors.of[k].counted) continue;
        str_clear(&text);
        train_floor_text(&t->run.floors, (enum train_knows)k, &text);
        fprintf(out, "%10.6f  %s\n", t->run.floors.of[k].loss, str_text(&text));
    }
    str_free(&text);
}

static void write_asked(FILE *out, struct trained *t)
{
    fprintf(out, "\n%6s %14s", _("step"), _("loss"));
    for (int i = 0; i < asks_of(t); i++) {
        struct str word = STR_EMPTY, shown = STR_EMPTY;
        ask_text(t, i, &word);
        safe_add(&shown, str_text(&word), word.len, t->as);
        int pad = 7 - safe_width(str_text(&word), word.len, t->as);
        fprintf(out, " %*s%s", pad > 0 ? pad : 0, "", str_text(&shown));
        str_free(&word);
        str_free(&shown);
    }
    fputc('\n', out);
}

static void write_scores(FILE *out, const struct trained *t)
{
    struct train_score seen, unseen;
    if (!train_score(&t->run, false, 0, &seen) || !train_score(&t->run, true, 0, &unseen)) return;
    fputc('\n', out);
    if (!t->run.task.drawn)
        fprintf(out, _("all that is learned: loss %.6f, right %zu of %zu\n"), seen.loss, seen.right,
                seen.asks);
    if (unseen.asks)
        fprintf(out, _("not seen in training: loss %.6f, right %zu of %zu\n"), unseen.loss,
                unseen.right, unseen.asks);
}

static void table_row(FILE *out, struct trained *t, uint32_t step)
{
    fprintf(out, "%6u %14.12f", step, t->run.loss[step]);
    for (int i = 0; i < asks_of(t); i++) fprintf(out, " %7.5f", share_of(t, i));
    fputc('\n', out);
}

static void write_table(FILE *out, struct trained *t)
{
    write_about(out, t);
    write_asked(out, t);
    write_rows_of_steps(out, t, table_row);
    if (!t->run.stop) write_scores(out, t);
}

/* ---- CSV, JSON ------------------------------------------------------------ */

static void csv_row(FILE *out, struct trained *t, uint32_t step)
{
    fprintf(out, "%u,", step);
    out_double(out, t->run.loss[step]);
    for (int i = 0; i < asks_of(t); i++) {
        fputc(',', out);
        out_double(out, share_of(t, i));
    }
    fputc('\n', out);
}

static void write_csv(FILE *out, struct trained *t)
{
    if (t->bom) fputs(OUT_BOM, out);
    fputs("step,loss", out);
    for (int i = 0; i < asks_of(t); i++) {
        struct str word = STR_EMPTY;
        str_addf(&word, "p%d ", i);
        ask_text(t, i, &word);
        fputc(',', out);
        out_csv_field(out, str_text(&word), word.len);
        str_free(&word);
    }
    fputc('\n', out);
    write_rows_of_steps(out, t, csv_row);
}

static void json_word(FILE *out, const struct trained *t, uint32_t index)
{
    struct str word = STR_EMPTY;
    word_text(t, index, &word);
    out_json_string(out, str_text(&word), word.len);
    str_free(&word);
}

static const char *truth(bool value)
{
    return value ? "true" : "false";
}

/* What the model and its positions are, besides their numbers. */
static void json_model(FILE *out, const struct trained *t)
{
    const struct train_recipe *r = &t->run.recipe;
    const struct params *p = &t->app->params;
    if (!t->run.shape.cross) fprintf(out, " \"model\": \"%s\",\n", model_name(r));
    fprintf(out,
            " \"tied\": %s, \"whole_vocabulary\": %s, \"learned_positions\": %s,"
            " \"scale\": %s,\n \"scheme\": \"%s\", \"layout\": \"%s\", \"base\": ",
            truth(r->tied), truth(r->whole), truth(r->learned_places), truth(r->scale),
            schemes[p->scheme].name, layout_infos[p->layout].name);
    out_double(out, p->base);
    fprintf(out, ", \"offset\": %llu,\n", (unsigned long long)p->offset);
}

static void json_about(FILE *out, const struct trained *t)
{
    const struct train_recipe *r = &t->run.recipe;
    fprintf(out, "{\"goal\": \"%s\", \"blocks\": %d, \"heads\": %d, \"positions\": %s,\n",
            train_goals[r->goal].name, r->blocks, t->run.shape.heads, truth(r->positions));
    json_model(out, t);
    fprintf(out, " \"optimiser\": \"%s\", \"rate\": ", train_optimisers[r->optimiser].name);
    out_double(out, r->rate);
    fprintf(out,
            ", \"d_model\": %d, \"seed\": %llu, \"norm\": \"%s\", \"mask\": \"%s\",\n"
            " \"numbers\": %zu, \"classes\": %d,\n \"floors\": [",
            r->d_model, (unsigned long long)r->seed, train_norm_names[r->norm],
            train_mask_names[r->mask], t->run.numbers, t->run.task.classes);
    for (int k = 0, n = 0; k < TRAIN_KNOWS_COUNT; k++) {
        const struct train_floor *f = &t->run.floors.of[k];
        if (!f->counted) continue;
        fprintf(out, "%s\n  {\"knows\": ", n++ ? "," : "");
        out_json_string(out, train_knows_labels[k], strlen(train_knows_labels[k]));
        fputs(", \"formula\": ", out);
        out_json_string(out, f->formula, strlen(f->formula));
        fputs(", \"loss\": ", out);
        out_double(out, f->loss);
        fputc('}', out);
    }
    fputs("],\n \"asked\": [", out);
    for (int i = 0; i < asks_of(t); i++) {
        if (i) fputs(", ", out);
        json_word(out, t, t->run.task.class_word[t->run.task.example[0].ask[i].class]);
    }
    fputs("],\n \"words\": [", out);
    for (int i = 0; i < t->run.task.words; i++) {
        if (i) fputs(", ", out);
        json_word(out, t, t->run.task.index[i]);
    }
}

static void json_row(FILE *out, struct trained *t, uint32_t step)
{
    fprintf(out, "%s\n  {\"step\": %u, \"loss\": ", step ? "," : "", step);
    out_double(out, t->run.loss[step]);
    fputs(", \"p\": [", out);
    for (int i = 0; i < asks_of(t); i++) {
        if (i) fputs(", ", out);
        out_double(out, share_of(t, i));
    }
    fputs("]}", out);
}

static void write_json(FILE *out, struct trained *t)
{
    json_about(out, t);
    fputs("],\n \"steps\": [", out);
    write_rows_of_steps(out, t, json_row);
    fputs("]}\n", out);
}

static const char *const formats[] = {"table", "csv", "json", NULL};
static void (*const writers[])(FILE *, struct trained *) = {write_table, write_csv, write_json};

/* ---- running -------------------------------------------------------------- */

/* Why it ended before the last step; what was written up to there is true and stays. */
static bool reached(const struct trained *t, struct err *e)
{
    struct str why = STR_EMPTY;
    if (t->run.step == t->steps && t->run.stop != TRAIN_NO_MEMORY) return true;
    train_stop_text(&t->run, "--rate", &why);
    err_set(e, "%s", str_text(&why));
    str_free(&why);
    return false;
}

static bool write_steps(const struct settings *s, struct trained *t, struct err *e)
{
    struct file_out out;
    int format = command_format(s, formats, "txt", e);
    if (format >= 0 && s->bom && writers[format] != write_csv)
        return err_set(e, _("--bom goes with --format csv"));
    if (format < 0 || !output_open(&out, s, e)) return false;
    if (!isatty(fileno(out.stream))) t->progress.show = progress_on_stderr;
    progress_start(&t->progress);
    writers[format](out.stream, t);
    progress_end(&t->progress);
    return output_commit(&out, e);
}

/* Rows of E of the words that were trained, in their order, as they are added to P. */
static bool write_rows(const struct settings *s, const struct trained *t, struct err *e)
{
    struct settings where = *s;
    struct file_out out;
    const struct train_shape *shape = &t->run.shape;
    size_t n = (size_t)shape->words * (size_t)shape->d_model;
    double scale = shape->scale ? sqrt(shape->d_model) : 1;
    static const char typed_option[] = "--rows";
    where.output = s->rows_file;
    if (!output_open_binary(&out, &where, typed_option, e)) return false;
    npy_header(out.stream, (uint64_t)shape->words, (uint64_t)shape->d_model);
    for (size_t i = 0; i < n; i++) {
        float number = (float)(scale * t->run.number[i]);
        npy_floats(out.stream, &number, 1);
    }
    return output_commit(&out, e);
}

/* Before anything is trained: whether the rows can be written there, and not among the steps. A
 * pipe is not opened for that: who reads it would see its end. */
static bool check_rows(const struct settings *s, struct err *e)
{
    struct file_out file;
    struct stat is;
    if (!s->rows_file) return true;
    if (strcmp(s->rows_file, s->output ? s->output : "-") == 0)
        return err_set(
            e, _("--rows %.200s: the steps go there too: -o FILE writes them somewhere else"),
            s->rows_file);
    if (!command_is_npy(s->rows_file))
        return err_set(e, _("--rows %.200s: the rows are a NumPy file: its ending is .npy"),
                       s->rows_file);
    if (strcmp(s->rows_file, "-") == 0)
        return !isatty(STDOUT_FILENO) ||
               err_set(e, _("a NumPy file is nothing for a terminal: --rows FILE.npy writes it to "
                            "a file"));
    if (stat(s->rows_file, &is) == 0 && !S_ISREG(is.st_mode) && !S_ISDIR(is.st_mode)) return true;
    if (!file_out_open(&file, s->rows_file, e)) return false;
    file_out_abort(&file);
    return true;
}

static bool train_from(const struct settings *s, struct trained *t, struct err *e)
{
    struct training_source source;
    struct train_recipe r = training_settings_recipe(&s->training, &s->params);
    if (!check_rows(s, e) || !training_source_make(t->app, &source, e)) return false;
    bool ok = train_begin(&t->run, &r, &source.data, e);
    training_source_free(&source);
    if (!ok) return false;
    ok = write_steps(s, t, e) && reached(t, e) && (!s->rows_file || write_rows(s, t, e));
    train_trace_free(&t->trace);
    train_free(&t->run);
    return ok;
}

static bool run(const struct settings *s, struct err *e)
{
    struct session session;
    if (!session_open(&session, s, e)) return false;
    struct trained t = {.app = &session.app,
                        .steps = (uint32_t)s->steps,
                        .bom = s->bom,
                        .as = session_text(&session)};
    bool ok = app_read(&session.app, e) && train_from(s, &t, e);
    session_close(&session);
    return ok;
}

const struct command_info command_train = {
    "train",
    COMMAND_TRAIN,
    N_("lexwave train [OPTIONS] [TEXT]"),
    N_("Trains rows of E and what says the next word; writes the loss and the probabilities of the "
       "right words at every step."),
    N_("trains rows of E and writes the loss of every step"),
    formats,
    run,
    NULL,
};
