#include "app/input/suggest.h"

#include <string.h>

#include "base/num.h"

enum { FAR = 3, LONG = 40 };

struct suggestion suggest_for(const char *wrong, size_t len)
{
    return (struct suggestion){.wrong = wrong, .len = len, .distance = FAR};
}

/* Names are in lower case, and what was typed may be in any. */
static char fold(char c)
{
    if (c >= 'A' && c <= 'Z') c = (char)(c + ('a' - 'A'));
    return c;
}

static bool begins_with(const char *name, const char *typed, size_t len)
{
    size_t i = 0;
    while (i < len && name[i] && name[i] == fold(typed[i])) i++;
    return i == len;
}

/* d[i][j] is the distance of the first i letters of `a` and the first j of `b`. */
static int distance(const char *a, size_t n, const char *b, size_t m)
{
    int d[LONG][LONG];
    if (n >= LONG || m >= LONG) return FAR;
    for (size_t i = 0; i <= n; i++)
        for (size_t j = 0; j <= m; j++) {
            if (i == 0 || j == 0) {
                d[i][j] = (int)(i + j);
                continue;
            }
            d[i][j] = min_int(d[i - 1][j - 1] + (fold(a[i - 1]) != b[j - 1]),
                              min_int(d[i - 1][j], d[i][j - 1]) + 1);
            if (i > 1 && j > 1 && fold(a[i - 1]) == b[j - 2] && fold(a[i - 2]) == b[j - 1])
                d[i][j] = min_int(d[i][j], d[i - 2][j - 2] + 1);
        }
    return d[n][m];
}

void suggest_try(struct suggestion *n, const char *name)
{
    int far = distance(n->wrong, n->len, name, strlen(name));
    if (far < n->distance && (size_t)far < n->len) {
        n->distance = far;
        n->name = name;
    }
    if (n->begun && strcmp(n->begun, name) == 0) return;
    if (n->len > 0 && strlen(name) > n->len && begins_with(name, n->wrong, n->len))
        n->begun = n->begins++ == 0 ? name : NULL;
}

const char *suggest_name(const struct suggestion *n)
{
    return n->begun && n->distance > 1 ? n->begun : n->name;
}
