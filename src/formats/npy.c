#include "formats/npy.h"

#include <inttypes.h>
#include <string.h>

/* What stands before the header (magic, version 1.0, the header's length), and both
 * together: with the largest numbers they take 106 bytes, with the smallest 68, so
 * the next multiple of 64 is always the same. */
enum { NPY_BEFORE = 10, NPY_WHOLE = 128, NPY_HEADER = NPY_WHOLE - NPY_BEFORE };

void npy_header(FILE *out, uint64_t rows, uint64_t cols)
{
    static const unsigned char before[NPY_BEFORE] = {0x93, 'N', 'U', 'M',        'P',
                                                     'Y',  1,   0,   NPY_HEADER, 0};
    char header[NPY_HEADER];
    int n =
        snprintf(header, sizeof header,
                 "{'descr': '<f4', 'fortran_order': False, 'shape': (%" PRIu64 ", %" PRIu64 "), }",
                 rows, cols);
    memset(header + n, ' ', sizeof header - (size_t)n);
    header[NPY_HEADER - 1] = '\n';
    fwrite(before, 1, sizeof before, out);
    fwrite(header, 1, sizeof header, out);
}

/* The lowest byte first on every machine, so that files are the same bytes. */
void npy_floats(FILE *out, const float *values, uint64_t n)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    fwrite(values, sizeof *values, (size_t)n, out);
#else
    for (uint64_t i = 0; i < n; i++) {
        uint32_t bits;
        memcpy(&bits, &values[i], sizeof bits);
        bits = __builtin_bswap32(bits);
        fwrite(&bits, sizeof bits, 1, out);
    }
#endif
}
