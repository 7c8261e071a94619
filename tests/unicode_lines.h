/* The lines of a test file of Unicode, which Debian has in its package unicode-data. */
#pragma once

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/unicode.h"
#include "base/utf8.h"

#define UNICODE_FOLDER "/usr/share/unicode/"

/* Opens a file of the Unicode version of the tables; skips the test, aloud, where there is none. */
static inline FILE *unicode_open(const char *name)
{
    char path[256], first[256] = "";
    snprintf(path, sizeof path, UNICODE_FOLDER "%s", name);
    size_t n = strlen(path);
    bool packed = n > 4 && strcmp(path + n - 4, ".bz2") == 0;
    char command[300];
    snprintf(command, sizeof command, "bzip2 -dc < %s 2>/dev/null", path);
    FILE *in = packed ? popen(command, "r") : fopen(path, "r");
    if (!in || !fgets(first, sizeof first, in) || !strstr(first, uc_version())) {
        print_message("%s of Unicode %s is not there: install unicode-data\n", path, uc_version());
        skip();
    }
    return in;
}

/* "÷ 0061 × 0308 ÷": the text in UTF-8 and, in breaks[], whether a break stands before each
 * byte, the end included. Returns the bytes; 0 for a line without a test. */
static inline size_t unicode_read_breaks(const char *line, char text[512], bool breaks[512])
{
    size_t n = 0;
    memset(breaks, 0, 512 * sizeof *breaks);
    for (const char *at = line; *at && *at != '#' && *at != '\n';) {
        if (strncmp(at, "÷", 2) == 0 || strncmp(at, "×", 2) == 0) {
            breaks[n] = strncmp(at, "÷", 2) == 0;
            at += 2;
        } else if (*at == ' ' || *at == '\t') {
            at++;
        } else {
            char *end;
            n += utf8_encode((uint32_t)strtoul(at, &end, 16), text + n);
            if (end == at) return 0;
            at = end;
        }
    }
    return n;
}
