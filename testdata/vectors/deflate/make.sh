#!/usr/bin/env bash
# Makes the gzip files beside it: one plaintext, compressed by the tools that people use, at all of their levels, and its
# digest. Needs gzip, pigz, zopfli, 7z (p7zip-full), libdeflate-gzip (libdeflate-tools) and igzip (isal).
set -euo pipefail
cd "$(dirname "$0")"
export LC_ALL=C.UTF-8
rm -f ./*.gz
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
plain=$work/plaintext

# 43,000 bytes: words, numbers in columns, a table with a period, zeros, noise, and some of the text again from afar.
noise() { { openssl enc -aes-128-ctr -nosalt -K "$(printf '%032x' "$2")" -iv 0 -in /dev/zero 2>/dev/null || true; } | head -c "$1"; }
text() { { noise "$1" "$2" | od -An -v -tu1 -w12 | sed 's/ 1/ restore/g; s/  */ /g' || true; } | head -c "$1"; }
{
  text 14000 1
  seq 10000 3 13000
  for i in $(seq 1 120); do printf '%b' "\\0$((i % 8))\\x00\\x01\\xff\\xfe\\x10table\\x00"; done
  head -c 4000 /dev/zero
  noise 2000 2
  text 14000 1
} > "$plain"
sha256sum < "$plain" > plaintext.sha256

for level in $(seq 1 9); do gzip -n -"$level" < "$plain" > gzip-"$level".gz; done
for level in 0 1 6 9 11; do pigz -n -m -b 128 -"$level" < "$plain" > pigz-"$level".gz; done
pigz -n -m -p 4 -b 32 -i < "$plain" > pigz-independent.gz
pigz -n -m -H < "$plain" > pigz-huffman.gz
for rounds in 1 15; do cp "$plain" "$work/zopfli"; zopfli --i"$rounds" -c "$work/zopfli" > zopfli-"$rounds".gz; done
for level in 1 3 5 7 9; do 7z a -bd -tgzip -mx="$level" -si dummy -so < "$plain" > 7zip-"$level".gz 2>/dev/null; done
for level in $(seq 1 12); do libdeflate-gzip -"$level" < "$plain" > libdeflate-"$level".gz; done
for level in 0 1 2 3; do igzip -"$level" -c "$plain" > igzip-"$level".gz; done
{ head -c 20000 "$plain" | gzip -n -1; tail -c +20001 "$plain" | pigz -n -m -9; } > two-members.gz
for file in ./*.gz; do gzip -dc "$file" 2>/dev/null | cmp -s - "$plain" || { echo "$file is not what it should be" >&2; exit 1; }; done
