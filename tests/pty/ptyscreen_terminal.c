/* ptyscreen_terminal.c - see ptyscreen.h. Links with -lvterm. */
#define _GNU_SOURCE
#include "ptyscreen_own.h"

#include <stdlib.h>
#include <string.h>

#define RIGHT_HALF ((uint32_t)-1)

/* ---- the terminal ---- */

static int on_prop(VTermProp prop, VTermValue *val, void *user)
{
    ps_t *ps = user;
    if (prop == VTERM_PROP_CURSORVISIBLE)
        ps->cursor_visible = val->boolean;
    else if (prop == VTERM_PROP_ALTSCREEN)
        ps->alt = val->boolean;
    else if (prop == VTERM_PROP_MOUSE)
        ps->mouse = val->number;
    return 1;
}

static int on_bell(void *user)
{
    ((ps_t *)user)->bells++;
    return 1;
}

static int on_csi(const char *leader, const long args[], int argc, const char *intermed, char cmd,
                  void *user)
{
    ps_t *ps = user;
    if (cmd == 't') return 0; /* title stack: part of every xterm smcup and rmcup */
    ps->unknown++;
    snprintf(ps->unknown_last, sizeof ps->unknown_last, "CSI %s%ld(%d)%s%c", leader ? leader : "",
             argc > 0 ? CSI_ARG(args[0]) : -1L, argc, intermed ? intermed : "", cmd);
    return 0;
}

/* What libvterm did not know. Of a string read in pieces 0.3 gives each, 0.1 the last. */
static void count_unknown(ps_t *ps, const char *kind, const char *text, size_t len)
{
    ps->unknown++;
    snprintf(ps->unknown_last, sizeof ps->unknown_last, "%s %.*s", kind, (int)(len < 50 ? len : 50),
             text);
}

#if VTERM_VERSION_MAJOR > 0 || VTERM_VERSION_MINOR >= 2
/* Gathers the fragments of one string after its command; counts it once, at its end. */
static void on_fragment(ps_t *ps, const char *kind, const char *command, size_t len,
                        VTermStringFragment text)
{
    if (text.initial) {
        ps->string_len = len < sizeof ps->string ? len : sizeof ps->string;
        memcpy(ps->string, command, ps->string_len);
    }
    size_t room = sizeof ps->string - ps->string_len;
    size_t more = text.len < room ? text.len : room;
    if (more > 0) {
        memcpy(ps->string + ps->string_len, text.str, more);
        ps->string_len += more;
    }
    if (text.final) count_unknown(ps, kind, ps->string, ps->string_len);
}

static int on_osc(int number, VTermStringFragment text, void *user)
{
    char command[16];
    if (number != 104) { /* palette reset: part of ncurses' endwin */
        int len = snprintf(command, sizeof command, "%d;", number);
        on_fragment(user, "OSC", command, (size_t)len, text);
    }
    return 0;
}

static int on_dcs(const char *command, size_t len, VTermStringFragment text, void *user)
{
    on_fragment(user, "DCS", command, len, text);
    return 0;
}

static const VTermStateFallbacks unknown_cb = {.csi = on_csi, .osc = on_osc, .dcs = on_dcs};
#else
static int on_osc(const char *command, size_t len, void *user)
{
    if (len >= 3 && memcmp(command, "104", 3) == 0)
        return 0; /* palette reset: part of ncurses' endwin */
    count_unknown(user, "OSC", command, len);
    return 0;
}

static int on_dcs(const char *command, size_t len, void *user)
{
    count_unknown(user, "DCS", command, len);
    return 0;
}

static const VTermParserCallbacks unknown_cb = {.csi = on_csi, .osc = on_osc, .dcs = on_dcs};
#endif

static const VTermScreenCallbacks screen_cb = {.settermprop = on_prop, .bell = on_bell};

static void on_reply(const char *bytes, size_t len, void *user)
{
    ps_t *ps = user;
    if (ps->hold && ps->held_len + len <= sizeof ps->held) {
        memcpy(ps->held + ps->held_len, bytes, len);
        ps->held_len += len;
    } else {
        ps_write(ps, bytes, len);
    }
}

/* ---- output: around what libvterm 0.1.4 lacks ----
 * Each CSI sequence is held until complete, and rewritten where need be:
 * - 38:2::R:G:B, which xterm-direct sends, it reads as red = the empty field;
 * - of CSI ? 1006 ; 1000 h, as ncurses turns the mouse on, it takes the first;
 * - it has no dim attribute, so dim becomes font 9, which it keeps per cell. */

