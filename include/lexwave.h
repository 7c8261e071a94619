/* lexwave as a library: what goes into a transformer, as numbers. */
#pragma once

/* The version of this header. `lexwave --version`, the library, its file name and every package
 * take it from here. */
#define LEXWAVE_VERSION "0.1.0"
/* The day of that version, for its manual pages. */
#define LEXWAVE_DATE "2026-11-30"
