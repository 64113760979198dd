#!/usr/bin/env bash
# Proves the fixtures right without Lifeboat: follows the steps of Qubes' emergency-recovery page with tar, openssl and
# the compressors, and compares what comes out with the manifests that were written when the fixtures were made.
#
#   ./check-testdata.sh [FOLDER]     by default the folder of this script
set -euo pipefail
shopt -s inherit_errexit
umask 022
export LC_ALL=C.UTF-8 TZ=UTC

HERE=$(cd "$(dirname "$0")" && pwd)
FOLDER=$(cd "${1:-$HERE}" && pwd)
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
. "$HERE/manifest.sh"

LEGACY=(-provider legacy -provider default)
CHECKED=0

fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }
passed() { CHECKED=$((CHECKED + 1)); printf 'ok  %s\n' "$1"; }
same() { cmp -s "$1" "$2" || fail "$3"; }
field() { sed -n "s/^$2=//p" "$1/backup-header"; }             # FOLDER KEY
json_field() { sed -nE "s/.*\"$2\": \"?([^\",}]*)\"?[,}].*/\1/p" <<< "$1"; }

# check_hmac FILE DIGEST PASSPHRASE: step 2 and 4
check_hmac() {
  local computed stored
  computed=$(openssl dgst "${LEGACY[@]}" "-$2" -hmac "$3" < "$1" | sed 's/.*= *//')
  stored=$(sed 's/^[^=]*= *//' "$1.hmac")
  [[ -n $computed && $computed == "$stored" ]] || fail "HMAC of $1"
}

decompressor() {
  case $1 in
    gzip*|pigz) echo gunzip ;;
    bzip2|pbzip2) echo bunzip2 ;;
    xz) echo unxz ;;
    lzma) echo unlzma ;;
    zstd|zstdmt) echo 'zstd -q -d -c' ;;
  esac
}

