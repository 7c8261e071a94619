#define _GNU_SOURCE
#include "peers.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "measure.h"

const char *const peer_names[PEER_COUNT] = {
    "NumPy, float64 then cast", "NumPy, float32",          "PyTorch, float32",
    "NumPy's standard_normal",  "Python's re and Counter", "Python's re and a dict",
    "PyTorch, float32",
};
const char *const peer_labels[PEER_COUNT] = {
    "NumPy float64", "NumPy float32", "PyTorch float32", "NumPy", "Python", "Python", "PyTorch"};
/* As peers.py knows them. */
static const char *const words[PEER_COUNT] = {"numpy64", "numpy32", "torch32", "normal",
                                              "build",   "encode",  "train"};

static struct {
    pid_t pid;
    FILE *to, *from;
    char here[256]; /* the words that it knows, each between spaces */
} peers;

void peers_start(const char *python, const char *script)
{
    int to[2], from[2];
    signal(SIGPIPE, SIG_IGN);
    if (access(python, X_OK) != 0 || pipe2(to, O_CLOEXEC) != 0 || pipe2(from, O_CLOEXEC) != 0)
        return;
    peers.pid = fork();
    if (peers.pid == 0) {
        dup2(to[0], STDIN_FILENO);
        dup2(from[1], STDOUT_FILENO);
        execl(python, python, script, (char *)NULL);
        _exit(127);
    }
    close(to[0]);
    close(from[1]);
    peers.to = fdopen(to[1], "wb");
    peers.from = fdopen(from[0], "rb");
    if (!fgets(peers.here, sizeof peers.here, peers.from)) peers.here[0] = '\0';
}

void peers_stop(void)
{
    if (peers.pid <= 0) return;
    fclose(peers.to);
    fclose(peers.from);
    waitpid(peers.pid, NULL, 0);
}

bool peer_here(enum peer peer)
{
    char word[32];
    snprintf(word, sizeof word, " %s ", words[peer]);
    return strstr(peers.here, word) != NULL;
}

static double answer(void)
{
    char line[64];
    if (fflush(peers.to) != 0 || !fgets(line, sizeof line, peers.from))
        give_up("the peers' process has ended");
    return strtod(line, NULL);
}

double peer_table(enum peer peer, uint64_t rows, uint64_t d)
{
    fprintf(peers.to, "time %s 0 %llu %llu\n", words[peer], (unsigned long long)rows,
            (unsigned long long)d);
    return answer();
}

void peer_values(enum peer peer, uint64_t first, uint64_t rows, uint64_t d, float *out)
{
    fprintf(peers.to, "values %s %llu %llu %llu\n", words[peer], (unsigned long long)first,
            (unsigned long long)rows, (unsigned long long)d);
    answer();
    if (fread(out, sizeof *out, (size_t)(rows * d), peers.from) != (size_t)(rows * d))
        give_up("the peers' process has ended");
}

void peer_text(const char *text, size_t len)
{
    fprintf(peers.to, "text %zu\n", len);
    fwrite(text, 1, len, peers.to);
    answer();
}

double peer_words(enum peer peer)
{
    fprintf(peers.to, "words %s\n", words[peer]);
    return answer();
}

double peer_train(const struct peer_training *what, int steps)
{
    fprintf(peers.to, "train %d %d %d %d %d\n", what->words, what->sentences, what->tokens,
            what->heads, steps);
    return answer();
}
