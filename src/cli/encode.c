/* lexwave encode: tokens, indices, E, P and X of a text, written out. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

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

/* What the writers write: the pipeline's result, row by row. */
struct encoding {
    const struct app *app;
    const struct pipeline *pipeline;
    int what;        /* the matrix of npy: 0 E, 1 P, 2 X */
    int steps;       /* that the rows were trained for */
    bool bom;        /* before CSV */
    enum safe_as as; /* what the table shows */
    float *rows[3];  /* one after the other: E, P and X of the current token; owned */
    struct str text; /* the current token as text */
};

/* Numbers of a row of the matrix. */
static int width_of(const struct encoding *c, int which)
{
    return which == 2 ? pipeline_x_width(c->pipeline) : c->pipeline->params.d_model;
}

static void load(struct encoding *c, size_t i)
{
    pipeline_token_rows(c->pipeline, i, c->rows[0]);
    const struct tokenizer *t = c->pipeline->vocab->tokenizer;
    struct piece p = pipeline_piece(c->pipeline, i);
    str_clear(&c->text);
    t->spell(t->self, pipeline_bytes(c->pipeline, p), p.end - p.start, &c->text);
}

/* A token's index, or what stands for none in that format. */
struct index_text {
    char text[16];
};
static struct index_text index_text(const struct encoding *c, size_t i, const char *none)
{
    struct index_text out;
    if (pipeline_is_gap(c->pipeline, i))
        snprintf(out.text, sizeof out.text, "%s", none);
    else
        snprintf(out.text, sizeof out.text, "%u", pipeline_index(c->pipeline, i));
    return out;
}

static bool known(const struct encoding *c, size_t i)
{
    return !pipeline_is_new(c->pipeline, i) && !pipeline_is_gap(c->pipeline, i);
}

/* Eight numbers a line; a dash for one that there is not. */
static void write_cell(FILE *out, float value, int k, const char *name, bool last)
{
    fprintf(out, "%s%s", k % 8 ? "" : "     ", k % 8 ? "" : k ? " " : name);
    if (isnan(value))
        fprintf(out, "%9s", "-");
    else
        fprintf(out, "%9.4f", (double)value);
    fputs(last ? "\n" : "", out);
}

static void write_table(FILE *out, struct encoding *c)
{
    static const char *const names[3] = {"E", "P", "X"};
    const struct pipeline *p = c->pipeline;
    struct str source = STR_EMPTY, bad = STR_EMPTY;
    size_t malformed = c->app->corpus_bad;
    if (malformed)
        str_addf(&bad, words_plural(", %zu bad byte", ", %zu bad bytes", malformed), malformed);
    safe_add(&source, c->app->corpus.source, strlen(c->app->corpus.source), c->as);
    char base[OUT_NUMBER_MAX];
    out_double_text(p->params.base, base);
    const struct scheme *scheme = &schemes[p->params.scheme];
    fprintf(out,
            words_plural("%zu token, %zu new; vocabulary %zu (%s%s); d_model %d, base %s",
                         "%zu tokens, %zu new; vocabulary %zu (%s%s); d_model %d, base %s",
                         p->count),
            p->count, p->fresh_count, pipeline_vocab_size(p), str_text(&source), str_text(&bad),
            p->params.d_model, base);
    if (scheme->mistake) fprintf(out, _("; WRONG FORMULA %s"), scheme->name);
    if (p->params.join == JOIN_CONCATENATE) fputs(_("; X = [E, P]"), out);
    if (c->steps) fprintf(out, _("; rows: step %d"), c->steps);
    if (p->bad_bytes)
        fprintf(out, words_plural("; %zu bad byte", "; %zu bad bytes", p->bad_bytes), p->bad_bytes);
    fputc('\n', out);
    str_free(&source);
    str_free(&bad);
    for (size_t i = 0; i < p->count; i++) {
        load(c, i);
        struct str shown = STR_EMPTY;
        safe_add(&shown, str_text(&c->text), c->text.len, c->as);
        int pad = 14 - safe_width(str_text(&c->text), c->text.len, c->as);
        fprintf(out, "\n%6llu  %s%*s %7s%s\n", (unsigned long long)pipeline_position(p, i),
                str_text(&shown), pad > 0 ? pad : 0, "", index_text(c, i, "-").text,
                pipeline_is_gap(p, i) ? _("  gap")
                : known(c, i)         ? ""
                                      : _("  new"));
        str_free(&shown);
        for (int row = 0; row < 3; row++)
            for (int k = 0, n = width_of(c, row); k < n; k++)
                write_cell(out, c->rows[row][k], k, names[row], k % 8 == 7 || k == n - 1);
    }
}

