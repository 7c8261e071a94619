#include <math.h>

#include "train/run/run_parts.h"
#include "train/run/update_kernel.h"

double train_rate_at(const struct train_run *run, uint32_t step)
{
    int i = run->rate_count - 1;
    while (i > 0 && run->rates[i].from > step) i--;
    return run->rates[i].rate;
}

void run_update(struct train_run *run)
{
    static update_kernel *const momentum[ISA_COUNT] = ISA_TABLE(update_momentum);
    static update_kernel *const sgd[ISA_COUNT] = ISA_TABLE(update_sgd);
    static update_kernel *const adam[ISA_COUNT] = ISA_TABLE(update_adam);
    static update_kernel *const *const of[TRAIN_OPTIMISERS] = {
        [TRAIN_MOMENTUM] = momentum, [TRAIN_SGD] = sgd, [TRAIN_ADAM] = adam};
    struct train_private *own = run->own;
    own->power_1 *= BETA_1;
    own->power_2 *= BETA_2;
    struct update u = {run->numbers, run->number, run->gradient,
                       run->m,       run->v,      train_rate_at(run, run->step),
                       own->power_1, own->power_2};
    of[run->recipe.optimiser][isa_best()](&u);
}

static void spell_adam(const struct train_run *run, struct train_update *u)
{
    double left_1 = 1 - run->own->power_1 * BETA_1, left_2 = 1 - run->own->power_2 * BETA_2;
    u->m_next = BETA_1 * u->m + (1 - BETA_1) * u->gradient;
    u->v_next = BETA_2 * u->v + (1 - BETA_2) * (u->gradient * u->gradient);
    u->after =
        u->before - u->rate * (u->m_next / left_1) / (sqrt(u->v_next / left_2) + ADAM_EPSILON);
}

struct train_update train_update_of(const struct train_run *run, size_t i)
{
    if (!run->has_gradient)
        return (struct train_update){(double)NAN, (double)NAN, (double)NAN, (double)NAN,
                                     (double)NAN, (double)NAN, (double)NAN, (double)NAN};
    struct train_update u = {.before = run->number[i],
                             .gradient = run->gradient[i],
                             .m = run->m[i],
                             .v = run->v[i],
                             .rate = train_rate_at(run, run->step)};
    if (run->recipe.optimiser == TRAIN_ADAM) {
        spell_adam(run, &u);
        return u;
    }
    u.m_next = run->recipe.optimiser == TRAIN_SGD ? 0 : MOMENTUM * u.m + u.gradient;
    u.after = u.before - u.rate * (run->recipe.optimiser == TRAIN_SGD ? u.gradient : u.m_next);
    return u;
}
