#!/usr/bin/env bash
# How fast the decoder of gzip is: against the JDK's Inflater in one JVM, alternating, CRC-32 on both sides; in the first
# quarter of a second of a fresh JVM; against libdeflate-gunzip and igzip (Debian: libdeflate-tools, isal); what checkpoints
# cost; and whether the finder finds each next block from random places. All in processor time of the thread that decodes.
#
#   [WORK=FOLDER] [ROUNDS=15] [STARTS=9] [PLACES=500] src/bench/deflate-benchmark.sh [FILE]...
#
# A FILE is plain and is compressed by gzip; without one, a text and an ext4 image are made of what this system has.
LIFEBOAT_COMMAND=unused . "$(dirname "$0")/common.sh"

ROUNDS=${ROUNDS:-15} STARTS=${STARTS:-9} PLACES=${PLACES:-500}
FOLDER=$WORK/deflate
mkdir -p "$FOLDER"

make_text() {
  { find /usr/include /usr/share/doc /usr/share/perl /usr/lib/python3* -type f \
      \( -name '*.h' -o -name '*.txt' -o -name '*.pm' -o -name '*.py' -o -name copyright \) -print0 2>/dev/null | sort -z |
    xargs -0 cat 2>/dev/null || true; } | head -c 60000000 > "$1"
}

make_disk() {
  local stage=$FOLDER/stage file
  rm -rf "$stage"; mkdir -p "$stage"
  while IFS= read -r -d '' file; do cp "$file" "$stage/" 2>/dev/null || true
  done < <(find -L /usr/bin /usr/share/doc -maxdepth 2 -type f -size -2M -print0 2>/dev/null | sort -z | head -z -n 2500)
  truncate -s 600M "$1"
  mkfs.ext4 -q -F -m 0 -d "$stage" "$1"
  rm -rf "$stage"
  head -c 200000000 "$1" > "$1.part"; mv "$1.part" "$1"
}

FILES=("$@")
if (($# == 0)); then
  [[ -f $FOLDER/text ]] || { say 'making the files (once)'; make_text "$FOLDER/text"; make_disk "$FOLDER/disk"; }
  FILES=("$FOLDER/text" "$FOLDER/disk")
fi

CLASSES=$FOLDER/classes
mkdir -p "$CLASSES"
"${JAVA}c" -d "$CLASSES" "$PROJECT"/src/main/java/org/lifeboat/deflate/[A-Z]*.java "$BENCH/DeflateBenchmark.java"
# Little new memory, used again and again: what a checkpoint costs is to write 32 KiB, and to memory that no cache knows twice as much.
ours() { "$JAVA" -XX:+UseSerialGC -Xmx400m -Xmn4m -cp "$CLASSES" DeflateBenchmark "$@"; }
tool() { "$@" > /dev/null; }

for file in "${FILES[@]}"; do
  name=$(basename "$file") gzip=$FOLDER/$(basename "$file").gz
  [[ -f $gzip ]] || gzip -n < "$file" > "$gzip"
  read -r decoder checkpoints inflater < <(ours compare "$ROUNDS" "$gzip")
  size=$(gzip -dc "$gzip" | wc -c)
  printf '%s: decoder %.0f MB/s, Inflater %.0f MB/s\n' "$name" "$(calc "$size / $decoder / 1000000")" "$(calc "$size / $inflater / 1000000")"
  goal "$name: Inflater / decoder" "$(calc "$inflater / $decoder")" '>=' 1.8 ''
  goal "$name: checkpoints every 4 MiB" "$(calc "($checkpoints / $decoder - 1) * 100")" '<=' 0.5 %

  started=() theirs=()
  for ((i = 0; i < STARTS; i++)); do
    started+=("$(ours start ours "$gzip")"); theirs+=("$(ours start inflater "$gzip")")
  done
  goal "$name: first 0.25 s, decoder / Inflater" "$(calc "$(median "${started[@]}") / $(median "${theirs[@]}")")" '>=' 1 ''

  for command in libdeflate-gunzip igzip; do
    command -v "$command" > /dev/null || { say "$command is not there"; continue; }
    times=()
    for ((i = 0; i < STARTS; i++)); do measure tool "$command" -dc "$gzip"; times+=("$CPU"); done
    goal "$name: $command / decoder" "$(calc "$(median "${times[@]}") / $decoder")" '>=' 0.9 ''
  done

  read -r right wrong milliseconds < <(ours find "$PLACES" "$gzip")
  printf '%s: next block from %d places in %.1f ms each\n' "$name" "$PLACES" "$milliseconds"
  goal "$name: blocks missed or false" "$wrong" '<=' 0 ''
done
