#include "arithmetic.h"

#include <stdbool.h>
#include <stdlib.h>

#include "measure.h"

#include "core/embedding/embedding.h"
#include "core/posenc/posenc.h"
#include "core/vec/vecstat.h"

#define DOTS_MAX 64 /* at once */

struct call {
    void (*again)(const struct call *);
    struct embedding table;
    const struct posenc *waves;
    uint64_t position;
    uint32_t index;
    int first, count;
    double x0, x1;
};

static struct {
    struct call *calls;
    size_t count, cap;
    bool on;
} noted;

/* What is computed again goes here, and rows that are read come from here: nearer
 * than they were in the program. */
static float rows[2][POSENC_D_MAX];
static volatile double results;

static void note(struct call call)
{
    if (!noted.on) return;
    if (noted.count == noted.cap) {
        noted.cap = noted.cap ? 2 * noted.cap : 1024;
        noted.calls = realloc(noted.calls, noted.cap * sizeof *noted.calls);
        if (!noted.calls) give_up("out of memory");
    }
    noted.calls[noted.count++] = call;
}

void arithmetic_note(void)
{
    noted.count = 0;
    noted.on = true;
}

void arithmetic_end(void)
{
    noted.on = false;
}

void arithmetic_replay(int times)
{
    for (; times > 0; times--)
        for (size_t i = 0; i < noted.count; i++) noted.calls[i].again(&noted.calls[i]);
}

/* ---- kernels: as the program calls them, and again --------------------- */

void __real_embedding_row(const struct embedding *e, uint32_t index, int k0, int n, float *out);
void __wrap_embedding_row(const struct embedding *e, uint32_t index, int k0, int n, float *out);
void __real_posenc_row(const struct posenc *p, uint64_t pos, int k0, int n, float *out);
void __wrap_posenc_row(const struct posenc *p, uint64_t pos, int k0, int n, float *out);
struct posenc_range __real_posenc_range(const struct posenc *p, int k, uint64_t pos, double x0,
                                        double x1);
struct posenc_range __wrap_posenc_range(const struct posenc *p, int k, uint64_t pos, double x0,
                                        double x1);
void __real_posenc_point(const struct posenc *p, int pair, uint64_t pos, double *sine,
                         double *cosine);
void __wrap_posenc_point(const struct posenc *p, int pair, uint64_t pos, double *sine,
                         double *cosine);
double __real_posenc_float32_recipe_error(const struct posenc *p, uint64_t pos);
double __wrap_posenc_float32_recipe_error(const struct posenc *p, uint64_t pos);
void __real_vec_dots(const float *a, const float *const *b, int count, int n, double *out);
void __wrap_vec_dots(const float *a, const float *const *b, int count, int n, double *out);
double __real_vec_dot(const float *a, const float *b, int n);
double __wrap_vec_dot(const float *a, const float *b, int n);
double __real_vec_norm(const float *a, int n);
double __wrap_vec_norm(const float *a, int n);
double __real_vec_cosine(const float *a, const float *b, int n);
double __wrap_vec_cosine(const float *a, const float *b, int n);

static void e_again(const struct call *c)
{
    __real_embedding_row(&c->table, c->index, c->first, c->count, rows[0]);
}

void __wrap_embedding_row(const struct embedding *e, uint32_t index, int k0, int n, float *out)
{
    note((struct call){.again = e_again, .table = *e, .index = index, .first = k0, .count = n});
    __real_embedding_row(e, index, k0, n, out);
}

static void p_again(const struct call *c)
{
    __real_posenc_row(c->waves, c->position, c->first, c->count, rows[1]);
}

void __wrap_posenc_row(const struct posenc *p, uint64_t pos, int k0, int n, float *out)
{
    note((struct call){.again = p_again, .waves = p, .position = pos, .first = k0, .count = n});
    __real_posenc_row(p, pos, k0, n, out);
}

static void range_again(const struct call *c)
{
    struct posenc_range r = __real_posenc_range(c->waves, c->first, c->position, c->x0, c->x1);
    results = r.min + r.max;
}

struct posenc_range __wrap_posenc_range(const struct posenc *p, int k, uint64_t pos, double x0,
                                        double x1)
{
    note((struct call){
        .again = range_again, .waves = p, .position = pos, .first = k, .x0 = x0, .x1 = x1});
    return __real_posenc_range(p, k, pos, x0, x1);
}

static void point_again(const struct call *c)
{
    double sine = 0, cosine = 0;
    __real_posenc_point(c->waves, c->first, c->position, &sine, &cosine);
    results = sine + cosine;
}

void __wrap_posenc_point(const struct posenc *p, int pair, uint64_t pos, double *sine,
                         double *cosine)
{
    note((struct call){.again = point_again, .waves = p, .position = pos, .first = pair});
    __real_posenc_point(p, pair, pos, sine, cosine);
}

static void recipe_again(const struct call *c)
{
    results = __real_posenc_float32_recipe_error(c->waves, c->position);
}

double __wrap_posenc_float32_recipe_error(const struct posenc *p, uint64_t pos)
{
    note((struct call){.again = recipe_again, .waves = p, .position = pos});
    return __real_posenc_float32_recipe_error(p, pos);
}

static void dots_again(const struct call *c)
{
    const float *b[DOTS_MAX];
    double out[DOTS_MAX];
    for (int j = 0; j < c->first; j++) b[j] = rows[1];
    __real_vec_dots(rows[0], b, c->first, c->count, out);
}

void __wrap_vec_dots(const float *a, const float *const *b, int count, int n, double *out)
{
    if (count > DOTS_MAX) give_up("%d dot products at once", count);
    note((struct call){.again = dots_again, .first = count, .count = n});
    __real_vec_dots(a, b, count, n, out);
}

static void dot_again(const struct call *c)
{
    results = __real_vec_dot(rows[0], rows[1], c->count);
}

double __wrap_vec_dot(const float *a, const float *b, int n)
{
    note((struct call){.again = dot_again, .count = n});
    return __real_vec_dot(a, b, n);
}

static void norm_again(const struct call *c)
{
    results = __real_vec_norm(rows[0], c->count);
}

double __wrap_vec_norm(const float *a, int n)
{
    note((struct call){.again = norm_again, .count = n});
    return __real_vec_norm(a, n);
}

static void cosine_again(const struct call *c)
{
    results = __real_vec_cosine(rows[0], rows[1], c->count);
}

double __wrap_vec_cosine(const float *a, const float *b, int n)
{
    note((struct call){.again = cosine_again, .count = n});
    return __real_vec_cosine(a, b, n);
}
