#!/usr/bin/env bash
# How long listing a home of 200,000 files and copying its 2 GB out of an ext4 image takes: debugfs and Lifeboat,
# alternating. What both wrote is on the disk when the clock stops: debugfs syncs nothing itself, so a sync is counted.
#
#   [WORK=FOLDER] [ROUNDS=3] [FILES=200000] src/bench/disk-benchmark.sh
LIFEBOAT_COMMAND=unused . "$(dirname "$0")/common.sh"

FILES=${FILES:-200000}
LARGE=12                                   # files of 100 MB
IMAGE=$WORK/home.img
FEW_MB=300                                 # of memory, whatever the image

make_image() {
  say 'making the image (once)'
  local stage=$WORK/disk-stage home=$WORK/disk-stage/home/user i
  rm -rf "$stage"; mkdir -p "$home"
  incompressible $((FILES * 4000)) 1 | (cd "$home" && split -b 4000 -d -a 6 - file.)
  (cd "$home" && find . -name 'file.*' | sed 's:\./file\.\(....\).*:\1:' | sort -u |
    while read -r i; do mkdir "$i" && mv "file.$i"* "$i/"; done)
  for ((i = 0; i < LARGE; i++)); do incompressible 100000000 $((i + 2)) > "$home/large.$i"; done
  truncate -s 6G "$IMAGE.part"
  mkfs.ext4 -q -F -m 0 -d "$stage" "$IMAGE.part"
  mv "$IMAGE.part" "$IMAGE"
}
[[ -f $IMAGE ]] || make_image
[[ -d $PROJECT/target/classes/org/lifeboat/disk ]] || { say 'Build first: mvn -DskipTests package'; exit 1; }

mkdir -p "$WORK/disk-classes"
"${JAVA}c" -cp "$PROJECT/target/classes" -d "$WORK/disk-classes" "$BENCH/DiskCopy.java"
OURS=("$JAVA" -XX:+UseSerialGC -Xmx160m -cp "$PROJECT/target/classes:$WORK/disk-classes" DiskCopy)

prepare() { rm -rf "$WORK/debugfs" "$WORK/ours"; mkdir "$WORK/debugfs" "$WORK/ours"; sync; cat "$IMAGE" > /dev/null; }
debugfs_list() { debugfs -f "$WORK/list-commands" "$IMAGE" > "$WORK/debugfs.out" 2>&1; }
debugfs_copy() { debugfs -R "rdump /home/user $WORK/debugfs" "$IMAGE" > "$WORK/debugfs.out" 2>&1 && sync -f "$WORK/debugfs"; }
ours_list() { "${OURS[@]}" list "$IMAGE" home/user > "$WORK/ours.out"; }
ours_copy() { "${OURS[@]}" copy "$IMAGE" home/user "$WORK/ours"; }

{ echo 'ls -l /home/user'; ls "$WORK/disk-stage/home/user" | grep -v large | sed 's:^:ls -l /home/user/:'; } > "$WORK/list-commands"

THEIR_LIST=() OUR_LIST=() THEIR_COPY=() OUR_COPY=() MEMORY=()
for ((round = 1; round <= ${ROUNDS:-3}; round++)); do
  prepare
  measure debugfs_list; THEIR_LIST+=("$WALL")
  measure ours_list; OUR_LIST+=("$WALL"); MEMORY+=("$RSS"); listed=$WALL
  measure debugfs_copy; THEIR_COPY+=("$WALL"); theirs=$WALL
  prepare
  measure ours_copy; OUR_COPY+=("$WALL"); MEMORY+=("$RSS")
  printf 'round %d: list %.2f s against %.2f s, copy %.2f s (%.2f s of cpu, %.0f MB of memory) against %.2f s\n' \
    "$round" "$listed" "${THEIR_LIST[-1]}" "$WALL" "$CPU" "$RSS" "$theirs"
  diff -r "$WORK/disk-stage/home/user" "$WORK/ours/user"
done
rm -rf "$WORK/debugfs" "$WORK/ours"
goal 'listing: debugfs / Lifeboat' "$(calc "$(median "${THEIR_LIST[@]}") / $(median "${OUR_LIST[@]}")")" '>=' 2 ''
goal 'copying: debugfs and a sync / Lifeboat' "$(calc "$(median "${THEIR_COPY[@]}") / $(median "${OUR_COPY[@]}")")" '>=' 2 ''
goal 'memory' "$(printf '%s\n' "${MEMORY[@]}" | sort -n | tail -1)" '<=' $FEW_MB MB
