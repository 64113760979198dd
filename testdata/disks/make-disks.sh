#!/usr/bin/env bash
# Makes the disk images of this folder, NAME.img.gz, and NAME.json, what e2fsprogs itself finds in each once its journal
# was replayed. Images are filled by `mkfs.ext4 -d` and changed by debugfs, never by Lifeboat; nothing is mounted.
#
#   ./make-disks.sh [OUT]     by default into the folder of this script; as root, for owners
#
# Change times of inodes are those of the day, so a second run gives other bytes of the same meaning.
set -euo pipefail
shopt -s inherit_errexit
umask 022
export LC_ALL=C.UTF-8 TZ=UTC E2FSPROGS_FAKE_TIME=1451649600

HERE=$(cd "$(dirname "$0")" && pwd)
mkdir -p "${1:-$HERE}"
OUT=$(cd "${1:-$HERE}" && pwd)
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT

# --------------------------------------------------------------------------------------------------------------------
# What is in the images

# fill_source FOLDER MANY: MANY files in one of its folders
fill_source() {
  local s=$1 i
  mkdir -p "$s/home/user/Documents" "$s/many" "$s/one/two/three"
  printf 'This data has been successfully recovered!\n' > "$s/home/user/your_data.txt"
  printf 'three levels down\n' > "$s/one/two/three/file"
  seq 1 1500 > "$s/home/user/Documents/numbers"
  : > "$s/empty"
  printf 'tiny' > "$s/tiny"
  seq 1 40 > "$s/inline"                                     # 111 bytes: more than i_block, less than an inode
  for ((i = 0; i < $2; i++)); do printf '%d\n' "$i" > "$s/many/a file with a name of some length, number $i"; done
  for ((i = 0; i < 120; i++)); do                            # as many extents as do not fit one node
    printf 'piece %04d' "$i" | dd of="$s/holes" bs=8192 seek="$i" conv=notrunc status=none
  done
  truncate -s 1500000 "$s/holes"
  truncate -s 1000000 "$s/only-a-hole"
  ln -s tiny "$s/short-link"
  ln -s "$(printf 'folder/%.0s' {1..30})file" "$s/long-link"
  ln "$s/tiny" "$s/hard-link"
  mkdir "$s/names"
  for i in 'ünïcødé' con.txt 'a:b' Twin twin 'dots...' 'blank ' .hidden; do printf '%s' "$i" > "$s/names/$i"; done
  mkfifo "$s/pipe"
  find "$s" -exec touch -h -d '2015-06-07 08:09:10' {} +
}

# --------------------------------------------------------------------------------------------------------------------
# make NAME SIZE OPTION...: one file system with $SOURCE in it
make() {
  local name=$1 size=$2; shift 2
  IMAGE=$WORK/$name.img
  rm -f "$IMAGE"; truncate -s "$size" "$IMAGE"
  mkfs.ext4 -q -F -m 0 -L "$name" -U "${DISK_UUID:-01234567-89ab-4cde-8f01-23456789abcd}" -N 256 \
    -E "nodiscard,hash_seed=01234567-89ab-4cde-8f01-23456789abcd${EXTENDED:+,$EXTENDED}" -d "$SOURCE" "$@" "$IMAGE" 2> "$WORK/mkfs.log" || { cat "$WORK/mkfs.log" >&2; return 1; }
}

change() { debugfs -w -f - "$IMAGE" > "$WORK/debugfs.log" 2>&1; }                  # commands on stdin

# index: gives large folders the index that Linux would give them
index() { e2fsck -fyD "$IMAGE" > "$WORK/e2fsck.log" 2>&1 || [[ $? -le 1 ]]; }

