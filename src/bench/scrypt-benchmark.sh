#!/usr/bin/env bash
# How long the key derivations of format 4 take: the scrypt program, one file after another, and Lifeboat, alternating,
# on the same backup of small chunks.
#
#   [WORK=FOLDER] [ROUNDS=3] [CHUNKS=20] [LOGN=17] src/bench/scrypt-benchmark.sh
. "$(dirname "$0")/common.sh"

CHUNKS=${CHUNKS:-20} LOGN=${LOGN:-17}
BACKUP=$WORK/scrypt-$LOGN-$CHUNKS
ID=20260101T120000-1

bound() { printf '%s!%s' "$1" "$PASS"; }
seal() { KEY=$(bound "$1") scrypt enc --logN "$LOGN" -r 8 -p 1 --passphrase env:KEY -; }
append() { tar -cO --posix -C "$ENTRIES" "$1" >> "$BACKUP.part"; }

# add_scrypt_archive NAME CHUNK_BYTES: standard input is the archive's tar, compressed
add_scrypt_archive() {
  local chunk
  mkdir -p "$(dirname "$ENTRIES/$1")"
  split -b "$2" -d -a 3 - "$ENTRIES/$1."
  for chunk in "$ENTRIES/$1".[0-9][0-9][0-9]; do
    chunk=${chunk#"$ENTRIES/"}
    seal "$ID!$chunk" < "$ENTRIES/$chunk" > "$ENTRIES/$chunk.enc"
    append "$chunk.enc"
  done
}

make_backup() {
  say 'making the backup (once)'
  ENTRIES=$WORK/entries
  rm -rf "$ENTRIES" "$WORK/scrypt-stage"; mkdir -p "$ENTRIES" "$WORK/scrypt-stage"; : > "$BACKUP.part"
  printf '%s\n' version=4 hmac-algorithm=scrypt encrypted=True compressed=True compression-filter=gzip "backup-id=$ID" > "$ENTRIES/backup-header"
  seal backup-header < "$ENTRIES/backup-header" > "$ENTRIES/backup-header.hmac"
  append backup-header; append backup-header.hmac
  printf '<qubes><domains><domain class="AppVM"><properties><property name="name">vm1</property></properties><features><feature name="backup-content">True</feature><feature name="backup-path">vm1</feature></features></domain></domains></qubes>' > "$WORK/scrypt-stage/qubes.xml"
  tar -c --format=gnu -C "$WORK/scrypt-stage" qubes.xml | gzip | add_scrypt_archive qubes.xml 104857600
  incompressible $((CHUNKS * 65536 - 30000)) 1 > "$WORK/scrypt-stage/private.img"
  tar -c --format=gnu -C "$WORK/scrypt-stage" --xform 's:^:vm1/:' private.img | gzip | add_scrypt_archive vm1/private.img 65536
  rm -rf "$ENTRIES"
  mv "$BACKUP.part" "$BACKUP"
}
[[ -f $BACKUP ]] || make_backup

# The chunks and what Lifeboat has to derive besides, the header and the list of VMs, one process after another.
scrypt_restore() {
  local file chunk
  while IFS= read -r file; do
    chunk=${file#"$WORK/scrypt-raw/"}
    KEY=$(bound "$ID!${chunk%.enc}") scrypt dec --passphrase env:KEY "$file"
  done < <(find "$WORK/scrypt-raw/vm1" -name '*.enc' | sort) | gunzip | tar -x -C "$WORK/seed" -f -
  KEY=$(bound backup-header) scrypt dec --passphrase env:KEY "$WORK/scrypt-raw/backup-header.hmac" > /dev/null
  KEY=$(bound "$ID!qubes.xml.000") scrypt dec --passphrase env:KEY "$WORK/scrypt-raw/qubes.xml.000.enc" > /dev/null
}

rm -rf "$WORK/scrypt-raw"; mkdir -p "$WORK/scrypt-raw"; tar -i -x -C "$WORK/scrypt-raw" -f "$BACKUP"
COUNT=$(find "$WORK/scrypt-raw/vm1" -name '*.enc' | wc -l)
printf '%s chunks at N=2^%s, r=8, p=1; %s cores\n' "$COUNT" "$LOGN" "$CORES"
PROGRAM=() OURS=() PROGRAM_CPU=() OURS_CPU=()
for ((round = 1; round <= ${ROUNDS:-3}; round++)); do
  rm -rf "$WORK/seed" "$WORK/lifeboat"; mkdir -p "$WORK/seed"; sync
  measure scrypt_restore; PROGRAM+=("$WALL"); PROGRAM_CPU+=("$CPU")
  measure lifeboat_restore "$BACKUP" "$WORK/lifeboat"; OURS+=("$WALL"); OURS_CPU+=("$CPU")
  cmp "$WORK/scrypt-stage/private.img" "$WORK/seed/vm1/private.img"
  cmp "$WORK/scrypt-stage/private.img" "$WORK/lifeboat/vm1/private.img"
  printf 'round %d: scrypt %.2f s (%.2f s of cpu), Lifeboat %.2f s (%.2f s of cpu, %.0f MB of memory)\n' \
    "$round" "${PROGRAM[-1]}" "${PROGRAM_CPU[-1]}" "$WALL" "$CPU" "$RSS"
done
rm -rf "$WORK/scrypt-raw" "$WORK/seed" "$WORK/lifeboat"
goal 'scrypt / Lifeboat' "$(calc "$(median "${PROGRAM[@]}") / $(median "${OURS[@]}")")" '>=' 1.9 ''
goal 'scrypt / Lifeboat, processor time' "$(calc "$(median "${PROGRAM_CPU[@]}") / $(median "${OURS_CPU[@]}")")" '>=' 1 ''
