#!/usr/bin/env bash
# What comes back of a damaged backup: a disk of about 1,000 real files, packed by the real tools into parts of 512 KiB,
# damaged in several ways, restored, and copied out of what was salvaged. Prints, for each compressor and damage, how many
# files came back byte for byte under their own names, how many under a name that says that they are not whole, and how
# many false ones bear their own name, which must be none.
#
#   FILTERS    compressors to try (gzip pigz bzip2 none)
#   FILES      files on the disk (1000)
#   KINDS      damages to try (all)
source "$(dirname "$0")/common.sh"
FILTERS=${FILTERS:-gzip pigz bzip2 none}
FILES=${FILES:-1000}
PART=524288
TREE=$WORK/salvage-tree
DISK=$WORK/salvage-disk
PARTS=$WORK/salvage-parts
DAMAGED=$WORK/salvage-damaged

make_disk() {
  [[ -e $DISK/private.img ]] && return
  say "making a disk of $FILES files"
  rm -rf "$TREE" "$DISK"; mkdir -p "$TREE/home/user" "$DISK"
  local n=0 file
  while read -r file; do
    mkdir -p "$TREE/home/user/$(dirname "${file#/}")"
    cp "$file" "$TREE/home/user/${file#/}"
    n=$((n + 1)); [[ $n -ge $FILES ]] && break
  done < <(find /usr/share/doc /usr/lib -type f -size +2k -size -600k 2>/dev/null | sort -R --random-source=<(yes))
  truncate -s 2G "$DISK/private.img"
  mkfs.ext4 -q -m 0 -d "$TREE" "$DISK/private.img"
  sync -f "$DISK"
}

# The archive's parts with their HMACs, in a folder by compressor.
make_parts() {
  local filter=$1 folder=$PARTS/$1 part
  [[ -d $folder ]] && return
  mkdir -p "$folder/vm5"
  local -a pack=(cat)
  [[ $filter == none ]] || pack=("$filter")
  tar -Pc --sparse --format=gnu -C "$DISK" --xform 's:^private.img:vm5/\0:' private.img | "${pack[@]}" |
    openssl enc -e -aes-256-cbc -md md5 -pass "pass:$PASS" 2>/dev/null |
    split -b $PART -d -a 3 - "$folder/vm5/private.img."
  for part in "$folder"/vm5/private.img.[0-9][0-9][0-9]; do
    openssl dgst -sha512 -hmac "$PASS" < "$part" | sed 's/.*= */(stdin)= /' > "$part.hmac"
  done
}

# backup FILTER FILE: of the parts in $DAMAGED
backup() {
  local compressed=True filter=$1 part
  [[ $filter == none ]] && { compressed=False; filter=gzip; }
  BACKUP=$2; ENTRIES=$WORK/entries; rm -rf "$ENTRIES"; mkdir -p "$ENTRIES/vm5"; : > "$BACKUP"
  printf '%s\n' version=3 hmac-algorithm=SHA512 crypto-algorithm=aes-256-cbc encrypted=True "compressed=$compressed" \
    "compression-filter=$filter" > "$ENTRIES/backup-header"
  append_with_hmac backup-header
  cat > "$ENTRIES/qubes.xml" <<'XML'
<QubesVmCollection><QubesAppVm name="work" qid="5" label="green" backup_content="True" backup_path="vm5" backup_size="1"/></QubesVmCollection>
XML
  local -a pack=(cat)
  [[ $compressed == True ]] && pack=("$filter")
  tar -Pc --format=gnu -C "$ENTRIES" qubes.xml | "${pack[@]}" |
    openssl enc -e -aes-256-cbc -md md5 -pass "pass:$PASS" 2>/dev/null > "$ENTRIES/qubes.xml.000"
  append_with_hmac qubes.xml.000
  for part in "$DAMAGED"/vm5/private.img.[0-9][0-9][0-9]; do
    [[ -s $part ]] && tar -cO --posix -C "$DAMAGED" "vm5/$(basename "$part")" >> "$BACKUP"
    tar -cO --posix -C "$DAMAGED" "vm5/$(basename "$part").hmac" >> "$BACKUP"
  done
}

zero() { dd if=/dev/zero of="$1" bs=512 seek="$2" count="$3" conv=notrunc status=none; }

# damage KIND: the parts in $DAMAGED, as fresh ones
damage() {
  local -a parts=("$DAMAGED"/vm5/private.img.[0-9][0-9][0-9])
  local n=${#parts[@]} i
  case $1 in
    none) ;;
    part-zeroed) zero "${parts[n / 2]}" 0 1024 ;;
    512-bytes-zeroed) zero "${parts[n / 2]}" 300 1 ;;
    part-gone) rm "${parts[n / 2]}" "${parts[n / 2]}.hmac" ;;
    early) zero "${parts[n / 10]}" 300 1 ;;
    two-far-apart) zero "${parts[n / 4]}" 300 1; zero "${parts[n * 3 / 4]}" 300 1 ;;
    ten) for i in 1 2 3 4 5 6 7 8 9 10; do zero "${parts[n * i / 12]}" 300 1; done ;;
    cut-off) for ((i = n * 2 / 3; i < n; i++)); do rm "${parts[i]}" "${parts[i]}.hmac"; done ;;
  esac
}

make_disk
printf '%-8s %-18s %6s %8s %9s %6s %8s\n' filter damage files whole 'not whole' false seconds
for filter in $FILTERS; do
  make_parts "$filter"
  for kind in ${KINDS:-none part-zeroed 512-bytes-zeroed part-gone early two-far-apart ten cut-off}; do
    rm -rf "$DAMAGED" "$WORK/salvage-out" "$WORK/salvage-files"; cp -r "$PARTS/$filter" "$DAMAGED"
    damage $kind
    backup "$filter" "$WORK/salvage-backup"
    start=$(date +%s.%N)
    "${LIFEBOAT[@]}" restore "$WORK/salvage-backup" --to "$WORK/salvage-out" --passphrase-file "$WORK/passphrase" \
      > /dev/null 2> "$WORK/salvage.log" || true
    seconds=$(echo "$(date +%s.%N) - $start" | bc)
    image=$WORK/salvage-out/work/private.img
    [[ -e $image ]] || image=$image.incomplete
    "${LIFEBOAT[@]}" copy "$image" /home --to "$WORK/salvage-files" > /dev/null 2>> "$WORK/salvage.log" || true
    whole=0 false=0 marked=0 all=0
    while read -r file; do
      all=$((all + 1))
      copy=$WORK/salvage-files/${file#./}
      if [[ -f $copy ]]; then
        if cmp -s "$TREE/$file" "$copy"; then whole=$((whole + 1)); else false=$((false + 1)); fi
      elif [[ -e $copy.incomplete || -e $copy.doubtful ]]; then
        marked=$((marked + 1))
      fi
    done < <(cd "$TREE" && find ./home -type f)
    printf '%-8s %-18s %6d %8d %9d %6d %8.2f\n' "$filter" $kind $all $whole $marked $false "$seconds"
  done
done
