#!/usr/bin/env bash
# What comes back of a damaged backup: a disk of about 1,000 real files, packed by the real tools into parts of 512 KiB,
# damaged in several ways, restored, and copied out of what was salvaged. Prints for each compressor and damage
#
#   ideal      files of which nothing was lost by what debugfs says of the disk as it was: no block of theirs, of their inode,
#              or of the folders that lead to them is in the lost parts, nor in the stretch of the tar behind them where
#              references into what was lost may show (STRETCH below). What is lost of a name or an inode is lost to everybody.
#   found      how many of these came back byte for byte under their own names, and the share
#   content    files of which no block of content is in the lost parts or the stretch; their inodes or names may be
#   beyond     files outside the ideal that came back all the same
#   marked     files that came under a name that says that they are not whole
#   false      files that bear their own name and differ: none may
#   times      of the restore, against that of the undamaged backup
#
#   FORMATS    formats to try (3; also 4 and 2, which has only gzip's way to compress)
#   FILTERS    compressors to try (gzip pigz bzip2 pbzip2 none)
#   KINDS      damages to try (all)
#   FILES      files on the disk (1000), from SMALLEST (16k) to LARGEST (4096k), as find has it
source "$(dirname "$0")/common.sh"
FORMATS=${FORMATS:-3}
FILTERS=${FILTERS:-gzip pigz bzip2 pbzip2 none}
FILES=${FILES:-1000}
SMALLEST=${SMALLEST:-16k}
LARGEST=${LARGEST:-4096k}
ID=20260101T120000-1
PART=524288
TREE=$WORK/salvage-tree-$FILES-$SMALLEST-$LARGEST
DISK=$WORK/salvage-disk-$FILES-$SMALLEST-$LARGEST
PARTS=$WORK/salvage-parts-$FILES-$SMALLEST-$LARGEST
DAMAGED=$WORK/salvage-damaged
COUNT=("$JAVA" -cp "$WORK/salvage-classes" SalvageCount)

make_disk() {
  [[ -e $DISK/blocks ]] && return
  say "making a disk of $FILES files"
  rm -rf "$TREE" "$DISK"; mkdir -p "$TREE/home/user" "$DISK"
  local n=0 file
  while read -r file; do
    mkdir -p "$TREE/home/user/$(dirname "${file#/}")"
    cp "$file" "$TREE/home/user/${file#/}"
    n=$((n + 1)); [[ $n -ge $FILES ]] && break
  done < <(find /usr/share/doc /usr/lib -type f -size "+$SMALLEST" -size "-$LARGEST" -not -name '*"*' 2>/dev/null |
    sort -R --random-source=<(yes))
  truncate -s 2G "$DISK/private.img"
  mkfs.ext4 -q -m 0 -d "$TREE" "$DISK/private.img"
  sync -f "$DISK"
  pack_tar > "$DISK/private.tar"
  # Where debugfs says that each file, each folder and their inodes lie.
  (cd "$TREE" && find . -mindepth 1 | sed 's/^\.\(.*\)$/imap "\1"\nblocks "\1"/') > "$DISK/questions"
  debugfs -f "$DISK/questions" "$DISK/private.img" > "$DISK/blocks" 2>/dev/null
}

pack_tar() { tar -Pc --sparse --format=gnu -C "$DISK" --xform 's:^private.img:vm5/\0:' private.img "$@"; }

compress() { case $1 in none) cat ;; *) "$1" ;; esac; }

decompress() {
  case $1 in
    none) cat ;;
    gzip | pigz) gzip -dc ;;
    bzip2 | pbzip2) bzip2 -dc ;;
  esac 2>/dev/null || true
}

encrypt() { openssl enc -e -aes-256-cbc -md md5 -pass "pass:$PASS" 2>/dev/null; }

# The archive's parts with what authenticates them, in a folder by format and compressor.
make_parts() {
  local folder=$PARTS/$1/$2 part number=0 volume
  [[ -e $folder/done ]] && return
  say "packing by $2 in format $1"
  rm -rf "$folder"; mkdir -p "$folder/vm5"
  case $1 in
    3) compress "$2" < "$DISK/private.tar" | encrypt | split -b $PART -d -a 3 - "$folder/vm5/private.img." ;;
    4) compress "$2" < "$DISK/private.tar" | split -b $PART -d -a 3 - "$folder/vm5/private.img."
      seal "$folder" vm5/private.img.* ;;
    2) mkdir "$folder/volumes"
      local -a volumes=()
      for ((number = 0; number < 1000; number++)); do volumes+=(-f "$folder/volumes/$(printf %03d $number)"); done
      pack_tar -M --tape-length=$((PART / 1024)) "${volumes[@]}"
      for volume in "$folder"/volumes/*; do
        { case $2 in none) cat "$volume" ;; *) pigz -z < "$volume" ;; esac; } | encrypt > "$folder/vm5/private.img.${volume##*/}"
      done
      rm -r "$folder/volumes" ;;
  esac
  if [[ $1 != 4 ]]; then
    for part in "$folder"/vm5/private.img.[0-9][0-9][0-9]; do
      openssl dgst -sha512 -hmac "$PASS" < "$part" | sed 's/.*= */(stdin)= /' > "$part.hmac"
    done
  fi
  touch "$folder/done"
}