static void sgr_rewrite(const char *args, char *out, size_t size)
{
    size_t n = 0;
    int skip = 0; /* plain parameters that belong to a 38, 48 or 58 */
    bool direct = false;
    while (n + 16 < size) {
        size_t len = strcspn(args, ";");
        int num = (int)strtol(args, NULL, 10);
        char part[48];
        snprintf(part, sizeof part, "%.*s", (int)len, args);
        char *gap = strstr(part, ":2::");
        if (gap != NULL) memmove(gap + 2, gap + 3, strlen(gap + 3) + 1);
        if (direct) {
            skip = num == 5 ? 1 : num == 2 ? 3 : 0;
            direct = false;
        } else if (skip > 0) {
            skip--;
        } else if (strchr(part, ':') == NULL) {
            direct = num == 38 || num == 48 || num == 58;
            if (num == 2)
                snprintf(part, sizeof part, "19");
            else if (num == 22)
                snprintf(part, sizeof part, "22;10");
        }
        n += (size_t)snprintf(out + n, size - n, "%s%s", n > 0 ? ";" : "", part);
        if (args[len] == '\0') break;
        args += len + 1;
    }
}

static void feed_csi(ps_t *ps)
{
    char *csi = ps->csi, out[512], final = csi[ps->csi_len - 1];
    size_t params = ps->csi_len - 3;
    csi[ps->csi_len] = '\0';
    if (final == 'm' && strspn(csi + 2, "0123456789;:") == params && params > 0) {
        csi[ps->csi_len - 1] = '\0';
        sgr_rewrite(csi + 2, out, sizeof out);
        vterm_input_write(ps->vt, "\033[", 2);
        vterm_input_write(ps->vt, out, strlen(out));
        vterm_input_write(ps->vt, &final, 1);
    } else if ((final == 'h' || final == 'l') && csi[2] == '?') {
        for (char *save = NULL, *one = strtok_r(csi + 3, ";hl", &save); one != NULL;
             one = strtok_r(NULL, ";hl", &save)) {
            int n = snprintf(out, sizeof out, "\033[?%s%c", one, final);
            vterm_input_write(ps->vt, out, (size_t)n);
        }
    } else {
        vterm_input_write(ps->vt, csi, ps->csi_len);
    }
    ps->csi_len = 0;
}

/* Passes text on, a '~' after each character that is two columns wide here but not in libvterm. */
static void feed_text(ps_t *ps, const char *bytes, size_t len)
{
    size_t from = 0;
    for (size_t i = 0; i < len && ps->is_wide != NULL; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c >= 0xC0) {
            ps->wanted = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : 1;
            ps->partial = c & (0x3Fu >> ps->wanted);
        } else if (c >= 0x80 && ps->wanted > 0) {
            ps->partial = ps->partial << 6 | (c & 0x3Fu);
            if (--ps->wanted > 0 || !ps->is_wide(ps->partial)) continue;
            vterm_input_write(ps->vt, bytes + from, i + 1 - from);
            vterm_input_write(ps->vt, "~", 1);
            from = i + 1;
        }
    }
    vterm_input_write(ps->vt, bytes + from, len - from);
}

void terminal_feed(ps_t *ps, const char *bytes, size_t len)
{
    size_t from = 0; /* what is neither passed on nor held */
    for (size_t i = 0; i < len; i++) {
        char c = bytes[i];
        if (ps->csi_len == 0) {
            if (c == '\033' && (i + 1 == len || bytes[i + 1] == '[')) {
                feed_text(ps, bytes + from, i - from);
                ps->csi[ps->csi_len++] = c;
                from = i + 1;
            }
        } else if ((ps->csi_len == 1) != (c == '[') || (unsigned char)c < ' ' ||
                   ps->csi_len + 2 > sizeof ps->csi) {
            vterm_input_write(ps->vt, ps->csi, ps->csi_len); /* not one after all */
            ps->csi_len = 0;
            from = i--;
        } else {
            ps->csi[ps->csi_len++] = c;
            from = i + 1;
            if (ps->csi_len > 2 && c >= '@' && c <= '~') feed_csi(ps);
        }
    }
    feed_text(ps, bytes + from, len - from);
}

void terminal_open(ps_t *ps)
{
    ps->cursor_visible = true;
    ps->vt = vterm_new(ps->rows, ps->cols);
    vterm_set_utf8(ps->vt, 1);
    vterm_output_set_callback(ps->vt, on_reply, ps);
    ps->screen = vterm_obtain_screen(ps->vt);
    vterm_screen_set_callbacks(ps->screen, &screen_cb, ps);
    vterm_screen_set_unrecognised_fallbacks(ps->screen, &unknown_cb, ps);
    vterm_screen_enable_altscreen(ps->screen, 1);
    vterm_screen_reset(ps->screen, 1);
}

/* ---- the screen ---- */

void ps_size(const ps_t *ps, int *cols, int *rows)
{
    *cols = ps->cols;
    *rows = ps->rows;
}

static size_t put_utf8(char *to, uint32_t c)
{
    if (c < 0x80) {
        to[0] = (char)c;
        return 1;
    }
    size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = n - 1; i > 0; i--, c >>= 6) to[i] = (char)(0x80 | (c & 0x3f));
    to[0] = (char)((0xf00 >> n & 0xff) | c);
    return n;
}