static void write_tokens(FILE *out, struct encoding *c)
{
    const struct pipeline *p = c->pipeline;
    for (size_t i = 0; i < p->count; i++) {
        load(c, i);
        fprintf(out, "%s\n  {\"position\": %llu, \"text\": ", i ? "," : "",
                (unsigned long long)pipeline_position(p, i));
        out_json_string(out, str_text(&c->text), c->text.len);
        fprintf(out, ", \"index\": %s, \"known\": %s%s, \"start\": %u, \"end\": %u}",
                index_text(c, i, "null").text, known(c, i) ? "true" : "false",
                pipeline_is_gap(p, i) ? ", \"gap\": true" : "", pipeline_piece(p, i).start,
                pipeline_piece(p, i).end);
    }
}

static void write_matrix(FILE *out, struct encoding *c, int which)
{
    const struct pipeline *p = c->pipeline;
    for (size_t i = 0; i < p->count; i++) {
        load(c, i);
        fputs(i ? ",\n  " : "\n  ", out);
        out_json_floats(out, c->rows[which], (size_t)width_of(c, which));
    }
}

static void write_json(FILE *out, struct encoding *c)
{
    static const char *const names[] = {"embedding", "position_encoding", "sum"};
    const struct pipeline *p = c->pipeline;
    const struct params *q = &p->params;
    fprintf(out, "{\"d_model\": %d, \"base\": ", q->d_model);
    out_double(out, q->base);
    fprintf(out, ", \"layout\": \"%s\", \"scheme\": \"%s\", \"offset\": %llu,\n \"scale\": ",
            layout_infos[q->layout].name, schemes[q->scheme].name, (unsigned long long)q->offset);
    out_double(out, q->scale ? sqrt(q->d_model) : 1);
    if (c->steps) fprintf(out, ", \"trained_steps\": %d", c->steps);
    fprintf(out, ", \"init\": \"%s\", \"seed\": %llu, \"join\": \"%s\",\n",
            init_infos[q->init].name, (unsigned long long)q->seed, join_names[q->join]);
    fprintf(out, " \"vocabulary\": {\"size\": %zu, \"source\": ", pipeline_vocab_size(p));
    out_json_string(out, c->app->corpus.source, strlen(c->app->corpus.source));
    fputs("},\n \"tokens\": [", out);
    write_tokens(out, c);
    for (int which = 0; which < 3; which++) {
        fprintf(out, "],\n \"%s\": [", names[which]);
        write_matrix(out, c, which);
    }
    fputs("]}\n", out);
}

static void write_csv(FILE *out, struct encoding *c)
{
    static const char letters[3] = {'e', 'p', 'x'};
    const struct pipeline *p = c->pipeline;
    if (c->bom) fputs(OUT_BOM, out);
    fputs("position,token,index,known,start,end", out);
    for (int which = 0; which < 3; which++)
        for (int k = 0; k < width_of(c, which); k++) fprintf(out, ",%c%d", letters[which], k);
    fputc('\n', out);
    for (size_t i = 0; i < p->count; i++) {
        load(c, i);
        fprintf(out, "%llu,", (unsigned long long)pipeline_position(p, i));
        out_csv_field(out, str_text(&c->text), c->text.len);
        fprintf(out, ",%s,%s,%u,%u", index_text(c, i, "nan").text, known(c, i) ? "true" : "false",
                pipeline_piece(p, i).start, pipeline_piece(p, i).end);
        for (int which = 0; which < 3; which++)
            for (int k = 0; k < width_of(c, which); k++) {
                fputc(',', out);
                out_csv_float(out, c->rows[which][k]);
            }
        fputc('\n', out);
    }
}

