#!/usr/bin/env bash
# How long dom0's home of 20,000 small files takes: the guide's own steps and Lifeboat, alternating.
#
#   [WORK=FOLDER] [ROUNDS=3] [FILES=20000] src/bench/small-files-benchmark.sh
. "$(dirname "$0")/common.sh"

FILES=${FILES:-20000}
make_backup() {
  say 'making the backup (once)'
  local home=$WORK/home-stage/user
  rm -rf "$WORK/home-stage"; mkdir -p "$home"
  # Pieces of 4 KiB of what /usr holds, a hundred a folder.
  { find /usr/lib /usr/share -xdev -type f -size -64k -print0 | sort -z | xargs -0 cat 2>/dev/null || true; } |
    head -c $((FILES * 4096)) > "$WORK/usr"
  (cd "$home" && split -b 4096 -d -a 6 "$WORK/usr" file. &&
    ls | sed 's/file\.\(....\).*/\1/' | sort -u | while read -r folder; do mkdir "$folder" && mv "file.$folder"* "$folder/"; done)
  begin_backup "$WORK/home.part"
  add_catalog "$(catalog_vm 0 dom0 QubesAdminVm dom0-home/user)"
  add_archive dom0-home/user "$WORK/home-stage" user dom0-home/
  rm -rf "$WORK/usr" "$ENTRIES"
  mv "$WORK/home.part" "$WORK/home"
}
[[ -f $WORK/home ]] || make_backup

prepare() { rm -rf "$WORK/seed" "$WORK/lifeboat"; sync; cat "$WORK/home" > /dev/null; }
seed_synced() { seed_restore "$WORK/home" "$WORK/seed" && sync; }

SEED=() OURS=()
for ((round = 1; round <= ${ROUNDS:-3}; round++)); do
  prepare
  measure seed_synced; seed=$WALL; SEED+=("$seed")
  diff -r "$WORK/home-stage/user" "$WORK/seed/dom0-home/user"
  prepare
  measure lifeboat_restore "$WORK/home" "$WORK/lifeboat"; OURS+=("$WALL")
  diff -r "$WORK/home-stage/user" "$WORK/lifeboat/dom0-home/user"
  printf 'round %d: seed with a final sync %.2f s, Lifeboat %.2f s (%.2f s of cpu, %.0f MB of memory)\n' "$round" "$seed" "$WALL" "$CPU" "$RSS"
done
prepare
printf 'medians: seed %.2f s, Lifeboat %.2f s for %s files\n' "$(median "${SEED[@]}")" "$(median "${OURS[@]}")" "$FILES"
goal 'seed / Lifeboat' "$(calc "$(median "${SEED[@]}") / $(median "${OURS[@]}")")" '>=' 1 ''
