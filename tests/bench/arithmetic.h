/* The bare arithmetic of a keystroke: the calls of the kernels that it makes (rows
 * of E and of P, points and ranges of waves, dot products) are noted, and made
 * again one after the other with nothing between them. The linker leads the
 * calls here: --wrap, see bench.sh. */
#ifndef BENCH_ARITHMETIC_H
#define BENCH_ARITHMETIC_H

/* From here on calls are noted; what was noted before is forgotten. */
void arithmetic_note(void);
/* No more of them. */
void arithmetic_end(void);
/* Makes all of them again, as often as is asked for. */
void arithmetic_replay(int times);

#endif
