/* Each row has a log of the parts that it was drawn from. While parts come that stand in
 * it, nothing is drawn; from the first on that does not, the row is drawn anew. */
#include "view/frame_parts.h"

#include <stdlib.h>
#include <string.h>

/* What stands before a part's bytes in the log: its inputs, then its array. */
struct part_head {
    frame_paint *paint;
    size_t inputs, array;
};

static size_t aligned(size_t size)
{
    return (size + 7) & ~(size_t)7;
}

static size_t part_size(const struct part_head *head)
{
    return sizeof *head + aligned(head->inputs) + aligned(head->array);
}

static bool make_logs(struct frame *f, int rows)
{
    if (f->log_count >= rows) {
        return true;
    }
    struct frame_log *logs = realloc(f->logs, (size_t)rows * sizeof *logs);
    if (!logs) {
        return false;
    }
    memset(logs + f->log_count, 0, (size_t)(rows - f->log_count) * sizeof *logs);
    f->logs = logs;
    f->log_count = rows;
    return true;
}

void frame_free_logs(struct frame *f)
{
    for (int row = 0; row < f->log_count; row++) {
        free(f->logs[row].bytes);
    }
    free(f->logs);
}

bool frame_begin(struct frame *f, int rows, int cols, bool ascii, struct style style)
{
    bool same = f->kept && f->rows == rows && f->cols == cols && f->ascii == ascii &&
                memcmp(&f->blank, &style, sizeof style) == 0;
    if (!make_logs(f, rows) || (!same && !frame_start(f, rows, cols, ascii, style))) {
        return false;
    }
    for (int row = 0; row < rows; row++) {
        f->logs[row].at = 0;
        f->logs[row].live = !same;
        f->logs[row].len = same ? f->logs[row].len : 0;
    }
    frame_restart(f);
    f->kept = true;
    f->recording = true;
    return true;
}

static void paint_part(struct frame *f, int row, const struct part_head *head)
{
    const uint8_t *bytes = (const uint8_t *)(head + 1);
    f->recording = false;
    head->paint(f, row, bytes, bytes + aligned(head->inputs), head->array);
    f->recording = true;
}

static const struct part_head *part_at(const struct frame_log *log, size_t at)
{
    return (const void *)(log->bytes + at);
}

/* From here on the row differs: it is drawn anew as far as it was the same, and
 * what comes is drawn as it comes. */
static void wake(struct frame *f, int row)
{
    struct frame_log *log = &f->logs[row];
    log->live = true;
    log->len = log->at;
    frame_clear_row(f, row);
    for (size_t at = 0; at < log->len; at += part_size(part_at(log, at))) {
        paint_part(f, row, part_at(log, at));
    }
}

void frame_end(struct frame *f)
{
    for (int row = 0; row < f->rows && f->recording; row++) {
        if (!f->logs[row].live && f->logs[row].at < f->logs[row].len) {
            wake(f, row); /* what comes no more is gone */
        }
    }
    f->recording = false;
}

static bool same_bytes(const void *a, const void *b, size_t size)
{
    return size == 0 || memcmp(a, b, size) == 0;
}

/* Whether the part is what came at this place the last time. */
static bool comes_again(const struct frame_log *log, const struct part_head *head, const void *inputs,
                        const void *array)
{
    if (log->live || log->at == log->len) {
        return false;
    }
    const struct part_head *last = part_at(log, log->at);
    const uint8_t *bytes = (const uint8_t *)(last + 1);
    return last->paint == head->paint && last->inputs == head->inputs && last->array == head->array &&
           same_bytes(bytes, inputs, head->inputs) && same_bytes(bytes + aligned(head->inputs), array, head->array);
}

static bool append(struct frame_log *log, const struct part_head *head, const void *inputs, const void *array)
{
    size_t size = part_size(head);
    if (size > log->cap - log->len) {
        size_t cap = 2 * log->cap + size;
        uint8_t *bytes = realloc(log->bytes, cap);
        if (!bytes) {
            return false;
        }
        log->bytes = bytes;
        log->cap = cap;
    }
    uint8_t *to = log->bytes + log->len;
    memcpy(to, head, sizeof *head);
    to += sizeof *head;
    if (head->inputs) {
        memcpy(to, inputs, head->inputs);
    }
    if (head->array) {
        memcpy(to + aligned(head->inputs), array, head->array);
    }
    log->len += size;
    return true;
}

void frame_part(struct frame *f, int row, frame_paint *paint, const void *inputs, size_t inputs_size,
                const void *array, size_t size)
{
    if (row < 0 || row >= f->rows) {
        return;
    }
    if (!f->recording) {
        paint(f, row, inputs, array, size);
        return;
    }
    struct frame_log *log = &f->logs[row];
    const struct part_head head = {paint, inputs_size, size};
    if (comes_again(log, &head, inputs, array)) {
        log->at += part_size(&head);
        return;
    }
    if (!log->live) {
        wake(f, row);
    }
    size_t at = log->len;
    if (append(log, &head, inputs, array)) {
        paint_part(f, row, part_at(log, at));
    } else {
        f->failed = true;
        f->kept = false; /* the next drawing starts from nothing */
    }
}
