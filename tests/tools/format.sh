#!/bin/sh
# Formats every C file by .clang-format, or with --check names those that are not formatted.
# Other versions of clang-format than 14 break some lines elsewhere: only that one is used.
set -u
tool=
for name in clang-format-14 clang-format; do
    $name --version 2>/dev/null | grep -q 'version 14\.' && { tool=$name; break; }
done
[ "$tool" ] || { echo "skipped: clang-format 14 is not installed"; exit 0; }
files() { find src include tests assets -name '*.[ch]' ! -path '*/build/*' | sort; }
if [ "${1:-}" = --check ]; then
    files | xargs $tool --dry-run -Werror 2>&1 | sed -n 's/^\([^:]*\):.*/\1/p' | uniq -c |
        awk '{ print "not formatted: " $2 " (" $1 " lines of reports)" } END { exit NR > 0 }'
else
    files | xargs $tool -i
fi
