/* The file that is written until it is whole and then renamed to its place: .lexwave-PID-N.partial
 * in the same directory. A program that writes one holds a lock (flock) on it, which ends with
 * the program however that ends: so files of killed programs are recognised. */
#ifndef FORMATS_PARTIAL_H
#define FORMATS_PARTIAL_H

/* `other` as a name in the directory of `path`; owned by the caller, NULL when out of memory. */
char *partial_beside(const char *path, const char *other);

/* Makes a new one beside `path`, locked; returns its descriptor, open for writing, and in *name
 * its name, owned by the caller. −1 with errno set, and *name NULL, if it cannot. */
int partial_open(const char *path, char **name);

/* Removes beside `path` those of this user that no program writes any more. Where locks are not
 * supported, and where it may not, it leaves them. */
void partial_sweep(const char *path);

#endif
