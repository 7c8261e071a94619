#include "core/rows_key.h"

struct rows_key rows_key_of(const struct pipeline *p)
{
    const struct params *params = &p->params;
    bool of_text = schemes[params->scheme].of_text;
    return (struct rows_key){
        .base = params->base,
        .seed = params->seed,
        .offset = of_text ? p->context.offset : 0,
        .length = of_text ? p->context.length : 0,
        .d_model = params->d_model,
        .layout = (int32_t)params->layout,
        .scheme = params->scheme,
        .init = (int32_t)params->init,
        .scale = params->scale,
    };
}
