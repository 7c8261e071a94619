#!/bin/sh
# Writes compile_commands.json, for editors and clang tools, from what make would run to build
# the program and its tests. Called by `make compile_commands.json` from the project's root.
set -u
MAKE=${MAKE:-make}
$MAKE -nB NO_INSTALL=1 BUILD="${BUILD:-build}" CC="${CC:-gcc}" tests 2>/dev/null |
    awk -v dir="$PWD" '
        function quote(text) { gsub(/\\/, "\\\\", text); gsub(/"/, "\\\"", text); return text }
        / -c -o / && $NF ~ /\.c$/ {
            if (seen[$NF]++) next # a kernel is built once for each instruction set: one of them counts
            printf "%s\n  {\"directory\": \"%s\", \"file\": \"%s\", \"command\": \"%s\"}", n++ ? "," : "[", quote(dir), quote($NF), quote($0)
        }
        END { if (n) print "\n]"; exit !n }' >compile_commands.json.part &&
    mv compile_commands.json.part compile_commands.json
