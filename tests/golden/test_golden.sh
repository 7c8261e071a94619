#!/bin/sh
# The golden frames, as a test.
exec sh tests/golden/golden.sh
