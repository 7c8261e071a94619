/* The program's version, as --version and exports name it. */
#ifndef CLI_VERSION_H
#define CLI_VERSION_H

#define LEXWAVE_VERSION "0.1.0"

#endif
