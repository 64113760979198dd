#!/usr/bin/env bash
# How long a restore takes: the seed's own steps, Lifeboat, and the floor, alternating, on the same backup.
#
#   [WORK=FOLDER] [ROUNDS=3] src/bench/restore-benchmark.sh
#
# The backup (about 400 MB, of two disks with 1 GiB of data and 1 GiB of holes) is made once, from what /usr holds. It is
# in the page cache in every round; what a round wrote is synced and removed before the next.
. "$(dirname "$0")/common.sh"

make_disk() {   # FILE FIRST_PIECE SEED: 512 MiB of data in pieces of 8 MiB, with holes between them
  local file=$1 piece
  rm -f "$file"; truncate -s 1G "$file"
  for ((piece = 0; piece < 64; piece++)); do
    if ((piece % 16 == 15)); then incompressible 8388608 $(($3 + piece))
    else dd if="$WORK/usr" bs=8M skip=$(($2 + piece)) count=1 status=none; fi |
      dd of="$file" bs=1M iflag=fullblock oflag=seek_bytes seek=$(((piece * 16 + piece % 8) * 1048576)) conv=notrunc status=none
  done
}

make_backup() {
  say 'making the backup (once)'
  local stage=$WORK/stage vm
  rm -rf "$stage"; mkdir -p "$stage"/vm{1,2}
  { find /usr/lib /usr/share /usr/bin -xdev -type f -size -8192k -print0 | sort -z | xargs -0 cat 2>/dev/null || true; } |
    head -c 1G > "$WORK/usr"
  make_disk "$stage/vm1/private.img" 0 1000
  make_disk "$stage/vm2/private.img" 64 2000
  begin_backup "$WORK/backup.part"
  add_catalog "$(catalog_vm 1 vm1)" "$(catalog_vm 2 vm2)"
  for vm in vm1 vm2; do add_archive $vm/private.img "$stage/$vm" private.img $vm/; done
  rm -rf "$WORK/usr" "$ENTRIES"
  mv "$WORK/backup.part" "$WORK/backup"
}

[[ -f $WORK/backup ]] || make_backup
STORED=$(stat -c %s "$WORK/backup")
DATA=$(($(du -k --total "$WORK"/stage/vm?/private.img | tail -1 | cut -f1) * 1024))
printf 'backup of %s MB, %s MB of data in it; %s cores\n' $((STORED / 1000000)) $((DATA / 1000000)) "$CORES"

prepare() { rm -rf "$WORK/seed" "$WORK/lifeboat" "$WORK/floor"; sync; cat "$WORK/backup" > /dev/null; }

same_disks() {   # FOLDER
  local vm
  for vm in vm1 vm2; do
    cmp "$WORK/stage/$vm/private.img" "$1/$vm/private.img" || { say 'not the same bytes'; exit 1; }
  done
}

SEED=() OURS=() FLOOR=() MEMORY=() SEED_CPU=() OURS_CPU=() FLOOR_CPU=()
for ((round = 1; round <= ${ROUNDS:-3}; round++)); do
  prepare
  measure seed_restore "$WORK/backup" "$WORK/seed"
  seed=$WALL seed_cpu=$CPU; SEED+=("$seed"); SEED_CPU+=("$CPU")
  same_disks "$WORK/seed"

  rm -rf "$WORK/raw"; mv "$WORK/seed/raw" "$WORK/raw"
  prepare
  cat "$WORK"/raw/vm?/* > /dev/null
  read -r floor floor_cpu floor_disk < <("$JAVA" "$BENCH/Floor.java" "$PASS" "$WORK/floor" "$CORES" "$WORK"/raw/vm{1,2}/private.img)
  FLOOR+=("$floor"); FLOOR_CPU+=("$floor_cpu")

  prepare
  measure lifeboat_restore "$WORK/backup" "$WORK/lifeboat"
  OURS+=("$WALL"); OURS_CPU+=("$CPU"); MEMORY+=("$RSS")
  same_disks "$WORK/lifeboat"

  printf 'round %d: seed %.1f s (%.0f MB/s, %.1f s of cpu), Lifeboat %.1f s (%.0f MB/s, %.1f s of cpu, %.0f MB of memory), floor %.1f s (%.1f s of cpu, %.1f s of disk)\n' \
    "$round" "$seed" "$(calc "$DATA / 1e6 / $seed")" "$seed_cpu" "$WALL" "$(calc "$DATA / 1e6 / $WALL")" "$CPU" "$RSS" \
    "$floor" "$floor_cpu" "$floor_disk"
done
prepare; rm -rf "$WORK/raw"

seed=$(median "${SEED[@]}") ours=$(median "${OURS[@]}") floor=$(median "${FLOOR[@]}")
printf 'medians: seed %.1f s, Lifeboat %.1f s, floor %.1f s\n' "$seed" "$ours" "$floor"
ours_cpu=$(median "${OURS_CPU[@]}")
printf 'processor time alone, for a busy machine: seed / Lifeboat %.2f, Lifeboat / floor %.2f; load %s\n' \
  "$(calc "$(median "${SEED_CPU[@]}") / $ours_cpu")" "$(calc "$ours_cpu / $(median "${FLOOR_CPU[@]}")")" "$(uptime | sed 's/.*average: *//')"
goal 'seed / Lifeboat' "$(calc "$seed / $ours")" '>=' 2.5 ''
goal 'Lifeboat / floor' "$(calc "$ours / $floor")" '<=' 1.3 ''
goal 'peak memory of Lifeboat' "$(median "${MEMORY[@]}")" '<=' 700 MB
