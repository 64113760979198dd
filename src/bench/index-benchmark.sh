#!/usr/bin/env bash
# What must not depend on the size of a backup or of a disk: listing 300 GB, restoring one small VM of them, and
# restoring a disk of 100 GiB that holds 1 MiB. The JVM's start alone is measured in the same run.
#
#   [WORK=FOLDER] [ROUNDS=3] src/bench/index-benchmark.sh
. "$(dirname "$0")/common.sh"

make_backups() {
  say 'making the backups (once)'
  local stage=$WORK/small-stage vms=() vm
  rm -rf "$stage"; mkdir -p "$stage"/vm{1,2}
  incompressible 1048576 1 > "$stage/vm1/private.img"
  truncate -s 2G "$stage/vm1/private.img"
  truncate -s 100G "$stage/vm2/private.img"
  incompressible 1048576 2 | dd of="$stage/vm2/private.img" bs=1M iflag=fullblock seek=51200 conv=notrunc status=none

  begin_backup "$WORK/hollow.start"
  for ((vm = 101; vm <= 130; vm++)); do vms+=("$(catalog_vm $vm large-$vm)"); done
  add_catalog "$(catalog_vm 1 small)" "${vms[@]}"
  BACKUP=$WORK/hollow.small; : > "$BACKUP"
  add_archive vm1/private.img "$stage/vm1" private.img vm1/
  "$JAVA" "$BENCH/HollowBackup.java" "$WORK/hollow.part" "$WORK/hollow.start" "$WORK/hollow.small" 3000 30

  begin_backup "$WORK/sparse"
  add_catalog "$(catalog_vm 2 sparse)"
  add_archive vm2/private.img "$stage/vm2" private.img vm2/
  rm -rf "$ENTRIES" "$WORK"/hollow.{start,small}
  mv "$WORK/hollow.part" "$WORK/hollow"
}

[[ -f $WORK/hollow ]] || make_backups
printf 'hollow backup: %s GB, %s kB on disk\n' $(($(stat -c %s "$WORK/hollow") / 1000000000)) "$(du -k "$WORK/hollow" | cut -f1)"

version() { "${LIFEBOAT[@]}" --version > /dev/null; }
list() { "${LIFEBOAT[@]}" list "$WORK/hollow" --passphrase-file "$WORK/passphrase" > "$WORK/list.out"; }
prepare() { rm -rf "$WORK/restored"; sync; }

VERSION=() LIST=() LIST_MEMORY=() SMALL=() SMALL_MEMORY=() SPARSE=()
for ((round = 1; round <= ${ROUNDS:-3}; round++)); do
  measure version; VERSION+=("$WALL"); line="round $round: --version $WALL s"
  measure list; LIST+=("$WALL"); LIST_MEMORY+=("$RSS"); line+=", list $WALL s ($RSS MB of memory)"
  grep -q small "$WORK/list.out" && grep -q large-130 "$WORK/list.out" || { say 'the list is not complete'; exit 1; }
  prepare
  measure lifeboat_restore "$WORK/hollow" "$WORK/restored" --vm small
  SMALL+=("$WALL"); SMALL_MEMORY+=("$RSS"); line+=", small VM $WALL s ($RSS MB)"
  cmp "$WORK/small-stage/vm1/private.img" "$WORK/restored/small/private.img"
  prepare
  measure lifeboat_restore "$WORK/sparse" "$WORK/restored"
  SPARSE+=("$WALL"); ALLOCATED=$(du -k "$WORK/restored/sparse/private.img" | cut -f1)
  printf '%s, 100 GiB disk %s s (%s KiB allocated)\n' "$line" "$WALL" "$ALLOCATED"
  [[ $(stat -c %s "$WORK/restored/sparse/private.img") == 107374182400 ]] || { say 'the disk is not whole'; exit 1; }
  cmp <(dd if="$WORK/restored/sparse/private.img" bs=1M skip=51199 count=3 status=none) \
    <(dd if="$WORK/small-stage/vm2/private.img" bs=1M skip=51199 count=3 status=none)
done
prepare

printf 'the JVM alone: %.2f s\n' "$(median "${VERSION[@]}")"
goal 'list of 300 GB' "$(median "${LIST[@]}")" '<' 3 s
goal 'its memory' "$(median "${LIST_MEMORY[@]}")" '<' 300 MB
goal 'one small VM of 300 GB' "$(median "${SMALL[@]}")" '<' 4 s
goal '100 GiB disk with 1 MiB' "$(median "${SPARSE[@]}")" '<=' 1.2 s
goal 'its allocated MiB' "$(calc "$ALLOCATED / 1024")" '<=' 1.1 MiB
