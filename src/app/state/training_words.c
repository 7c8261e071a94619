/* The hub of training: its words, what it says into the sentence, and pinned runs. */
#include <stdlib.h>
#include <string.h>

#include "app/state/training_parts.h"
#include "base/memory.h"
#include "base/num.h"
#include "base/utf8.h"
#include "base/words.h"

void training_word(const struct app *a, uint32_t index, struct str *out)
{
    const struct training *t = &a->training;
    if (index < a->vocab.size) {
        struct vocab_word word = vocab_word(&a->vocab, index);
        str_add(out, word.text, word.len);
        return;
    }
    const char *at = str_text(&t->names), *end = at + t->names.len;
    for (uint32_t i = t->names_from; at < end && i < index; i++) at += strlen(at) + 1;
    str_adds(out, at < end ? at : "");
}

static void add_other(struct str *out, bool other, const char *text)
{
    if (other) str_addf(out, "%s%s", out->len ? ", " : "", text);
}

void training_model_text(const struct train_recipe *r, bool heads, struct str *out)
{
    static const char *const norms[TRAIN_NORM_COUNT] = {[TRAIN_NORM_BEFORE] = N_("norm before"),
                                                        [TRAIN_NORM_AFTER] = N_("norm after"),
                                                        [TRAIN_NORM_NONE] = N_("no norm")};
    const struct train_recipe usual =
        train_recipe_of((enum train_goal_kind)r->goal, r->blocks, r->positions, r->d_model);
    struct str text = STR_EMPTY, number = STR_EMPTY;
    str_addf(&number, words_plural("%d head", "%d heads", (unsigned)r->heads), r->heads);
    add_other(&text, heads && r->blocks && r->heads != usual.heads, str_text(&number));
    add_other(&text, r->blocks && train_goals[r->goal].blocks >= 0 && r->mask == TRAIN_MASK_NONE,
              _("no mask"));
    add_other(&text, r->blocks && r->norm != usual.norm, _(norms[r->norm]));
    add_other(&text, r->tied, _("U tied"));
    add_other(&text, r->learned_places, _("P learned"));
    str_adds(out, str_text(&text));
    str_free(&number);
    str_free(&text);
}

bool training_sees_answer(const struct train_recipe *r)
{
    return r->blocks && r->mask == TRAIN_MASK_NONE &&
           (r->goal == TRAIN_SENTENCE || r->goal == TRAIN_CORPUS || r->goal == TRAIN_COMPANY);
}

void training_recipe_text(const struct train_recipe *r, struct str *out)
{
    str_addf(out, "%s, %s, ", _(train_goals[r->goal].label),
             _(train_optimisers[r->optimiser].label));
    str_addf(out, _("rate %.4g"), r->rate);
    if (r->blocks)
        str_addf(out, words_plural(", %d block", ", %d blocks", (unsigned)r->blocks), r->blocks);
    if (r->blocks)
        str_addf(out, words_plural(", %d head", ", %d heads", (unsigned)r->heads), r->heads);
    struct str other = STR_EMPTY;
    training_model_text(r, false, &other);
    if (other.len) str_addf(out, ", %s", str_text(&other));
    str_free(&other);
    str_addf(out, _(", d %d, seed %llu"), r->d_model, (unsigned long long)r->seed);
}

/* ---- pinned ------------------------------------------------------------ */

static bool copy_curve(const struct train_run *run, struct training_curve *out)
{
    uint32_t count = run->newest + 1;
    double *loss = memory_new(count, sizeof *loss);
    if (!loss) return false;
    memcpy(loss, run->loss, count * sizeof *loss);
    training_curve_free(out);
    *out = (struct training_curve){run->recipe, loss, count, run->stop};
    return true;
}

void training_pin(struct app *a, int by)
{
    (void)by;
    struct training *t = &a->training;
    if (t->pinned[0].loss || t->pinned[1].loss) {
        for (int side = 0; side < 2; side++) training_curve_free(&t->pinned[side]);
        app_say(a, _("unpinned"));
        return;
    }
    if (!t->begun) {
        app_say(a, _("there is no run to be pinned yet: Space begins one"));
        return;
    }
    bool ok = true;
    for (int side = 0; side < 2 && ok; side++) ok = copy_curve(t->run[side], &t->pinned[side]);
    if (ok)
        app_say(a, _("pinned: the next runs are drawn beside these; y again forgets them"));
    else
        app_complain(a, _("out of memory: nothing was pinned"));
}

/* ---- the next word ----------------------------------------------------- */

/* The piece that the text's last token is in as rows of T, as the bars of that token read it.
 * Returns how many, −1 where the run does not know one, which is named. */
static int read_words(struct app *a, const struct train_run *run, uint32_t *out)
{
    const struct pipeline *p = &a->pipeline;
    size_t first = training_piece(a, p->count - 1).first, n = p->count - first;
    for (size_t i = 0; i < n; i++) {
        uint32_t index = pipeline_index(p, first + i);
        int row = index == ROW_NONE ? -1 : train_word_of(run, index);
        if (row < 0) {
            struct piece piece = pipeline_piece(p, first + i);
            app_complain(a, _("the run has no row for “%.*s”, so it cannot read the sentence"),
                         (int)min_size(piece.end - piece.start, 40), pipeline_bytes(p, piece));
            return -1;
        }
        out[i] = (uint32_t)row;
    }
    return (int)n;
}

