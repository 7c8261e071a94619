/* What the views draw into the body, one pair of functions a row of views[] (view/chrome/view.h):
 * `shown` chooses what there is room for (struct shown), `draw` draws it. */
#pragma once

#include "app/state/app.h"
#include "view/marks/draw.h"

void pipeline_view_shown(const struct app *a, int rows, int cols, struct shown *out);
void pipeline_view_draw(const struct app *a, const struct canvas *c);
void vocabulary_view_shown(const struct app *a, int rows, int cols, struct shown *out);
void vocabulary_view_draw(const struct app *a, const struct canvas *c);
void embedding_view_shown(const struct app *a, int rows, int cols, struct shown *out);
void embedding_view_draw(const struct app *a, const struct canvas *c);
void waves_view_shown(const struct app *a, int rows, int cols, struct shown *out);
void waves_view_draw(const struct app *a, const struct canvas *c);
void sum_view_shown(const struct app *a, int rows, int cols, struct shown *out);
void sum_view_draw(const struct app *a, const struct canvas *c);
void similarity_view_shown(const struct app *a, int rows, int cols, struct shown *out);
void similarity_view_draw(const struct app *a, const struct canvas *c);
void schemes_view_shown(const struct app *a, int rows, int cols, struct shown *out);
void schemes_view_draw(const struct app *a, const struct canvas *c);
void training_view_shown(const struct app *a, int rows, int cols, struct shown *out);
void training_view_draw(const struct app *a, const struct canvas *c);
bool training_view_inspect(const struct app *a, const struct canvas *c);
void attention_view_shown(const struct app *a, int rows, int cols, struct shown *out);
void attention_view_draw(const struct app *a, const struct canvas *c);
bool attention_view_inspect(const struct app *a, const struct canvas *c);
