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

[[ -f $BACKUP_OF_VMS ]] || make_backup_of_vms
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