# seal FOLDER FILE...: as files of scrypt, quickly; the names may be patterns
seal() {
  (cd "$1" && shift && "$JAVA" -cp "$WORK/salvage-classes:$(echo "$PROJECT"/target/mods/bcprov-*.jar)" ScryptFiles \
    "$WORK/passphrase" "$ID" $*)
}

# backup FORMAT FILTER FILE: of the parts in $DAMAGED
backup() {
  local compressed=True filter=$2 part
  [[ $filter == none ]] && { compressed=False; filter=gzip; }
  BACKUP=$3; ENTRIES=$WORK/entries; rm -rf "$ENTRIES"; mkdir -p "$ENTRIES/vm5"; : > "$BACKUP"
  local catalog='<QubesVmCollection><QubesAppVm name="work" qid="5" label="green" backup_content="True" backup_path="vm5" backup_size="1"/></QubesVmCollection>'
  [[ $1 == 4 ]] && catalog='<qubes><domains><domain class="AppVM"><properties><property name="name">work</property></properties><features><feature name="backup-content">True</feature><feature name="backup-path">vm5</feature></features></domain></domains></qubes>'
  echo "$catalog" > "$ENTRIES/qubes.xml"
  case $1 in
    3) printf '%s\n' version=3 hmac-algorithm=SHA512 crypto-algorithm=aes-256-cbc encrypted=True "compressed=$compressed" \
        "compression-filter=$filter" > "$ENTRIES/backup-header" ;;
    4) printf '%s\n' version=4 hmac-algorithm=scrypt encrypted=True "compressed=$compressed" "compression-filter=$filter" \
        "backup-id=$ID" > "$ENTRIES/backup-header" ;;
    2) printf '%s\n' version=2 hmac-algorithm=SHA512 crypto-algorithm=aes-256-cbc encrypted=True "compressed=$compressed" \
        > "$ENTRIES/backup-header" ;;
  esac
  if [[ $1 == 4 ]]; then
    tar -Pc --format=gnu -C "$ENTRIES" qubes.xml | compress "$2" > "$ENTRIES/qubes.xml.000"
    seal "$ENTRIES" backup-header qubes.xml.000
    for part in backup-header backup-header.hmac qubes.xml.000.enc; do
      tar -cO --posix -C "$ENTRIES" $part >> "$BACKUP"
    done
  else
    append_with_hmac backup-header
    tar -Pc --format=gnu -C "$ENTRIES" qubes.xml |
      { case $1$2 in 2none) cat ;; 2*) pigz -z ;; *) compress "$2" ;; esac; } | encrypt > "$ENTRIES/qubes.xml.000"
    append_with_hmac qubes.xml.000
  fi
  (cd "$DAMAGED" && find vm5 -type f | sort | tar -cO --posix --no-recursion -T -) >> "$BACKUP"
}

zero() { dd if=/dev/zero of="$1" bs=512 seek="$2" count="$3" conv=notrunc status=none; }

# damage KIND: the parts in $DAMAGED, as fresh ones; sets LOST to the numbers of those that are lost
damage() {
  local -a parts=("$DAMAGED"/vm5/private.img.[0-9][0-9][0-9]*)
  mapfile -t parts < <(printf '%s\n' "${parts[@]}" | grep -v hmac)
  local n=${#parts[@]} i
  LOST=()
  case $1 in
    none) ;;
    part-zeroed) LOST=($((n / 2))); zero "${parts[n / 2]}" 0 1024 ;;
    512-bytes-zeroed) LOST=($((n / 2))); zero "${parts[n / 2]}" 30 1 ;;
    part-gone) LOST=($((n / 2))); rm -f "${parts[n / 2]}" "${parts[n / 2]}.hmac" ;;
    early) LOST=($((n / 10))); zero "${parts[n / 10]}" 30 1 ;;
    two-far-apart) LOST=($((n / 4)) $((n * 3 / 4))) ;;
    ten) for i in 1 2 3 4 5 6 7 8 9 10; do LOST+=($((n * i / 12))); done ;;
    cut-off) for ((i = n * 2 / 3; i < n; i++)); do LOST+=($i); done
      for i in "${LOST[@]:1}"; do rm -f "${parts[i]}" "${parts[i]}.hmac"; done
      rm -f "${parts[n * 2 / 3]}.hmac" ;;
    scrypt-header) LOST=($((n / 2))); printf 'x' | dd of="${parts[n / 2]}" bs=1 seek=20 conv=notrunc status=none ;;
  esac
  case $1 in two-far-apart | ten) for i in "${LOST[@]}"; do zero "${parts[i]}" 30 1; done ;; esac
}

