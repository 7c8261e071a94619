/* How another program uses liblexwave: writes a table of positions, and the E, P and X of a sentence.
 *
 *     cc -o positions positions.c $(pkg-config --cflags --libs lexwave)
 *     ./positions FOLDER [SENTENCE]
 *
 * Without the shared library at run time:
 *
 *     cc -static -o positions positions.c $(pkg-config --static --cflags --libs lexwave)
 *
 * Writes positions.csv, e.csv, p.csv and x.csv to the folder, a row of numbers a line, and the tokens
 * to standard output: position, index in the vocabulary, word. */
#include <lexwave.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { D_MODEL = 32, POSITIONS = 64 };

/* Nine digits bring every float32 back. */
static bool write_csv(const char *folder, const char *name, const float *rows, size_t count,
                      size_t width)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "w");
    for (size_t i = 0; f && i < count * width; i++)
        fprintf(f, "%.9g%c", (double)rows[i], (i + 1) % width ? ',' : '\n');
    if (f && fclose(f) == 0) return true;
    perror(path);
    return false;
}

/* The one function that wants no handle: sines and cosines as in the paper. */
static bool write_positions(const char *folder)
{
    float rows[POSITIONS * D_MODEL];
    int result = lexwave_positions(D_MODEL, 10000, 0, POSITIONS, rows);
    if (result != LEXWAVE_OK) fprintf(stderr, "positions: %s\n", lexwave_result_text(result));
    return result == LEXWAVE_OK && write_csv(folder, "positions.csv", rows, POSITIONS, D_MODEL);
}

static void print_tokens(const lexwave *l, const char *sentence)
{
    for (size_t i = 0; i < lexwave_token_count(l); i++)
        printf("%zu\t%lld\t%.*s%s\n", i, (long long)lexwave_token_index(l, i),
               (int)lexwave_token_length(l, i), sentence + lexwave_token_start(l, i),
               lexwave_token_is_new(l, i) ? "\tnew" : "");
}

/* E, P and X are read the same way. */
static bool write_rows(lexwave *l, const char *folder)
{
    static const struct {
        const char *name;
        int (*read)(lexwave *l, size_t first, size_t count, float *out);
    } matrices[] = {
        {"e.csv", lexwave_e_rows}, {"p.csv", lexwave_p_rows}, {"x.csv", lexwave_x_rows}};
    size_t tokens = lexwave_token_count(l), width = (size_t)lexwave_x_width(l);
    float *rows = malloc((tokens * width + 1) * sizeof *rows); /* X has the widest rows */
    bool ok = rows != NULL;
    for (int i = 0; ok && i < 3; i++)
        ok = matrices[i].read(l, 0, tokens, rows) == LEXWAVE_OK &&
             write_csv(folder, matrices[i].name, rows, tokens, width);
    free(rows);
    return ok;
}

int main(int argc, char **argv)
{
    const char *sentence = argc > 2 ? argv[2] : "The cat sat on the mat.";
    if (argc < 2) {
        fprintf(stderr, "usage: %s FOLDER [SENTENCE]\n", argv[0]);
        return 2;
    }
    lexwave *l = lexwave_new();
    bool ok = l && write_positions(argv[1]) && lexwave_set(l, "d-model", "32") == LEXWAVE_OK &&
              lexwave_set(l, "seed", "7") == LEXWAVE_OK &&
              lexwave_set_text(l, sentence, strlen(sentence)) == LEXWAVE_OK;
    if (ok) print_tokens(l, sentence);
    ok = ok && write_rows(l, argv[1]);
    if (!ok && l && *lexwave_error(l)) fprintf(stderr, "positions: %s\n", lexwave_error(l));
    lexwave_free(l);
    return ok ? 0 : 1;
}
