/* Principal axes: against an independent computation (tests/data/pca_oracle.py), and by
 * what they must fulfil; the words' map kept up to date against one made from nothing. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/embedding/embedding.h"
#include "core/embedding/pca.h"
#include "core/vec/vecstat.h"

#define ORACLE "tests/data/pca_oracle.csv"
#define TOLERANCE 1e-9 /* of the largest coordinate; and of a share */
#define D_MAX 32

static double dots[PCA_ROWS_MAX * PCA_ROWS_MAX];

static void fill_dots(const float *rows, int n, int d)
{
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            dots[i * PCA_ROWS_MAX + j] = vec_dot(rows + i * d, rows + j * d, d);
}

static void read_numbers(FILE *file, const char *word, double *out, int count)
{
    char line[2048];
    assert_non_null(fgets(line, sizeof line, file));
    char *at = line + strlen(word);
    assert_memory_equal(line, word, strlen(word));
    for (int i = 0; i < count; i++) {
        assert_int_equal(*at, ',');
        out[i] = strtod(at + 1, &at);
    }
}

static void check_case(FILE *file, const char *name, int n, int d)
{
    static float rows[PCA_ROWS_MAX * D_MAX];
    double numbers[D_MAX], share[2], at[2], most = 0;
    struct pca pca;
    for (int i = 0; i < n; i++) {
        read_numbers(file, "row", numbers, d);
        for (int k = 0; k < d; k++) rows[i * d + k] = (float)numbers[k];
    }
    fill_dots(rows, n, d);
    pca_of_dots(dots, PCA_ROWS_MAX, n, &pca);
    read_numbers(file, "axes", share, 2);
    for (int a = 0; a < 2; a++)
        if (fabs(pca.share[a] - share[a]) > TOLERANCE)
            fail_msg("%s: axis %d holds %.12f instead of %.12f", name, a, pca.share[a], share[a]);
    for (int i = 0; i < n; i++) most = fmax(most, fmax(fabs(pca.at[i][0]), fabs(pca.at[i][1])));
    for (int i = 0; i < n; i++) {
        read_numbers(file, "at", at, 2);
        for (int a = 0; a < 2; a++)
            if (fabs(pca.at[i][a] - at[a]) > TOLERANCE * most)
                fail_msg("%s: row %d, axis %d: %.12f instead of %.12f", name, i, a, pca.at[i][a],
                         at[a]);
    }
}

static void test_against_oracle(void **state)
{
    (void)state;
    FILE *file = fopen(ORACLE, "r");
    assert_non_null(file);
    char line[256], name[64];
    int n, d, cases = 0;
    while (fgets(line, sizeof line, file))
        if (sscanf(line, "case,%63[^,],%d,%d", name, &n, &d) == 3) {
            assert_true(n <= PCA_ROWS_MAX && d <= D_MAX);
            check_case(file, name, n, d);
            cases++;
        }
    fclose(file);
    assert_int_equal(cases, 11);
}

static double random_unit(void)
{
    return (double)rand() / RAND_MAX * 2 - 1;
}

/* A = V diag(λ) Vᵀ with VᵀV = 1, at every size. Tolerance: 1e-12 of the entries' size. */
static void test_jacobi(void **state)
{
    (void)state;
    enum { ENTRIES = PCA_ROWS_MAX * PCA_ROWS_MAX };
    static double a[ENTRIES], v[ENTRIES], was[ENTRIES];
    srand(5);
    for (int n = 1; n <= PCA_ROWS_MAX; n += 1 + n / 4) {
        for (int i = 0; i < n; i++)
            for (int j = 0; j <= i; j++) a[i * n + j] = a[j * n + i] = random_unit();
        memcpy(was, a, sizeof a);
        eigen_jacobi(a, v, n);
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++) {
                double back = 0, product = 0;
                for (int k = 0; k < n; k++) {
                    back += v[k * n + i] * a[k * n + k] * v[k * n + j];
                    product += v[i * n + k] * v[j * n + k];
                }
                back -= was[i * n + j];
                product -= i == j;
                if (fabs(back) > 1e-12 || fabs(product) > 1e-12)
                    fail_msg("n = %d, entry %d, %d: off by %g and %g", n, i, j, back, product);
            }
    }
}

/* With rows of two dimensions the map is the plane itself, turned: distances stay. */
static void test_plane_keeps_distances(void **state)
{
    (void)state;
    enum { N = 40 };
    static float rows[N * 2];
    struct pca pca;
    srand(6);
    for (int i = 0; i < N * 2; i++) rows[i] = (float)random_unit();
    fill_dots(rows, N, 2);
    pca_of_dots(dots, PCA_ROWS_MAX, N, &pca);
    assert_true(fabs(pca.share[0] + pca.share[1] - 1) < 1e-12);
    for (int i = 0; i < N; i++)
        for (int j = 0; j < i; j++) {
            double across = (double)rows[2 * i] - (double)rows[2 * j];
            double in_plane = hypot(across, (double)rows[2 * i + 1] - (double)rows[2 * j + 1]);
            double on_map = hypot(pca.at[i][0] - pca.at[j][0], pca.at[i][1] - pca.at[j][1]);
            assert_true(fabs(in_plane - on_map) < 1e-9);
        }
}

static void test_no_rows(void **state)
{
    (void)state;
    struct pca pca;
    pca_of_dots(dots, PCA_ROWS_MAX, 0, &pca);
    assert_int_equal(pca.n, 0);
    assert_true(pca.share[0] <= 0 && pca.share[1] <= 0);
}

static void test_map_follows_the_table(void **state)
{
    (void)state;
    const uint32_t index[] = {4, 9, 2};
    struct word_map map = {0};
    for (int d = 1; d <= 512; d *= 8)
        for (uint64_t seed = 1; seed < 4; seed++) {
            struct embedding table = {seed, d, INIT_UNIFORM, false};
            float rows[3 * 512];
            struct pca pca;
            struct row_source source = {&row_source_drawn, &table, d, false};
            assert_true(word_map_set(&map, &source, index, 3));
            assert_int_equal(map.pca.n, 3);
            for (int i = 0; i < 3; i++) embedding_row(&table, index[i], 0, d, rows + i * d);
            fill_dots(rows, 3, d);
            pca_of_dots(dots, PCA_ROWS_MAX, 3, &pca);
            assert_memory_equal(&pca, &map.pca, sizeof pca);
        }
    word_map_free(&map);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_against_oracle),        cmocka_unit_test(test_jacobi),
        cmocka_unit_test(test_plane_keeps_distances), cmocka_unit_test(test_no_rows),
        cmocka_unit_test(test_map_follows_the_table),
    };
    return cmocka_run_group_tests_name("pca", tests, NULL, NULL);
}
