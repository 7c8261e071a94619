#!/bin/sh
# Run in a clean root of Debian: what builds and tries packages, but nothing that lexwave itself needs.
set -eu
export DEBIAN_FRONTEND=noninteractive
apt-get -q update
apt-get -q -y --no-install-recommends install build-essential debhelper fakeroot lintian autopkgtest
useradd -m builder
