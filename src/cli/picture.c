/* The picture that is wanted of a screen: all of it or one panel, and a caption. */
#include "base/words.h"
#include "cli/session.h"
#include "view/chrome/view.h"
#include "view/export/picture.h"

static bool refuse_panel(const struct app *a, const char *name, struct err *e)
{
    const struct view *view = app_view(a);
    struct str names = STR_EMPTY;
    view_list_panels(view, &names);
    if (view_has_panel(view, name))
        err_set(e, _("panel %s: the view %s does not show it at %dx%d"), name, view->name, a->cols,
                a->rows);
    else
        err_set(e, _("panel %.40s: no such name; of the view %s it is %s"), name, view->name,
                str_text(&names));
    str_free(&names);
    return false;
}

bool session_picture(struct session *s, struct frame *out, struct err *e)
{
    const struct picture *wish = &s->app.picture;
    const char *name = str_text(&wish->panel);
    struct area part = {0, 0, s->frame.rows, s->frame.cols};
    const struct frame_panel *panel = *name ? frame_find_panel(&s->frame, name) : NULL;
    if (*name && !panel) return refuse_panel(&s->app, name, e);
    if (panel) part = panel->at;
    bool ok = picture_make(&s->frame, part, str_text(&wish->caption), wish->caption.len,
                           theme_depth(s->app.theme, s->caps.depth), out) &&
              session_describe(s, out);
    return ok || err_memory(e);
}
