#!/usr/bin/env bash
# How long it takes to come to files in a backup without restoring its disk, against what people must do else: the seed's
# steps 1 to 7, which restore the whole image, and then debugfs.
#
#   [WORK=FOLDER] [ROUNDS=3] [SIZE_MB=3000] src/bench/inside-benchmark.sh
#
# The disk, 3 GB of files in /home/user and one of 1 MB behind them, is made once, from what /usr holds; about 10 GB of room
# are needed. The backup is in the page cache in every round.
. "$(dirname "$0")/common.sh"

BACKUP_OF_DISK=$WORK/backup-inside STAGE=$WORK/stage-inside
SIZE_MB=${SIZE_MB:-3000}

make_backup() {
  say 'making the backup (once)'
  local tree=$STAGE/tree/home/user file copy=0
  rm -rf "$STAGE"; mkdir -p "$tree" "$STAGE/vm1"
  while (($(du -sm "$tree" | cut -f1) < SIZE_MB - 200)); do
    copy=$((copy + 1))
    { find /usr/lib /usr/share /usr/bin -xdev -type f -size -8192k -print0 | sort -z; } |
      tar -cO --null -T - 2>/dev/null | head -c $(((SIZE_MB - 200 - $(du -sm "$tree" | cut -f1)) * 1000000)) |
      { mkdir "$tree/copy$copy"; tar -x -C "$tree/copy$copy" 2>/dev/null || true; } || true   # cut off by head
  done
  incompressible 180000000 1 > "$tree/noise"
  truncate -s $((SIZE_MB + 700))M "$STAGE/vm1/private.img"
  mkfs.ext4 -q -F -m 0 -d "$STAGE/tree" "$STAGE/vm1/private.img"
  incompressible 1000000 2 > "$STAGE/last"
  debugfs -w -R "write $STAGE/last /home/user/last" "$STAGE/vm1/private.img" 2>/dev/null
  begin_backup "$WORK/backup.part"
  add_catalog "$(catalog_vm 1 work)"
  add_archive vm1/private.img "$STAGE/vm1" private.img vm1/
  rm -rf "$ENTRIES" "$STAGE/tree"
  mv "$WORK/backup.part" "$BACKUP_OF_DISK"
}

[[ -f $BACKUP_OF_DISK ]] || make_backup
DISK=$STAGE/vm1/private.img
printf 'backup of %s MB, a disk with %s MB of data in it; %s cores\n' $(($(stat -c %s "$BACKUP_OF_DISK") / 1000000)) \
  $(($(du -k "$DISK" | cut -f1) / 1000)) "$CORES"

CLASSES=$WORK/inside-classes MODULES=$PROJECT/target/mods
if [[ ! -d $MODULES ]]; then say 'Build first: mvn -DskipTests package'; exit 1; fi
mkdir -p "$CLASSES"
"${JAVA}c" -cp "$PROJECT/target/classes:$MODULES/*" -d "$CLASSES" "$BENCH/InsideRead.java"
inside_read() { "$JAVA" "-XX:VMOptionsFile=$PROJECT/packaging/jvm.options" --enable-native-access=ALL-UNNAMED \
  -cp "$PROJECT/target/classes:$MODULES/*:$CLASSES" InsideRead "$WORK/passphrase" "$BACKUP_OF_DISK" "$@"; }

ours() { "${LIFEBOAT[@]}" "$1" "$BACKUP_OF_DISK" --vm work --passphrase-file "$WORK/passphrase" "${@:2}" > "$WORK/ours.out" 2>&1; }
image() { echo "$WORK/seed/vm1/private.img"; }
# A new folder each time, and no small file removed until the end: ext4 takes ten times as long for a new file while it
# still remembers which ones were removed.
OUT=$WORK/copies
prepare() { rm -rf "$WORK/seed"; TARGET=$(mktemp -d "$OUT/XXXXXX"); sync; cat "$BACKUP_OF_DISK" > /dev/null; }
rm -rf "$OUT"; mkdir "$OUT"; trap 'rm -rf "$OUT" "$WORK/seed"' EXIT
theirs_folder() { seed_restore "$BACKUP_OF_DISK" "$WORK/seed"; debugfs -R 'ls -l /home/user' "$(image)" > "$WORK/debugfs.out"; }
theirs_last() { debugfs -R "dump /home/user/last $TARGET/last" "$(image)"; }
theirs_home() { debugfs -R "rdump /home/user $TARGET" "$(image)" && sync -f "$TARGET"; }
image_home() {
  "${LIFEBOAT[@]}" restore "$BACKUP_OF_DISK" --to "$WORK/seed" --passphrase-file "$WORK/passphrase" > "$WORK/ours.out" 2>&1
  "${LIFEBOAT[@]}" copy "$WORK/seed/work/private.img" /home/user --to "$TARGET" >> "$WORK/ours.out" 2>&1
}

declare -A THEIRS=() MINE=()
MEMORY=()
note() { THEIRS[$1]+=" $2"; MINE[$1]+=" $3"; printf '%-28s %7.2f s, inside %7.2f s\n' "$1" "$2" "$3"; }
for ((round = 1; round <= ${ROUNDS:-3}; round++)); do
  prepare
  measure theirs_folder; restored=$WALL
  measure theirs_last; last=$WALL
  measure theirs_home; home=$WALL
  prepare
  measure ours files /home/user
  note 'first folder' "$restored" "$WALL"; MEMORY+=("$RSS")
  measure ours copy /home/user/last --to "$TARGET"
  cmp "$STAGE/last" "$TARGET/last"
  note 'file at the end' "$(calc "$restored + $last")" "$WALL"; MEMORY+=("$RSS")
  prepare
  measure ours copy /home/user --to "$TARGET"
  mine=$WALL MINE_TO=$TARGET; MEMORY+=("$RSS")
  prepare
  measure image_home; through=$WALL
  diff -r "$MINE_TO/user" "$TARGET/user"
  note 'home, by the seed' "$(calc "$restored + $home")" "$mine"
  note 'home, by an image' "$through" "$mine"
  inside_read home/user home/user/last home/user/noise | tee "$WORK/inside-read"
done
for what in 'first folder:5' 'file at the end:2' 'home, by the seed:1' 'home, by an image:1'; do
  goal "${what%:*}: image / inside" "$(calc "$(median ${THEIRS[${what%:*}]}) / $(median ${MINE[${what%:*}]})")" '>=' "${what#*:}" ''
done
goal 'a second file' "$(awk '/second/ { print $(NF - 1) }' "$WORK/inside-read")" '<=' 0.5 s
goal 'peak memory' "$(printf '%s\n' "${MEMORY[@]}" | sort -n | tail -1)" '<=' 500 MB