# keep NAME [mended OPTION...]: the image, and e2fsprogs' answer, if need be once e2fsck has mended a copy
keep() {
  local name=$1 mend=${2:-} copy=$WORK/copy.img replay=0; shift $(($# < 2 ? $# : 2))
  cp --sparse=always "$IMAGE" "$copy"
  if [[ $mend == mended ]]; then e2fsck -fy "$@" "$copy" > "$WORK/e2fsck.log" 2>&1 || [[ $? -le 1 ]]; fi
  e2fsck -fy -E journal_only "$copy" > "$WORK/e2fsck.log" 2>&1 || replay=$?
  rm -rf "$WORK/dump"; mkdir "$WORK/dump"
  debugfs -R "rdump / $WORK/dump" "$copy" > "$WORK/debugfs.log" 2>&1
  if [[ $name == inline-data ]]; then trim_dump "$copy"; fi
  manifest "$WORK/dump" "$replay" > "$OUT/$name.json"
  gzip -9 -n -c "$IMAGE" > "$OUT/$name.img.gz"
  printf '%-28s %7d bytes, %d entries\n' "$name" "$(stat -c %s "$OUT/$name.img.gz")" "$(grep -c '^"' "$OUT/$name.json")" >&2
}

# trim_dump IMAGE: rdump of e2fsprogs 1.47.0 writes all 60 bytes of i_block, however few of them are the file
trim_dump() {
  local path size
  while IFS= read -r -d '' path; do
    size=$(debugfs -R "stat \"/${path#"$WORK/dump/"}\"" "$1" 2>/dev/null | sed -n 's/.*Project:.*Size: //p')
    touch -r "$path" "$WORK/time"; truncate -s "<$size" "$path"; touch -r "$WORK/time" "$path"
  done < <(find "$WORK/dump" -type f -print0)
}

# manifest FOLDER REPLAY: no name in the source needs escaping
manifest() {
  local path kind size time comma=
  printf '{"journalReplay": %d,\n"entries": {' "$2"
  while IFS=$'\t' read -r -d '' kind size time path; do
    printf '%s\n"%s": ' "$comma" "$path"; comma=,
    case $kind in
      d) printf '{"dir": true}' ;;
      l) printf '{"link": "%s"}' "$(readlink "$1/$path")" ;;
      f) printf '{"size": %d, "mtime": %d, "sha256": "%s"}' "$size" "${time%.*}" "$(sha256sum < "$1/$path" | cut -d' ' -f1)" ;;
    esac
  done < <(find "$1" -mindepth 1 -printf '%y\t%s\t%T@\t%P\0' | sort -z -t $'\t' -k 4)
  printf '\n}}\n'
}

# --------------------------------------------------------------------------------------------------------------------
# Journals. The newer state is made on a copy; the blocks that differ are what a transaction has.

# blocks_between OLD NEW BLOCK_SIZE: numbers of the blocks that differ
blocks_between() { { cmp -l "$1" "$2" || true; } | awk -v b="$3" '{ print int(($1 - 1) / b) }' | uniq; }

# transaction NEW BLOCK_SIZE: sets BLOCKS (with commas) and puts their content into $WORK/blocks
transaction() {
  local numbers number
  numbers=$(blocks_between "$IMAGE" "$1" "$2")
  : > "$WORK/blocks"
  for number in $numbers; do dd if="$1" bs="$2" skip="$number" count=1 status=none >> "$WORK/blocks"; done
  BLOCKS=$(paste -sd, <<< "$numbers")
}

# unclean NAME BLOCK_SIZE OPEN_OPTION...: a file system that was killed after a file was written and another changed
unclean() {
  local name=$1 size=$2 victim newer; shift 2
  newer=$WORK/newer.img
  # A block that looks like the journal's own, and has to be escaped in it.
  { printf '\xc0\x3b\x39\x98'; seq 1 2000; } > "$WORK/escaped"
  cp --sparse=always "$IMAGE" "$newer"
  debugfs -w -f - "$newer" > "$WORK/debugfs.log" 2>&1 <<COMMANDS
write $WORK/escaped in-the-journal-only
rm tiny
mkdir newest
symlink newest/link ../tiny
COMMANDS
  transaction "$newer" "$size"
  # Garbage for a block of a file that a later transaction revokes, so it must not be seen.
  victim=$(debugfs -R 'bmap /home/user/Documents/numbers 2' "$IMAGE" 2>/dev/null | tail -1)
  head -c "$size" /dev/zero | tr '\0' '#' > "$WORK/garbage"
  debugfs -w -f - "$IMAGE" > "$WORK/debugfs.log" 2>&1 <<COMMANDS
jo $*
jw -b $victim $WORK/garbage
jw -r $victim
jw -b $BLOCKS $WORK/blocks
jw -b $victim -c $WORK/garbage
jc
COMMANDS
  keep "$name"
}

# --------------------------------------------------------------------------------------------------------------------
fill_source "$WORK/few" 6
fill_source "$WORK/many" 130
NONE=^has_journal

