/* What may come from outside, at random: keys, pastes, clicks, sizes, ticks, and whole commands,
 * for tests that play them faster than they are drawn. Include after unit/stage.h. */
#pragma once

#include "app/command/option.h"
#include "app/command/command.h"
#include "app/update/update.h"
#include "unit/stage.h"
#include "view/marks/glossary.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* Training texts for :corpus, by name: one without a word, of one, of few. */
static const struct corpus corpora[] = {{"", 0, "none"},
                                        {"win", 3, "one"},
                                        {"you win\nor you die \xFF 狗", 24, "few"},
                                        {corpus_builtin, 0, "built-in"}};

/* Keys that come one after the other: a question, its answer, what is done with it. */
static const char *const phrases[] = {":corpus none\n",
                                      ":corpus one\n",
                                      ":corpus few\n",
                                      ":corpus built-in\n",
                                      ":corpus missing\n",
                                      "/you\nnN",
                                      "/w\nnN",
                                      "p1\n",
                                      "d1\n",
                                      ":d-model 2\n",
                                      ":seed 9\n",
                                      ":text one two one\n",
                                      ":corpus f\t\n",
                                      "/x\x1B",
                                      ":tokenizer byte\n"};

/* What is left to be typed of a phrase. */
static const char *phrase = "";

static uint32_t random_key(void)
{
    static const uint32_t more[] = {'e', 0xE9, 0x72D7,       0x301,       0x202E,
                                    ' ', '\'', KEY_NAME_TAB, KEY_NAME_TAB};
    int kind = rand() % 8;
    if (kind == 0) return more[(size_t)rand() % COUNT_OF(more)];
    if (kind == 1) return (uint32_t)(KEY_SPECIAL + rand() % (KEY_SPECIAL_END - KEY_SPECIAL));
    if (kind == 2) return MOD_CTRL | (uint32_t)('a' + rand() % 26);
    if (kind == 3) return MOD_ALT | (uint32_t)(' ' + rand() % 95);
    return (uint32_t)(' ' + rand() % 95);
}

/* What is under the mouse in the frame drawn last, whatever has come since; or anything at all. */
static struct target random_target(void)
{
    if (rand() % 8) return stage_target(rand() % frame.rows, rand() % frame.cols);
    return (struct target){(enum target_kind)(rand() % (TARGET_OWN + 1)),
                           rand() % 2000 - 5,
                           rand() % 2000 - 5,
                           rand() % 600 - 5,
                           rand() % (glossary_count + 1),
                           rand() % 2};
}

static struct event next_of_phrase(int64_t now)
{
    char c = *phrase++;
    uint32_t key = c == '\n'     ? KEY_NAME_ENTER
                   : c == '\t'   ? KEY_NAME_TAB
                   : c == '\x1B' ? KEY_NAME_ESC
                                 : (uint32_t)c;
    return (struct event){.type = EVENT_KEY, .now_ms = now, .key = key};
}

static struct event random_event(int64_t now)
{
    static const char pasted[] = "\xFF you 狗 \t zz";
    if (*phrase) return next_of_phrase(now);
    if (rand() % 60 == 0) phrase = phrases[(size_t)rand() % COUNT_OF(phrases)];
    if (rand() % 40 == 0)
        return (struct event){
            .type = EVENT_RESIZE, .now_ms = now, .rows = 1 + rand() % 60, .cols = 1 + rand() % 200};
    if (rand() % 20 == 0)
        return (struct event){.type = EVENT_MOUSE,
                              .now_ms = now,
                              .mouse = (enum mouse_action)(rand() % 3),
                              .shift = rand() % 2,
                              .target = random_target()};
    if (rand() % 50 == 0)
        return (struct event){
            .type = EVENT_PASTE, .now_ms = now, .text = pasted, .len = sizeof pasted - 1};
    if (rand() % 50 == 0) return (struct event){.type = EVENT_TICK, .now_ms = now};
    return (struct event){.type = EVENT_KEY, .now_ms = now, .key = random_key()};
}

/* As the program does: takes the corpus that is asked for, or says why not. */
static void take_corpus(const char *name)
{
    struct err e;
    for (size_t i = 0; i < COUNT_OF(corpora); i++) {
        struct corpus corpus = corpora[i];
        if (strcmp(*name ? name : "built-in", corpus.source) != 0) continue;
        corpus.len = corpus.text == corpus_builtin ? corpus_builtin_len : corpus.len;
        assert_true(app_set_corpus(&app, &corpus, &e));
        return;
    }
    command_refuse(&app, "there is no such corpus");
}

/* Takes an event in, and does what it asks for outside, files aside: there are none. */
static void take_event(const struct event *event)
{
    unsigned effects = app_update(&app, event);
    if (effects & EFFECT_CORPUS) take_corpus(str_text(&app.request.path));
    if (effects & EFFECT_EXPORT) command_refuse(&app, "nothing is written here");
    if (effects & EFFECT_FILES) command_complete(&app, app.request.step);
}

/* Inputs stay small, so that runs are many. */
static void keep_small(void)
{
    if (app.params.d_model > 512) app.params.d_model = 16;
    if (text_len(&app.line.text) > 600) line_do(&app.line, LINE_KILL_START);
}