/* Where reading begins again for what is put after the text: the end of a token that the text's end
 * does not change. Returns how many tokens stand after it. */
static size_t read_again_from(const struct app *a, const char *text, size_t n, size_t *at)
{
    const struct pipeline *p = &a->pipeline;
    const struct tokenizer *t = a->vocab.tokenizer;
    size_t kept = p->count;
    for (; kept; kept--) {
        *at = pipeline_piece(p, kept - 1).end;
        if (n - *at >= t->after && tokenizer_breaks(t, text, n, *at)) return p->count - kept;
    }
    *at = 0;
    return p->count;
}

/* Whether a text that has more at its end reads as it did, and then as one word more, this one. */
static bool reads_back(const struct app *a, const struct str *text, size_t at, size_t before,
                       const struct str *word)
{
    struct str scratch = STR_EMPTY;
    struct tokenizer_span span = {str_text(text), text->len, at, text->len, before + 2};
    struct token *token = memory_zeros(before + 2, sizeof *token);
    uint32_t *index = memory_zeros(before + 2, sizeof *index);
    size_t first = a->pipeline.count - before;
    bool same = token && index &&
                vocab_read(&a->vocab, &span, token, index, &scratch) == before + 1 &&
                !scratch.failed;
    for (size_t i = 0; same && i < before; i++) {
        struct piece was = pipeline_piece(&a->pipeline, first + i);
        same = token[i].piece.start == was.start && token[i].piece.end == was.end;
    }
    if (same) {
        char room[TOKEN_SHORT];
        const char *key = token_key_bytes(&token[before], span.text, str_text(&scratch), room);
        same = token[before].key.len == word->len && memcmp(key, str_text(word), word->len) == 0;
    }
    free(token);
    free(index);
    str_free(&scratch);
    return same;
}

/* A lone byte is no text. */
static bool is_text(const struct str *word)
{
    bool ok = word->len;
    uint32_t c;
    for (size_t i = 0; ok && i < word->len;)
        i += utf8_decode(str_text(word) + i, word->len - i, &c, &ok);
    return ok;
}

/* The text with the word after it, with a blank between them where it reads back so, else without.
 * False: in no way does it read back as that word. */
static bool join_word(const struct app *a, const struct str *word, struct str *out)
{
    size_t n = text_len(&a->line.text), at, before;
    const char *bytes = text_bytes(&a->line.text);
    before = read_again_from(a, bytes, n, &at);
    bool blank = n && bytes[n - 1] != ' ' && bytes[n - 1] != '\n';
    for (int gap = blank; gap >= 0; gap--) {
        str_clear(out);
        str_add(out, bytes, n);
        if (gap) str_addc(out, ' ');
        str_add(out, str_text(word), word->len);
        if (is_text(word) && !out->failed && reads_back(a, out, at, before, word)) return true;
    }
    return false;
}

/* Puts a word after the text as the tokenizer joins it. */
static void append_word(struct app *a, const struct str *word)
{
    struct str more = STR_EMPTY, spelled = STR_EMPTY;
    size_t n = text_len(&a->line.text);
    const struct tokenizer *t = a->vocab.tokenizer;
    bool joined = join_word(a, word, &more);
    if (!joined) {
        t->spell(t->self, str_text(word), word->len, &spelled);
        app_complain(a,
                     _("“%.40s” is said next, and no text reads back as that: nothing is written"),
                     str_text(&spelled));
    } else if (app_has_room(a, &a->line, more.len - n)) {
        if (line_replace(&a->line, n, n, str_text(&more) + n, more.len - n))
            a->follow = FOLLOW_TYPED;
        else
            app_complain(a, _("out of memory: the text stays as it was"));
    }
    str_free(&more);
    str_free(&spelled);
}

/* Of the goals only these say what comes next in a text. */
static bool says_next(const struct train_run *run)
{
    return run->recipe.goal == TRAIN_SENTENCE || run->recipe.goal == TRAIN_CORPUS;
}

void training_act_say(struct app *a, int by)
{
    (void)by;
    struct training *t = &a->training;
    const struct train_run *run = training_run(a, training_side(a));
    uint32_t word[TRAIN_TOKENS_MAX];
    if (!run || !says_next(run) || !a->pipeline.count || !pipeline_complete(&a->pipeline)) {
        app_say(a, !run                 ? _("nothing is trained yet: Space begins")
                   : !says_next(run)    ? _("this goal does not say the next word of a sentence")
                   : !a->pipeline.count ? _("there is no word to go on from")
                                        : _("the text is still being read: its end is not known"));
        return;
    }
    int n = read_words(a, run, word);
    struct train_reading how;
    struct err why;
    if (n <= 0) return;
    bool ready = training_settle(a, &why) && training_reading(a, training_side(a), &how);
    int class = ready ? train_say(run, &how, word, n, &t->choice, t->said) : -1;
    if (class < 0) {
        app_complain(
            a, _("the last word's position has no row of P, or memory ran out: nothing was said"));
        return;
    }
    t->said++;
    struct str text = STR_EMPTY;
    training_word(a, run->task.class_word[class], &text);
    append_word(a, &text);
    str_free(&text);
}