# restore BACKUP PASSPHRASE KDF DEST: steps 1 to 7 for every archive, into DEST as a restore lays it out.
restore() {
  local backup=$1 pass=$2 kdf=$3 dest=$4 raw=$WORK/raw digest cipher file archive folder name vm
  rm -rf "$raw" "$dest"; mkdir -p "$raw" "$dest"
  tar -i -x -C "$raw" -f "$backup"
  digest=$(field "$raw" hmac-algorithm); digest=${digest,,}; digest=${digest#rsa-}   # RSA-SHA512 is an old name of SHA512
  while IFS= read -r file; do check_hmac "$file" "$digest" "$pass"; done < <(find "$raw" -type f -not -name '*.hmac')
  cipher=$(field "$raw" crypto-algorithm)

  while IFS= read -r file; do
    archive=${file%.000}; folder=$(dirname "${archive#"$raw/"}"); name=$(basename "$archive")
    if [[ $archive == "$raw/qubes.xml" ]]; then folder= vm=; else vm=$(vm_name "$folder"); fi
    mkdir -p "$dest/$vm"
    # --xform backwards takes the folder off names and link targets alike.
    cat "$archive".[0-9][0-9][0-9] |
      if [[ $(field "$raw" encrypted) == True ]]; then
        openssl enc "${LEGACY[@]}" -d "-$cipher" -md "$kdf" -pass "pass:$pass" 2>"$WORK/enc.err"
      else cat; fi |
      if [[ $(field "$raw" compressed) == True ]]; then $(decompressor "$(field "$raw" compression-filter)"); else cat; fi |
      tar -x -p -S -P --xform "s:^$folder/::" -C "$dest/$vm" -f -
    if [[ $name == qubes.xml ]]; then mv "$dest/qubes.xml" "$WORK/qubes.xml"; fi
  done < <(printf '%s\n' "$raw/qubes.xml.000"; find "$raw" -name '*.000' -not -name qubes.xml.000 | sort)
}

# vm_name FOLDER: the folder's VM, from the qubes.xml that came out first.
vm_name() {
  if [[ $1 == dom0-home ]]; then echo dom0-home; return; fi
  sed -nE "/ backup_path=\"${1//\//\\/}\"/s/.* name=\"([^\"]*)\".*/\1/p" "$WORK/qubes.xml"
}

check_restored() {   # MANIFEST WHAT
  manifest_of "$WORK/restored" | diff "$1" - || fail "$2 restores to something else than its manifest says"
  passed "$2"
}

# in_disk IMAGE PATH: step 8 without a mount
in_disk() { debugfs -R "cat \"$2\"" "$1" 2>/dev/null; }

check_disks() {
  local image
  while IFS= read -r image; do
    [[ $(head -c 1082 "$image" | tail -c 2 | xxd -p) == 53ef ]] || continue   # never started: all zeros
    e2fsck -fn "$image" >"$WORK/e2fsck.log" 2>&1 || { cat "$WORK/e2fsck.log" >&2; fail "e2fsck of $image"; }
  done < <(find "$WORK/restored" -name '*.img')
}

check_backups() {
  local backup=$FOLDER/sample/qubes-backup-2016-01-01T120000 line pass kdf file chunks
  restore "$backup" "$(cat "$FOLDER/sample/passphrase.txt")" md5 "$WORK/restored"
  check_restored "$backup.manifest.json" sample
  check_disks
  [[ $(in_disk "$WORK/restored/work/private.img" /home/user/your_data.txt) == 'This data has been successfully recovered!' ]] ||
    fail 'the sentence in the disk of work'
  in_disk "$WORK/restored/work/private.img" /home/user/Documents/phone-backup.bin | wc -c | grep -qx 92160 || fail phone-backup.bin
  [[ -z $(tr -d '\0' < "$WORK/restored/never-started/private.img" | head -c 1) ]] || fail 'never-started is not all zeros'
  chunks=$(tar -i -tf "$backup" | grep -c '^vm5/private.img.[0-9]*$')
  [[ $chunks -ge 6 ]] || fail "work has $chunks chunks only"
  passed "sample: disks, $chunks chunks of work"

  restore "$FOLDER/plain/plain-bzip2" plain md5 "$WORK/restored"
  check_restored "$FOLDER/plain/plain-bzip2.manifest.json" plain
  check_disks

  while IFS= read -r line; do
    [[ $line == *'"file"'* ]] || continue
    file=$(json_field "$line" file); kdf=$(json_field "$line" kdf)
    pass=$(sed -nE 's/.*"passphrase": "([^"]*)".*/\1/p' <<< "$line"; printf x); pass=${pass%x}; pass=${pass%$'\n'}
    gunzip < "$FOLDER/variants/$file" > "$WORK/variant"
    restore "$WORK/variant" "${pass:-variants}" "${kdf,,}" "$WORK/restored"
    check_restored "$FOLDER/variants/manifest.json" "variants/$file"
    if [[ $file == pbzip2.gz ]]; then
      openssl enc "${LEGACY[@]}" -d -aes-256-cbc -md md5 -pass pass:variants 2>/dev/null < "$WORK/raw/vm2/private.img.000" |
        LC_ALL=C grep -aoE 'BZh[1-9]1AY&SY' | wc -l | grep -qx '[2-9]' || fail 'variants/pbzip2 has one member'
    fi
  done < "$FOLDER/variants/index.json"
  check_disks
}

check_vectors() {
  local v=$FOLDER/vectors file name digest
  for file in "$v"/ciphers/*.*; do
    name=$(basename "$file"); [[ $name == unavailable.txt ]] && continue
    openssl enc "${LEGACY[@]}" -d "-${name%.*}" -md "${name##*.}" -pass pass:vectors < "$file" > "$WORK/plain" 2>/dev/null
    same "$WORK/plain" "$v/ciphers/plaintext" "cipher vector $name"
  done
  passed 'cipher vectors'

  for file in "$v"/compressors/*.*; do
    case $file in
      *.gz) gunzip ;; *.bz2) bunzip2 ;; *.xz) unxz ;; *.lzma) unlzma ;; *.zst) zstd -q -d -c --long=27 ;; *) continue ;;
    esac < "$file" > "$WORK/plain"
    [[ $(sha256_of "$WORK/plain") == "$(cat "$v/compressors/plaintext.sha256")" ]] || fail "$file"
  done
  # What is called "several members" must be that: count the magics.
  [[ $(LC_ALL=C grep -aoE 'BZh[1-9]1AY&SY' "$v/compressors/pbzip2.bz2" | wc -l) -ge 2 ]] || fail 'pbzip2.bz2 has one member'
  [[ $(LC_ALL=C grep -aoP '\x1f\x8b\x08\x00' "$v/compressors/multi-member.gz" | wc -l) -eq 3 ]] || fail 'multi-member.gz'
  passed 'compressor vectors'

  [[ $(grep -c '"digest"' "$v/hmac.json") -ge 9 ]] || fail hmac.json
  for file in "$v"/tars/*.tar.gz; do
    gunzip < "$file" | tar -t > "$WORK/names"
    name=$(basename "$file")
    [[ $(awk -v n="\"$name\":" '$1 == n {on = 1; next} on && /^  \]/ {exit} on && /"name"/ {c++} END {print c + 0}' \
      "$v/tars/tars.json") -eq $(wc -l < "$WORK/names") ]] || fail "members of $name"
  done
  passed 'tar vectors'
}

# Format 4: `scrypt dec` in place of HMAC and openssl.
check_format4() {
  local packed pass id filter file chunk archive folder name vm raw=$WORK/raw dest=$WORK/restored LIFEBOAT_BOUND
  export LIFEBOAT_BOUND
  pass=$(cat "$FOLDER/format4/passphrase.txt")
  for packed in "$FOLDER"/format4/*.gz; do
    rm -rf "$raw" "$dest"; mkdir -p "$raw" "$dest"
    gunzip < "$packed" | tar -i -x -C "$raw" -f -
    LIFEBOAT_BOUND="backup-header!$pass"
    scrypt dec --passphrase env:LIFEBOAT_BOUND "$raw/backup-header.hmac" | cmp - "$raw/backup-header" || fail "header of $packed"
    id=$(field "$raw" backup-id); filter=$(field "$raw" compression-filter)
    while IFS= read -r file; do
      archive=${file%.000.enc}; folder=$(dirname "${archive#"$raw/"}"); name=$(basename "$archive")
      case $folder in vm5) vm=work ;; vm7) vm=vault ;; *) vm=$folder ;; esac
      mkdir -p "$dest/$vm"
      for file in "$archive".*.enc; do
        chunk=${file#"$raw/"}; LIFEBOAT_BOUND="$id!${chunk%.enc}!$pass"
        scrypt dec --passphrase env:LIFEBOAT_BOUND "$file" || fail "$chunk of $packed"
      done | $(decompressor "$filter") | tar -x -p -S -P --xform "s:^$folder/::" -C "$dest/$vm" -f -
    done < <(find "$raw" -name '*.000.enc' -not -name 'qubes.xml*' | sort)
    check_restored "$FOLDER/format4/manifest.json" "format4/$(basename "$packed")"
    check_disks
  done
}

# Format 2: each chunk by itself, and tar asks for the volumes.
check_format2() {
  local packed pass file archive folder name vm number raw=$WORK/raw dest=$WORK/restored
  pass=$(cat "$FOLDER/format2/passphrase.txt")
  printf '#!/bin/sh\necho "%s/$((TAR_VOLUME - 1))" >&"$TAR_FD"\n' "$WORK/volumes" > "$WORK/next-volume"
  chmod +x "$WORK/next-volume"
  for packed in "$FOLDER"/format2/*.gz; do
    rm -rf "$raw" "$dest"; mkdir -p "$raw" "$dest"
    gunzip < "$packed" | tar -i -x -C "$raw" -f -
    while IFS= read -r file; do check_hmac "$file" sha1 "$pass"; done < <(find "$raw" -type f -not -name '*.hmac')
    while IFS= read -r file; do
      archive=${file%.000}; folder=$(dirname "${archive#"$raw/"}"); name=$(basename "$archive")
      case $folder in vm5) vm=work ;; vm7) vm=vault ;; *) vm=$folder ;; esac
      mkdir -p "$dest/$vm"; rm -rf "$WORK/volumes"; mkdir "$WORK/volumes"; number=0
      for file in "$archive".[0-9][0-9][0-9]; do
        case $packed in
          *plain*) gunzip < "$file" ;;
          *r2-encrypted.gz) openssl enc -d -aes-256-cbc -md md5 -pass "pass:$pass" < "$file" 2>/dev/null ;;
          *) openssl enc -d -aes-256-cbc -md md5 -pass "pass:$pass" < "$file" 2>/dev/null | pigz -z -d ;;
        esac > "$WORK/volumes/$number"
        number=$((number + 1))
      done
      tar -x -p -S -P -M -F "$WORK/next-volume" --xform "s:^$folder/::" -C "$dest/$vm" -f "$WORK/volumes/0"
    done < <(find "$raw" -name '*.000' -not -name 'qubes.xml*' | sort)
    check_restored "$FOLDER/format2/manifest.json" "format2/$(basename "$packed")"
    check_disks
  done
}

check_backups
check_format4
check_format2
check_vectors
size=$(du -sb --exclude=disks "$FOLDER" | cut -f1)
[[ $size -lt 2000000 ]] || fail "the backups have $size bytes"
printf 'all of it as it should be: %s checks, %s bytes\n' "$CHECKED" "$size"
