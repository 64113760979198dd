#!/usr/bin/env bash
# Makes what each system needs from lifeboat.svg. Needs rsvg-convert, ImageMagick's convert and png2icns (Debian:
# librsvg2-bin, imagemagick, icnsutils). The results are kept in the repository, so that building needs none of them.
set -euo pipefail
cd "$(dirname "$0")"
sizes="16 24 32 48 64 128 256 512"
for size in $sizes; do
  rsvg-convert --width "$size" --height "$size" lifeboat.svg -o "lifeboat-$size.png"
done
convert lifeboat-16.png lifeboat-24.png lifeboat-32.png lifeboat-48.png lifeboat-64.png lifeboat-256.png lifeboat.ico
png2icns lifeboat.icns lifeboat-16.png lifeboat-32.png lifeboat-48.png lifeboat-128.png lifeboat-256.png lifeboat-512.png > /dev/null
