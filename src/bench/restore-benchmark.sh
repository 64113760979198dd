#!/usr/bin/env bash
# How long a restore takes: the seed's own steps, Lifeboat, and the floor, alternating, on the same backup.
#
#   [WORK=FOLDER] [ROUNDS=3] [VMS=2] src/bench/restore-benchmark.sh
#
# The backup (about 190 MB a VM, of disks with 512 MiB of data and 512 MiB of holes) is made once, from what /usr holds.
# VMS=1 asks about one large VM alone, which is the usual case: its one archive has to keep all cores busy. The backup is
# in the page cache in every round; what a round wrote is synced and removed before the next.
. "$(dirname "$0")/common.sh"

VMS=${VMS:-2}
BACKUP_OF_VMS=$WORK/backup-$VMS STAGE=$WORK/stage-$VMS

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
  local catalog=() vm
  rm -rf "$STAGE"
  { find /usr/lib /usr/share /usr/bin -xdev -type f -size -8192k -print0 | sort -z | xargs -0 cat 2>/dev/null || true; } |
    head -c $((VMS * 512))M > "$WORK/usr"
  for ((vm = 1; vm <= VMS; vm++)); do
    mkdir -p "$STAGE/vm$vm"
    make_disk "$STAGE/vm$vm/private.img" $(((vm - 1) * 64)) $((vm * 1000))
    catalog+=("$(catalog_vm $vm vm$vm)")
  done
  begin_backup "$WORK/backup.part"
  add_catalog "${catalog[@]}"
  for ((vm = 1; vm <= VMS; vm++)); do add_archive vm$vm/private.img "$STAGE/vm$vm" private.img vm$vm/; done
  rm -rf "$WORK/usr" "$ENTRIES"
  mv "$WORK/backup.part" "$BACKUP_OF_VMS"
}

[[ -f $BACKUP_OF_VMS ]] || make_backup
STORED=$(stat -c %s "$BACKUP_OF_VMS")
DATA=$(($(du -k --total "$STAGE"/vm?/private.img | tail -1 | cut -f1) * 1024))
printf 'backup of %s MB, %s MB of data in it; %s cores\n' $((STORED / 1000000)) $((DATA / 1000000)) "$CORES"

prepare() { rm -rf "$WORK/seed" "$WORK/lifeboat" "$WORK/floor"; sync; cat "$BACKUP_OF_VMS" > /dev/null; }

same_disks() {   # FOLDER
  local vm
  for ((vm = 1; vm <= VMS; vm++)); do
    cmp "$STAGE/vm$vm/private.img" "$1/vm$vm/private.img" || { say 'not the same bytes'; exit 1; }
  done
}

SEED=() OURS=() FLOOR=() MEMORY=() SEED_CPU=() OURS_CPU=() FLOOR_CPU=()
for ((round = 1; round <= ${ROUNDS:-3}; round++)); do
  prepare
  measure seed_restore "$BACKUP_OF_VMS" "$WORK/seed"
  seed=$WALL seed_cpu=$CPU; SEED+=("$seed"); SEED_CPU+=("$CPU")
  same_disks "$WORK/seed"

  rm -rf "$WORK/raw"; mv "$WORK/seed/raw" "$WORK/raw"
  prepare
  cat "$WORK"/raw/vm?/* > /dev/null
  archives=(); for ((vm = 1; vm <= VMS; vm++)); do archives+=("$WORK/raw/vm$vm/private.img"); done
  read -r floor floor_cpu floor_disk < <("$JAVA" -cp "$PROJECT/target/classes" "$BENCH/Floor.java" "$PASS" "$WORK/floor" "$CORES" "${archives[@]}")
  FLOOR+=("$floor"); FLOOR_CPU+=("$floor_cpu")

  prepare
  measure lifeboat_restore "$BACKUP_OF_VMS" "$WORK/lifeboat"
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
goal 'seed / Lifeboat' "$(calc "$seed / $ours")" '>=' "$( ((VMS == 1)) && echo 2.5 || echo 3)" ''
goal 'Lifeboat / floor' "$(calc "$ours / $floor")" '<=' 1.2 ''
goal 'peak memory of Lifeboat' "$(median "${MEMORY[@]}")" '<=' 500 MB