static void write_npy(FILE *out, struct encoding *c)
{
    const struct pipeline *p = c->pipeline;
    uint64_t width = (uint64_t)width_of(c, c->what);
    npy_header(out, p->count, width);
    for (size_t i = 0; i < p->count; i++) {
        load(c, i);
        npy_floats(out, c->rows[c->what], width);
    }
}

static const char *const formats[] = {"table", "json", "csv", "npy", NULL};
static void (*const writers[])(FILE *, struct encoding *) = {write_table, write_json, write_csv,
                                                             write_npy};

static bool write_encoding(const struct settings *s, struct encoding *c, struct err *e)
{
    struct file_out out;
    int format = command_format(s, formats, "txt", e);
    if (format >= 0 && s->bom && writers[format] != write_csv)
        return err_set(e, _("--bom goes with --format csv"));
    if (format < 0 || !(writers[format] == write_npy ? output_open_binary(&out, s, "-o", e)
                                                     : output_open(&out, s, e)))
        return false;
    writers[format](out.stream, c);
    return output_commit(&out, e);
}

/* ---- trained rows -------------------------------------------------------- */

#define SLICE UINT64_C(4000000) /* multiply-adds between two looks at the clock */

struct trained_rows {
    struct row_table e, places;
};

static bool reach(struct train_run *run, uint32_t steps, struct err *e)
{
    struct progress progress = {.show = progress_on_stderr};
    struct str why = STR_EMPTY;
    train_want(run, steps);
    while (!train_advance(run, SLICE)) progress_tell(&progress, _("training"), run->step, steps);
    progress_end(&progress);
    if (run->step == steps && run->stop != TRAIN_NO_MEMORY) return true;
    train_stop_text(run, "--rate", &why);
    err_set(e, "%s", str_text(&why));
    str_free(&why);
    return false;
}

/* Gives the pipeline the rows that its text has after that training. `rows` starts zeroed. */
static bool train_rows(const struct settings *s, struct app *a, struct trained_rows *rows,
                       struct err *e)
{
    struct training_source source;
    struct train_run run = {0};
    struct train_recipe r = training_settings_recipe(&s->training, &s->params);
    if (!s->trained_steps) return true;
    if (!training_source_make(a, &source, e)) return false;
    bool ok = train_begin(&run, &r, &source.data, e);
    if (ok) ok = reach(&run, (uint32_t)s->trained_steps, e);
    if (ok)
        ok = training_take_rows(&run, (uint32_t)pipeline_vocab_size(&a->pipeline), s->params.offset,
                                &rows->e, &rows->places) ||
             err_memory(e);
    if (ok) pipeline_set_rows(&a->pipeline, &rows->e, rows->places.count ? &rows->places : NULL, 1);
    train_free(&run);
    training_source_free(&source);
    return ok;
}

static bool run(const struct settings *s, struct err *e)
{
    struct session session;
    if (!session_open(&session, s, e)) return false;
    struct encoding c = {.app = &session.app,
                         .pipeline = &session.app.pipeline,
                         .what = s->what,
                         .steps = s->trained_steps,
                         .as = session_text(&session),
                         .bom = s->bom};
    size_t d = (size_t)s->params.d_model;
    float *rows = memory_new(4 * d, sizeof *rows);
    for (size_t i = 0; rows && i < 3; i++) c.rows[i] = rows + i * d;
    struct trained_rows trained = {0};
    bool ok = rows ? app_read(&session.app, e) && train_rows(s, &session.app, &trained, e) &&
                         write_encoding(s, &c, e)
                   : err_memory(e);
    free(rows);
    row_table_free(&trained.e);
    row_table_free(&trained.places);
    str_free(&c.text);
    session_close(&session);
    return ok;
}

const struct command_info command_encode = {
    "encode",
    COMMAND_ENCODE,
    N_("lexwave encode [OPTIONS] [TEXT]"),
    N_("Writes the tokens of a text with their indices and the rows of E, P and X = E + P."),
    N_("writes tokens, their indices and rows of E, P and X"),
    formats,
    run,
    NULL,
};