last_part() { printf '%s\n' "$DAMAGED"/vm5/private.img.[0-9][0-9][0-9]* | grep -v hmac | tail -1; }

# tar_position FORMAT FILTER STORED: what the bytes of the stored stream before it decode to
tar_position() {
  local header=0
  [[ $1 == 3 ]] && header=16
  local at=$(($3 > header ? $3 - header : 0))
  head -c "$at" "$STREAM" | decompress "$2" | wc -c
}

# lost_ranges FORMAT FILTER: lines "BEGIN END", in bytes of the tar; STRETCH behind them included
lost_ranges() {
  local stretch=$((2 << 20)) i from to
  case $2 in gzip | pigz) [[ $1 == 2 ]] || stretch=$((12 << 20)) ;; esac
  STRETCH=${STRETCH_MIB:+$((STRETCH_MIB << 20))}; STRETCH=${STRETCH:-$stretch}
  for i in "${LOST[@]}"; do
    if [[ $1 == 2 ]]; then   # each volume but the first begins with a header that is not in the tar
      from=$((i * (PART - 512) + (i > 0 ? 512 : 0))); to=$((from + PART))
    else
      from=$(tar_position "$1" "$2" $((i * PART)))
      to=$(tar_position "$1" "$2" $(((i + 1) * PART)))
    fi
    echo $from $((to + STRETCH))
  done
}

mkdir -p "$WORK/salvage-classes"
"$(dirname "$JAVA")/javac" -d "$WORK/salvage-classes" -cp "$(echo "$PROJECT"/target/mods/bcprov-*.jar)" \
  "$BENCH/SalvageCount.java" "$BENCH/ScryptFiles.java"
make_disk
printf '%-6s %-7s %-17s %5s %5s %5s %6s %7s %6s %6s %5s %7s %5s\n' format filter damage files ideal found share content beyond \
  marked false seconds times
for format in $FORMATS; do
  for filter in $FILTERS; do
    make_parts $format $filter
    STREAM=$WORK/salvage-stream
    compress $filter < "$DISK/private.tar" > "$STREAM"
    undamaged=
    for kind in none ${KINDS:-part-zeroed 512-bytes-zeroed part-gone early two-far-apart ten cut-off scrypt-header}; do
      [[ $kind == scrypt-header && $format != 4 ]] && continue
      rm -rf "$DAMAGED" "$WORK/salvage-out" "$WORK/salvage-files"; cp -r "$PARTS/$format/$filter" "$DAMAGED"
      damage $kind
      backup $format $filter "$WORK/salvage-backup"
      # Within the last part, which is smaller than the others' plain size where each is compressed by itself.
      [[ $kind == cut-off ]] && truncate -s -$(($(stat -c %s "$(last_part)") / 2)) "$WORK/salvage-backup"
      lost_ranges $format $filter > "$WORK/salvage-lost"
      start=$(date +%s%N)
      "${LIFEBOAT[@]}" restore "$WORK/salvage-backup" --to "$WORK/salvage-out" --passphrase-file "$WORK/passphrase" \
        ${OPTIONS-} > /dev/null 2> "$WORK/salvage.log" || true
      seconds=$(calc "($(date +%s%N) - $start) / 1000000000")
      undamaged=${undamaged:-$seconds}
      image=$WORK/salvage-out/work/private.img
      [[ -e $image ]] || image=$image.incomplete
      "${LIFEBOAT[@]}" copy "$image" /home --to "$WORK/salvage-files" > /dev/null 2>> "$WORK/salvage.log" || true
      read -r files ideal found share content beyond marked false < <("${COUNT[@]}" "$DISK/private.tar" "$DISK/blocks" \
        "$WORK/salvage-lost" "$TREE" "$WORK/salvage-files")
      printf '%-6s %-7s %-17s %5d %5d %5d %6s %7d %6d %6d %5d %7.2f %5.1f\n' $format $filter $kind $files $ideal $found "$share" \
        $content $beyond $marked $false $seconds "$(calc "$seconds / $undamaged")"
      if [[ -n ${KEEP-} ]]; then break 3; fi
    done
  done
done
