/* lexwave table: a position-encoding table, one row a position. */
#include <stdlib.h>

#include "cli/command.h"
#include "core/pipeline.h"
#include "formats/file.h"
#include "formats/npy.h"
#include "formats/text_out.h"

#define ROWS_DEFAULT 512 /* positions written when none are asked for */

struct table {
    const struct scheme *scheme;
    struct scheme_context context;
    uint64_t first, last;
    float *row; /* (d_model) */
};

static void write_rows(FILE *out, const struct table *t, void (*write)(FILE *, const float *, uint64_t))
{
    int d = t->context.waves->d_model;
    for (uint64_t position = t->first; position < t->last && !ferror(out); position++) {
        t->scheme->row(&t->context, position, 0, d, t->row);
        write(out, t->row, (uint64_t)d);
    }
}

static void csv_row(FILE *out, const float *values, uint64_t n)
{
    out_csv_floats(out, values, (size_t)n);
}

static void write_npy(FILE *out, const struct table *t)
{
    npy_header(out, t->last - t->first, (uint64_t)t->context.waves->d_model);
    write_rows(out, t, npy_floats);
}

static void write_csv(FILE *out, const struct table *t)
{
    write_rows(out, t, csv_row);
}

static const char *const formats[] = {"csv", "npy", NULL};
static void (*const writers[])(FILE *, const struct table *) = {write_csv, write_npy};

static bool write_table(const struct settings *s, const struct table *t, struct err *e)
{
    struct file_out out;
    int format = command_format(s, formats, NULL, e);
    if (format < 0 || !file_out_open(&out, s->output ? s->output : "-", e))
        return false;
    writers[format](out.stream, t);
    return file_out_commit(&out, e);
}

static bool run(const struct settings *s, struct err *e)
{
    const struct params *p = &s->params;
    struct posenc waves;
    if (!posenc_init(&waves, p->d_model, p->base, p->layout, e))
        return false;
    struct table t = {.scheme = &schemes[p->scheme], .first = p->offset, .last = p->offset + ROWS_DEFAULT};
    if (s->positions) {
        t.first = s->first;
        t.last = s->last;
    }
    t.context = (struct scheme_context){&waves, t.first, t.last - t.first};
    t.row = malloc((size_t)p->d_model * sizeof *t.row);
    bool ok = t.row ? write_table(s, &t, e) : err_memory(e);
    free(t.row);
    posenc_free(&waves);
    return ok;
}

const struct command_info command_table = {
    "table", COMMAND_TABLE, "lexwave table [OPTIONS] [--positions A:B] [-o FILE]",
    "Writes P for positions A to B-1, one row a position, as CSV or NumPy file.", formats, run,
};
