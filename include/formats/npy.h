/* NumPy's .npy, version 1.0 (numpy/lib/format.py describes it): magic, a header padded with
 * spaces to a multiple of 64 bytes, then float32 in C order, the lowest byte first. */
#pragma once

#include <stdint.h>
#include <stdio.h>

/* Writes the header for a float32 array of shape (rows, cols). */
void npy_header(FILE *out, uint64_t rows, uint64_t cols);
/* Writes n float32. */
void npy_floats(FILE *out, const float *values, uint64_t n);
