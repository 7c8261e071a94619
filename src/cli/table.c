/* lexwave table: a position-encoding table, one row a position. */
#include <stdlib.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/words.h"
#include "cli/command.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "core/pipeline/pipeline.h"
#include "formats/npy.h"
#include "formats/text_out.h"

#define ROWS_DEFAULT 512 /* positions written when none are asked for */

/* Rows are computed and written this many floats at a time: few enough to stay in the
 * caches, and of the widest rows as many as are worth computing together. */
#define BLOCK_FLOATS ((size_t)1 << 19)

struct table {
    const struct scheme *scheme;
    struct scheme_context context;
    uint64_t first, last;
    size_t block;  /* rows */
    bool bom;      /* before CSV */
    float *values; /* (block, d_model) */
};

static void fill_block(const struct table *t, uint64_t position, size_t rows)
{
    struct posenc_block block = {position, rows, 0, t->context.waves->d_model};
    scheme_rows(t->scheme, &t->context, &block, t->values);
}

/* Writes rows from t->values; the bytes written. */
typedef uint64_t block_writer(FILE *out, const struct table *t, size_t rows);

static uint64_t npy_block(FILE *out, const struct table *t, size_t rows)
{
    uint64_t floats = rows * (uint64_t)t->context.waves->d_model;
    npy_floats(out, t->values, floats);
    return floats * sizeof(float);
}

static uint64_t csv_block(FILE *out, const struct table *t, size_t rows)
{
    size_t d = (size_t)t->context.waves->d_model;
    uint64_t bytes = 0;
    for (size_t i = 0; i < rows; i++) bytes += out_csv_floats(out, t->values + i * d, d);
    return bytes;
}

static const char *const formats[] = {"csv", "npy", NULL};
static block_writer *const writers[] = {csv_block, npy_block};
enum { FORMAT_CSV, FORMAT_NPY };

static void write_rows(struct file_out *file, const struct table *t, int format)
{
    static char buffer[1 << 16]; /* of the stream, as long as that lives */
    FILE *out = file->stream;
    setvbuf(out, buffer, _IOFBF, sizeof buffer);
    /* Rows on a terminal would mix with it. */
    struct progress progress = {.show = isatty(fileno(out)) ? NULL : progress_on_stderr};
    uint64_t total = t->last - t->first, bytes = 0;
    progress_start(&progress);
    if (t->bom) fputs(OUT_BOM, out);
    if (format == FORMAT_NPY) npy_header(out, total, (uint64_t)t->context.waves->d_model);
    for (uint64_t done = 0; done < total && file_out_good(file);) {
        size_t rows = total - done < t->block ? (size_t)(total - done) : t->block;
        fill_block(t, t->first + done, rows);
        bytes += writers[format](out, t, rows);
        done += rows;
        if (file_out_good(file)) progress_rows(&progress, done, total, bytes);
    }
    progress_end(&progress);
}

static bool write_table(const struct settings *s, const struct table *t, struct err *e)
{
    struct file_out out;
    int format = command_format(s, formats, NULL, e);
    if (format >= 0 && t->bom && format != FORMAT_CSV)
        return err_set(e, _("--bom goes with --format csv"));
    if (format < 0 ||
        !(format == FORMAT_NPY ? output_open_binary(&out, s, "-o", e) : output_open(&out, s, e)))
        return false;
    write_rows(&out, t, format);
    return output_commit(&out, e);
}

static bool run(const struct settings *s, struct err *e)
{
    const struct params *p = &s->params;
    struct posenc waves;
    if (!posenc_init(&waves, p->d_model, p->base, p->layout, e)) return false;
    struct table t = {.scheme = &schemes[p->scheme],
                      .first = p->offset,
                      .last = p->offset + ROWS_DEFAULT,
                      .bom = s->bom};
    if (s->positions) {
        t.first = s->first;
        t.last = s->last;
    }
    t.context = (struct scheme_context){&waves, t.first, t.last - t.first, NULL};
    size_t d = (size_t)p->d_model;
    t.block = BLOCK_FLOATS / d;
    t.values = memory_new(t.block * d, sizeof *t.values);
    bool ok = t.values ? write_table(s, &t, e) : err_memory(e);
    free(t.values);
    posenc_free(&waves);
    return ok;
}

const struct command_info command_table = {
    "table",
    COMMAND_TABLE,
    N_("lexwave table [OPTIONS] [--positions A:B] [-o FILE]"),
    N_("Writes P for positions A to B-1, one row a position, as CSV or NumPy file."),
    N_("writes P for positions, as CSV or NumPy file"),
    formats,
    run,
    NULL,
};
