#!/bin/sh
# The table of planted mistakes is up to date: each is found in the tree exactly once.
exec sh tests/mutants/mutants.sh --check
