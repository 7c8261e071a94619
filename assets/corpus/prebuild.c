/* Writes the vocabulary of a text as C: tables that are ready to use.
 *
 *     prebuild FILE TEXT NAME > vocabulary.c
 *
 * names the tables NAME, of the text that the program knows as TEXT.
 * Built from the program's own code and run by the Makefile, on the machine that builds.
 * The tables are the same on every machine (core/text/tokenizer.h), so any can build for any other. */
#include <stdio.h>

#include "core/text/vocab.h"
#include "formats/file.h"

static void write_texts(const struct vocab *v)
{
    printf("static const char texts[] =\n");
    for (uint32_t i = 0; i < v->size; i++) {
        struct vocab_word word = vocab_word(v, i);
        printf("    \"");
        for (uint32_t k = 0; k < word.len; k++) printf("\\%03o", (unsigned char)word.text[k]);
        printf("\\0\"\n");
    }
    printf("    ;\n");
}

/* Their places in the text above: by rank, while a vocabulary just built keeps them by appearance. */
static void write_entries(const struct vocab *v)
{
    uint32_t at = 0;
    printf("static const struct vocab_entry entries[] = {\n");
    for (uint32_t i = 0; i < v->size; i++) {
        struct vocab_word word = vocab_word(v, i);
        printf("    {%u, %u, %u},\n", at, word.len, (unsigned)word.count);
        at += word.len + 1;
    }
    printf("};\n");
}

static void write_slots(const struct vocab_table *t)
{
    printf("static const struct vocab_slot slots[] = {\n");
    for (size_t i = 0; i < (size_t)1 << t->bits; i++)
        printf("    {0x%llXu, %u, %u},\n", (unsigned long long)t->slots[i].head, t->slots[i].len,
               t->slots[i].index);
    printf("};\n");
}

int main(int argc, char **argv)
{
    struct str text = STR_EMPTY;
    struct vocab v;
    struct err e;
    if (argc != 4) {
        fprintf(stderr, "usage: prebuild FILE TEXT NAME\n");
        return 2;
    }
    if (!file_read(argv[1], TOKENIZER_TEXT_MAX, &text, &e) ||
        !vocab_build(&v, &tokenizers[0], text.data, text.len, &e)) {
        fprintf(stderr, "prebuild: %s\n", e.text);
        return 1;
    }
    printf("#include \"formats/corpus.h\"\n\n");
    write_texts(&v);
    write_entries(&v);
    write_slots(&v.table);
    printf("const struct vocab_table %s = {%s, &tokenizers[%d], %u, %llu, entries, texts, slots, "
           "%d};\n",
           argv[3], argv[2], (int)(v.tokenizer - tokenizers), v.size, (unsigned long long)v.tokens,
           v.table.bits);
    vocab_free(&v);
    str_free(&text);
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
