#!/usr/bin/env bash
# How long listing a home of 200,000 files, copying 2 GB of large files, and copying the small ones out of an ext4 image
# take: debugfs and Lifeboat, alternating. What both wrote is on the disk when the clock stops: debugfs syncs nothing
# itself, so a sync is counted. It keeps no file from bearing its name before it is complete, either.
#
#   [WORK=FOLDER] [ROUNDS=3] [FILES=200000] [SMALL=] src/bench/disk-benchmark.sh     an empty SMALL leaves out the small files
LIFEBOAT_COMMAND=unused . "$(dirname "$0")/common.sh"

FILES=${FILES:-200000}
LARGE=20                                   # files of 100 MB
IMAGE=$WORK/home.img
FEW_MB=300                                 # of memory, whatever the image

make_image() {
  say 'making the image (once)'
  local stage=$WORK/disk-stage home=$WORK/disk-stage/home/user i
  rm -rf "$stage"; mkdir -p "$home"
  incompressible $((FILES * 4000)) 1 | (cd "$home" && split -b 4000 -d -a 6 - file.)
  (cd "$home" && find . -name 'file.*' | sed 's:\./file\.\(....\).*:\1:' | sort -u |
    while read -r i; do mkdir "$i" && mv "file.$i"* "$i/"; done)
  mkdir "$stage/home/large"
  for ((i = 0; i < LARGE; i++)); do incompressible 100000000 $((i + 2)) > "$stage/home/large/$i"; done
  truncate -s 6G "$IMAGE.part"
  mkfs.ext4 -q -F -m 0 -d "$stage" "$IMAGE.part"
  mv "$IMAGE.part" "$IMAGE"
}
[[ -f $IMAGE ]] || make_image
[[ -d $PROJECT/target/classes/org/lifeboat/disk ]] || { say 'Build first: mvn -DskipTests package'; exit 1; }

mkdir -p "$WORK/disk-classes"
"${JAVA}c" -cp "$PROJECT/target/classes" -d "$WORK/disk-classes" "$BENCH/DiskCopy.java"
OURS=("$JAVA" "-XX:VMOptionsFile=$PROJECT/packaging/jvm.options" -Xmx180m -Xmn100m --enable-native-access=ALL-UNNAMED -cp "$PROJECT/target/classes:$WORK/disk-classes" DiskCopy)

# A new folder each time, and nothing removed until the end: ext4 takes ten times as long for a new file while it still
# remembers which ones were removed, and that for minutes.
OUT=$WORK/copies
prepare() { TARGET=$(mktemp -d "$OUT/XXXXXX"); sync; cat "$IMAGE" > /dev/null; }
rm -rf "$OUT"; mkdir "$OUT"; trap 'rm -rf "$OUT"' EXIT
debugfs_list() { debugfs -f "$WORK/list-commands" "$IMAGE" > "$WORK/debugfs.out" 2>&1; }
debugfs_copy() { debugfs -R "rdump /home/$1 $TARGET" "$IMAGE" > "$WORK/debugfs.out" 2>&1 && sync -f "$TARGET"; }
ours_list() { "${OURS[@]}" list "$IMAGE" home/user > "$WORK/ours.out"; }
ours_copy() { "${OURS[@]}" copy "$IMAGE" "home/$1" "$TARGET"; }

{ echo 'ls -l /home/user'; ls "$WORK/disk-stage/home/user" | sed 's:^:ls -l /home/user/:'; } > "$WORK/list-commands"

declare -A THEIRS=() MINE=()
MEMORY=()
compare() {   # WHAT THEIR_COMMAND OUR_COMMAND [FOLDER]
  prepare; measure "$2" ${4:+"$4"}; local theirs=$WALL
  prepare; measure "$3" ${4:+"$4"}
  THEIRS[$1]+=" $theirs"; MINE[$1]+=" $WALL"; MEMORY+=("$RSS")
  printf '%-12s debugfs %.2f s, Lifeboat %.2f s (%.2f s of cpu, %.0f MB of memory)\n' "$1" "$theirs" "$WALL" "$CPU" "$RSS"
  if [[ $1 == listing ]]; then cat "$WORK/ours.out"; fi
  if [[ -n ${4-} ]]; then diff -r "$WORK/disk-stage/home/$4" "$TARGET/$4"; fi
}
for ((round = 1; round <= ${ROUNDS:-3}; round++)); do
  compare listing debugfs_list ours_list
  compare large debugfs_copy ours_copy large
  if [[ -n ${SMALL-1} ]]; then compare small debugfs_copy ours_copy user; fi
done
for what in "${!MINE[@]}"; do
  goal "$what: debugfs / Lifeboat" "$(calc "$(median ${THEIRS[$what]}) / $(median ${MINE[$what]})")" '>=' 2 ''
done
goal 'memory' "$(printf '%s\n' "${MEMORY[@]}" | sort -n | tail -1)" '<=' $FEW_MB MB