SOURCE=$WORK/many                        # so many that the folder has an index
make ext2-1k 2M -t ext2 -b 1024; index
truncate -s 70M "$WORK/far"; printf 'behind two levels of holes' >> "$WORK/far"
change <<< "write $WORK/far triple-indirect"; keep ext2-1k
make ext4-1k 2M -b 1024 -O $NONE; index; keep ext4-1k
make large-dir 2M -b 1024 -O $NONE,large_dir; index; keep large-dir

SOURCE=$WORK/few
make ext3-4k 9M -t ext3 -b 4096 -J size=4; keep ext3-4k
make ext2-no-filetype-2k 2M -t ext2 -b 2048 -O ^filetype -r 1; keep ext2-no-filetype-2k
make ext4-2k 2M -b 2048 -O $NONE; keep ext4-2k
make ext4-4k 9M -b 4096 -J size=4; keep ext4-4k
make ext4-64k 12M -b 65536 -O $NONE; keep ext4-64k
make ext4-of-2016 2M -b 4096 -O $NONE,^metadata_csum,^64bit,uninit_bg; keep ext4-of-2016
make ext4-of-2023 9M -b 4096 -J size=4 -O metadata_csum_seed,orphan_file; change <<< 'set_super_value uuid random'; keep ext4-of-2023
make small-inodes 2M -b 1024 -I 128 -O $NONE; keep small-inodes
make inline-data 2M -b 1024 -I 512 -O $NONE,inline_data
change <<< "rm only-a-hole"; keep inline-data   # mke2fs makes it a file whose content is missing
make bigalloc 4M -b 1024 -C 16384 -O $NONE,bigalloc; keep bigalloc
make meta-bg 3M -b 1024 -g 256 -O $NONE,meta_bg,^resize_inode,^flex_bg; keep meta-bg
make flex-bg 3M -b 1024 -g 512 -G 4 -O $NONE; keep flex-bg
EXTENDED=encoding=utf8 make casefold 2M -b 1024 -O $NONE,casefold
change <<< 'sif names flags 0x40080000'; keep casefold
make ea-inode 2M -b 1024 -O $NONE,ea_inode
seq 1 2000 > "$WORK/large-value"; printf 'kept in the inode' > "$WORK/small-value"; seq 1 150 > "$WORK/block-value"
change <<COMMANDS
ea_set -f $WORK/small-value tiny user.small
ea_set -f $WORK/block-value tiny user.block
ea_set -f $WORK/large-value tiny user.large
COMMANDS
keep ea-inode
make encrypt-verity 2M -b 1024 -O $NONE,encrypt,verity
change <<'COMMANDS'
sif one flags 0x80800
sif empty flags 0x80800
sif tiny flags 0x180000
COMMANDS
keep encrypt-verity

make journal-1k 4M -b 1024 -J size=1 -O ^64bit,^metadata_csum; unclean journal-1k 1024
make journal-4k 9M -b 4096 -J size=4 -O ^64bit,^metadata_csum; unclean journal-4k 4096
make journal-64bit 4M -b 1024 -J size=1 -O ^metadata_csum; unclean journal-64bit 1024
make journal-checksum-2 4M -b 1024 -J size=1; unclean journal-checksum-2 1024 -c -v 2
make journal-checksum-3 4M -b 1024 -J size=1; unclean journal-checksum-3 1024 -c -v 3
make journal-checksum-3-32bit 9M -b 4096 -J size=4 -O ^64bit; unclean journal-checksum-3-32bit 4096 -c -v 3

# Damaged disks, of another UUID. What has no name: a file, a link, a folder and all that is in it.
export DISK_UUID=89abcdef-0123-4567-89ab-cdef01234567
# So many files are removed here and there that bitmaps look like no other block.
SOURCE=$WORK/many
make nameless 2M -b 1024 -O $NONE
{
  printf 'unlink %s\n' home/user/your_data.txt short-link one
  for ((i = 0; i < 130; i++)); do
    if ((i * i % 7 < 2)); then printf 'rm "many/a file with a name of some length, number %d"\n' "$i"; fi
  done
} | change
keep nameless mended
SOURCE=$WORK/few
make no-start 9M -b 1024 -O $NONE,^resize_inode
dd if=/dev/zero of="$IMAGE" bs=1024 seek=1 count=2 conv=notrunc status=none   # superblock and group descriptors
keep no-start mended -b 8193 -B 1024

size=$(du -sbc "$OUT"/*.gz "$OUT"/*.json | tail -1 | cut -f1)
printf 'all together %d bytes\n' "$size" >&2
[[ $size -le 600000 ]]