static ps_color_t get_color(ps_t *ps, VTermColor col)
{
    ps_color_t out = {.kind = PS_RGB};
    if (VTERM_COLOR_IS_DEFAULT_FG(&col) || VTERM_COLOR_IS_DEFAULT_BG(&col)) {
        out.kind = PS_DEFAULT;
    } else if (VTERM_COLOR_IS_INDEXED(&col)) {
        out.kind = PS_INDEXED;
        out.index = col.indexed.idx;
    }
    vterm_screen_convert_color_to_rgb(ps->screen, &col);
    out.r = col.rgb.red;
    out.g = col.rgb.green;
    out.b = col.rgb.blue;
    return out;
}

bool ps_cell(ps_t *ps, int row, int col, ps_cell_t *out)
{
    VTermScreenCell c;
    memset(out, 0, sizeof *out);
    if (row < 0 || col < 0 || row >= ps->rows || col >= ps->cols ||
        !vterm_screen_get_cell(ps->screen, (VTermPos){row, col}, &c))
        return false;
    out->bold = c.attrs.bold;
    out->dim = c.attrs.font == 9;
    out->italic = c.attrs.italic;
    out->underline = c.attrs.underline != 0;
    out->reverse = c.attrs.reverse;
    out->blink = c.attrs.blink;
    out->strike = c.attrs.strike;
    out->fg = get_color(ps, c.fg);
    out->bg = get_color(ps, c.bg);
    if (c.chars[0] == RIGHT_HALF) return true;
    out->ch = c.chars[0] != 0 ? c.chars[0] : ' ';
    out->width = c.width;
    size_t n = put_utf8(out->text, out->ch);
    for (int i = 1; i < VTERM_MAX_CHARS_PER_CELL && c.chars[0] != 0 && c.chars[i] != 0; i++)
        n += put_utf8(out->text + n, c.chars[i]);
    return true;
}

const char *ps_row_text(ps_t *ps, int row)
{
    int slot = ps->row_slot++ % ROW_SLOTS;
    size_t n = 0, keep = 0;
    char *buf = realloc(ps->row_buf[slot], (size_t)ps->cols * 32 + 1);
    if (buf == NULL) abort();
    ps->row_buf[slot] = buf;
    for (int col = 0; col < ps->cols; col++) {
        ps_cell_t cell;
        if (ps_cell(ps, row, col, &cell)) {
            size_t len = strlen(cell.text);
            memcpy(buf + n, cell.text, len);
            n += len;
            if (cell.ch != ' ' && cell.width > 0) keep = n;
        }
    }
    buf[keep] = '\0';
    return buf;
}

bool ps_find(ps_t *ps, const char *utf8, int *row, int *col)
{
    for (int r = 0; r < ps->rows; r++) {
        const char *text = ps_row_text(ps, r);
        const char *hit = strstr(text, utf8);
        if (hit != NULL) {
            size_t at = 0;
            int c = 0;
            for (ps_cell_t cell; at < (size_t)(hit - text) && ps_cell(ps, r, c, &cell); c++)
                at += strlen(cell.text);
            for (ps_cell_t cell; c > 0 && ps_cell(ps, r, c, &cell) && cell.width == 0;)
                c++; /* the hit begins after a wide character */
            if (row != NULL) *row = r;
            if (col != NULL) *col = c;
            return true;
        }
    }
    return false;
}

bool ps_cursor(ps_t *ps, int *row, int *col)
{
    VTermPos pos;
    vterm_state_get_cursorpos(vterm_obtain_state(ps->vt), &pos);
    *row = pos.row;
    *col = pos.col;
    return ps->cursor_visible;
}

bool ps_altscreen(const ps_t *ps)
{
    return ps->alt;
}

int ps_mouse_mode(const ps_t *ps)
{
    return ps->mouse;
}

int ps_bells(const ps_t *ps)
{
    return ps->bells;
}

int ps_mode(const ps_t *ps, int mode)
{
    int state = -1;
    for (size_t i = 0; i + 3 < ps->raw_len; i++) {
        if (memcmp(ps->raw + i, "\033[?", 3) != 0) continue;
        bool hit = false;
        size_t at = i + 3;
        for (int num = 0; at < ps->raw_len; at++) {
            char c = ps->raw[at];
            if (c >= '0' && c <= '9') {
                num = num * 10 + (c - '0');
                continue;
            }
            hit = hit || num == mode;
            num = 0;
            if (c != ';') break;
        }
        if (hit && at < ps->raw_len && (ps->raw[at] == 'h' || ps->raw[at] == 'l'))
            state = ps->raw[at] == 'h';
    }
    return state;
}

void ps_dump(ps_t *ps, FILE *to)
{
    int row, col;
    bool visible = ps_cursor(ps, &row, &col);
    fprintf(to, "screen %dx%d, cursor %d,%d %s, status %d\n", ps->cols, ps->rows, row, col,
            visible ? "visible" : "hidden", ps_exit_status(ps));
    for (int r = 0; r < ps->rows; r++) fprintf(to, "%3d|%s\n", r, ps_row_text(ps, r));
}
