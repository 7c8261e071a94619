#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "formats/npy.h"

/* A stream into memory; close() gives what was written, to be freed by the caller. */
struct memory {
    FILE *out;
    char *data;
    size_t n;
};

static void memory_open(struct memory *m)
{
    *m = (struct memory){0};
    m->out = open_memstream(&m->data, &m->n);
    assert_non_null(m->out);
}

static void memory_close(struct memory *m)
{
    assert_int_equal(fclose(m->out), 0);
}

/* The bit pattern of the i-th test value; the script below computes the same ones. */
static float value_at(uint64_t i)
{
    uint32_t bits = (uint32_t)(i * 2654435761u + 12345u);
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* Written out by hand from the format's description: 10 bytes before a header of 118. */
static void header_bytes(void **state)
{
    (void)state;
    static const char dict[] = "{'descr': '<f4', 'fortran_order': False, 'shape': (12, 16), }";
    unsigned char expected[128];
    memset(expected, ' ', sizeof expected);
    memcpy(expected, "\x93NUMPY\x01\x00\x76\x00", 10);
    memcpy(expected + 10, dict, sizeof dict - 1);
    expected[127] = '\n';

    struct memory m;
    memory_open(&m);
    npy_header(m.out, 12, 16);
    memory_close(&m);
    assert_int_equal(m.n, sizeof expected);
    assert_memory_equal(m.data, expected, sizeof expected);
    free(m.data);
}

/* Every number of digits in both numbers: a multiple of 64 bytes, told truly, ended by a newline. */
static void header_sizes(void **state)
{
    (void)state;
    for (uint64_t rows = UINT64_MAX, more = 1; more; more = rows, rows /= 10) {
        uint64_t cols = UINT64_MAX;
        for (int digits = 20; digits >= 0; digits--, cols /= 10) {
            struct memory m;
            memory_open(&m);
            npy_header(m.out, rows, cols);
            memory_close(&m);
            const unsigned char *bytes = (const unsigned char *)m.data;
            assert_int_equal(m.n % 64, 0);
            assert_int_equal(bytes[8] + 256 * bytes[9], m.n - 10);
            assert_int_equal(bytes[m.n - 1], '\n');
            char shape[64];
            snprintf(shape, sizeof shape, "'shape': (%" PRIu64 ", %" PRIu64 "), }", rows, cols);
            m.data[m.n - 1] = '\0';
            assert_non_null(strstr(m.data + 10, shape));
            free(m.data);
        }
    }
}

static void float_bytes(void **state)
{
    (void)state;
    /* IEEE 754 binary32: 1 = 3f800000, −2.5 = c0200000, smallest subnormal = 00000001. */
    static const float values[] = {1.0f, -2.5f, 0x1p-149f, -0.0f};
    static const unsigned char expected[] = {0, 0, 0x80, 0x3f, 0, 0, 0x20, 0xc0,
                                             1, 0, 0,    0,    0, 0, 0,    0x80};
    struct memory m;
    memory_open(&m);
    npy_floats(m.out, values, 4);
    memory_close(&m);
    assert_int_equal(m.n, sizeof expected);
    assert_memory_equal(m.data, expected, sizeof expected);
    free(m.data);
}

/* All lengths around the size of one block of the writer. */
static void float_lengths(void **state)
{
    (void)state;
    enum { MOST = 2100 };
    static float values[MOST];
    for (size_t i = 0; i < MOST; i++) values[i] = value_at(i);
    for (size_t n = 0; n <= MOST; n += n > 8 && n < 1018 ? 101 : 1) {
        struct memory m;
        memory_open(&m);
        npy_floats(m.out, values, n);
        memory_close(&m);
        assert_int_equal(m.n, 4 * n);
        for (size_t i = 0; i < n; i++) {
            const unsigned char *b = (const unsigned char *)m.data + 4 * i;
            uint32_t bits =
                b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
            assert_int_equal(bits, (uint32_t)(i * 2654435761u + 12345u));
        }
        free(m.data);
    }
}

/* A Python that has NumPy, or NULL. */
static const char *python(void)
{
    static const char *const candidates[] = {"python3", "/usr/bin/python3"};
    for (size_t i = 0; i < sizeof candidates / sizeof candidates[0]; i++) {
        char probe[80];
        snprintf(probe, sizeof probe, "%s -c 'import numpy' >/dev/null 2>&1", candidates[i]);
        if (system(probe) == 0) return candidates[i];
    }
    return NULL;
}

/* NumPy reads what was written: type, shape, order and every bit; and what
 * it writes itself for the same array is the same file. */
static const char script[] = "import io, sys, numpy as np\n"
                             "raw = open(sys.argv[1], 'rb').read()\n"
                             "rows, cols = int(sys.argv[2]), int(sys.argv[3])\n"
                             "a = np.load(io.BytesIO(raw))\n"
                             "i = np.arange(rows * cols, dtype=np.uint64)\n"
                             "bits = ((i * 2654435761 + 12345) & 0xffffffff).astype('<u4')\n"
                             "assert a.dtype == np.dtype('<f4') and a.shape == (rows, cols)\n"
                             "assert a.flags.c_contiguous\n"
                             "assert (a.view('<u4').ravel() == bits).all()\n"
                             "own = io.BytesIO()\n"
                             "np.save(own, a)\n"
                             "assert own.getvalue() == raw\n";

static void check_with(const char *interpreter, const char *dir, uint64_t rows, uint64_t cols)
{
    char path[300], command[1800];
    snprintf(path, sizeof path, "%s/a.npy", dir);
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    npy_header(out, rows, cols);
    for (uint64_t i = 0; i < rows * cols; i++) {
        float value = value_at(i);
        npy_floats(out, &value, 1);
    }
    assert_int_equal(fclose(out), 0);
    snprintf(command, sizeof command, "%s -c \"%s\" %s %" PRIu64 " %" PRIu64, interpreter, script,
             path, rows, cols);
    assert_int_equal(system(command), 0);
    unlink(path);
}

static void numpy_reads(void **state)
{
    (void)state;
    const char *interpreter = python();
    if (!interpreter) {
        print_message("skipped: no python3 with numpy\n");
        skip();
    }
    char dir[] = "/tmp/lexwave-npy-XXXXXX";
    assert_non_null(mkdtemp(dir));
    static const uint64_t shapes[][2] = {{12, 16}, {1, 1}, {0, 16}, {300, 7}, {2, 16384}};
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++)
        check_with(interpreter, dir, shapes[i][0], shapes[i][1]);
    rmdir(dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(header_bytes), cmocka_unit_test(header_sizes),
        cmocka_unit_test(float_bytes),  cmocka_unit_test(float_lengths),
        cmocka_unit_test(numpy_reads),
    };
    return cmocka_run_group_tests_name("npy", tests, NULL, NULL);
}
