#!/bin/sh
# Puts the launcher into the image that jpackage made:  finish-image.sh IMAGE
set -eu
install -m 755 "$(dirname "$0")/lifeboat" "$1/bin/lifeboat"
ln -sf java "$1/lib/runtime/bin/lifeboat"     # so that the process is called lifeboat
rm -f "$1/lib/libapplauncher.so"
