# What the benchmarks share: making backups with the tools Qubes used, the guide's own steps, and measuring. To be sourced.
#
#   WORK       work folder (target/bench); what was made there once is used again
set -euo pipefail
shopt -s inherit_errexit
export LC_ALL=C.UTF-8 TZ=UTC

BENCH=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
PROJECT=$(cd "$BENCH/../.." && pwd)
WORK=${WORK:-$PROJECT/target/bench}
mkdir -p "$WORK"
PASS='a passphrase for measuring'
printf '%s\n' "$PASS" > "$WORK/passphrase"
CORES=$(getconf _NPROCESSORS_ONLN)

say() { printf '%s\n' "$*" >&2; }

# The JDK that the build selects, whichever one runs Maven.
JAVA=$("$PROJECT/src/build/jdk.sh")/bin/java

# The packaged program if it was built, else the classes.
if [[ -n ${LIFEBOAT_COMMAND-} ]]; then
  read -ra LIFEBOAT <<< "$LIFEBOAT_COMMAND"
elif [[ -x $PROJECT/target/lifeboat/bin/lifeboat ]]; then
  LIFEBOAT=("$PROJECT/target/lifeboat/bin/lifeboat")
elif [[ -d $PROJECT/target/classes && -d $PROJECT/target/mods ]]; then
  LIFEBOAT=("$JAVA" "-XX:VMOptionsFile=$PROJECT/packaging/jvm.options" --module-path "$PROJECT/target/classes:$PROJECT/target/mods"
    --module org.lifeboat/org.lifeboat.Lifeboat)
else
  say 'Build first: mvn -DskipTests package'; exit 1
fi

# --------------------------------------------------------------------------------------------------------------------
# Making format 3 backups

# begin_backup FILE
begin_backup() {
  BACKUP=$1; ENTRIES=$WORK/entries
  rm -rf "$ENTRIES"; mkdir -p "$ENTRIES"; : > "$BACKUP"
  printf '%s\n' version=3 hmac-algorithm=SHA512 crypto-algorithm=aes-256-cbc encrypted=True compressed=True \
    compression-filter=gzip > "$ENTRIES/backup-header"
  append_with_hmac backup-header
}

append_with_hmac() {
  openssl dgst -sha512 -hmac "$PASS" < "$ENTRIES/$1" | sed 's/.*= */(stdin)= /' > "$ENTRIES/$1.hmac"
  tar -cO --posix -C "$ENTRIES" "$1" >> "$BACKUP"
  tar -cO --posix -C "$ENTRIES" "$1.hmac" >> "$BACKUP"
  rm "$ENTRIES/$1" "$ENTRIES/$1.hmac"
}

# add_archive NAME FOLDER MEMBER SUBDIR: as Qubes called the tools, but for openssl, which has to be told its old digest.
add_archive() {
  local chunk
  mkdir -p "$(dirname "$ENTRIES/$1")"
  sync -f "$2"   # tar asks the file system for holes
  tar -Pc --sparse --format=gnu -C "$2" --xform "s:^$3:$4\\0:" "$3" | gzip |
    openssl enc -e -aes-256-cbc -md md5 -pass "pass:$PASS" 2>/dev/null | split -b 104857600 -d -a 3 - "$ENTRIES/$1."
  for chunk in "$ENTRIES/$1".[0-9][0-9][0-9]; do append_with_hmac "${chunk#"$ENTRIES/"}"; done
}

# add_catalog ELEMENT...: qubes.xml, of elements made by catalog_vm
add_catalog() {
  mkdir -p "$WORK/xml"
  printf '%s\n' '<QubesVmCollection>' "$@" '</QubesVmCollection>' > "$WORK/xml/qubes.xml"
  add_archive qubes.xml "$WORK/xml" qubes.xml ''
}

# catalog_vm QID NAME [ELEMENT BACKUP_PATH]
catalog_vm() {
  printf '<%s qid="%s" name="%s" label="green" template_qid="100" internal="False" installed_by_rpm="False" backup_content="True" backup_path="%s"/>' \
    "${3:-QubesAppVm}" "$1" "$2" "${4:-vm$1}"
}

# incompressible BYTES SEED: the same on every run
incompressible() {
  { openssl enc -aes-128-ctr -nosalt -K "$(printf '%032x' "$2")" -iv 0 -in /dev/zero 2>/dev/null || true; } | head -c "$1"
}

make_disk() {   # FILE FIRST_PIECE SEED: 512 MiB of data in pieces of 8 MiB, with holes between them
  local file=$1 piece
  rm -f "$file"; truncate -s 1G "$file"
  for ((piece = 0; piece < 64; piece++)); do
    if ((piece % 16 == 15)); then incompressible 8388608 $(($3 + piece))
    else dd if="$WORK/usr" bs=8M skip=$(($2 + piece)) count=1 status=none; fi |
      dd of="$file" bs=1M iflag=fullblock oflag=seek_bytes seek=$(((piece * 16 + piece % 8) * 1048576)) conv=notrunc status=none
  done
}

# make_backup_of_vms: BACKUP_OF_VMS, of as many disks as VMS says, which are kept in STAGE
make_backup_of_vms() {
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

# --------------------------------------------------------------------------------------------------------------------
# seed_restore BACKUP FOLDER: the steps of Qubes' emergency-recovery page, one archive after the other. Decrypting,
# decompressing and unpacking are one pipe, which is faster than the page's files between them. Nothing is synced.
seed_restore() {
  local backup=$1 out=$2 file computed
  mkdir -p "$out/raw"
  tar -i -x -C "$out/raw" -f "$backup"
  while IFS= read -r file; do
    computed=$(openssl dgst -sha512 -hmac "$PASS" "$file" | sed 's/.*= *//')
    [[ $computed == "$(sed 's/.*= *//' "$file.hmac")" ]] || { say "HMAC of $file"; return 1; }
  done < <(find "$out/raw" -type f -not -name '*.hmac')
  while IFS= read -r file; do
    cat "${file%.000}".??? | openssl enc -d -aes-256-cbc -md md5 -pass "pass:$PASS" 2>/dev/null | gunzip |
      tar -x --sparse -C "$out" -f -
  done < <(find "$out/raw" -name '*.000' | sort)
}

lifeboat_restore() {   # BACKUP FOLDER [OPTION]...
  local backup=$1 out=$2; shift 2
  "${LIFEBOAT[@]}" restore "$backup" --to "$out" --passphrase-file "$WORK/passphrase" "$@" > "$WORK/lifeboat.out" 2>&1 ||
    { cat "$WORK/lifeboat.out" >&2; return 1; }
}

# --------------------------------------------------------------------------------------------------------------------
# measure COMMAND [ARGUMENT]...: runs a command or function and sets WALL and CPU (seconds) and RSS (largest resident
# memory of its processes, in MB).
measure() {
  local begin end TIMEFORMAT='%U %S' user system
  : > "$WORK/rss"
  watch_memory $$ & local watcher=$!
  begin=$(date +%s%N)
  { time "$@" 2>"$WORK/measured.err"; } 2>"$WORK/measured.time" || { cat "$WORK/measured.err" >&2; kill $watcher; return 1; }
  end=$(date +%s%N)
  kill $watcher; wait $watcher 2>/dev/null || true
  read -r user system < "$WORK/measured.time"
  WALL=$(calc "($end - $begin) / 1000000000"); CPU=$(calc "$user + $system")
  RSS=$(sort -n "$WORK/rss" | tail -1); RSS=$(calc "${RSS:-0} * 1024 / 1000000")
}

# The kernel keeps each process's high-water mark, so a few looks a second miss nothing but the last moment. No program is
# started for a look but sleep: what is measured wants all of the cores.
watch_memory() {   # SHELL
  local child key value unit
  while sleep 0.2; do
    for child in $(< "/proc/$1/task/$1/children"); do
      while read -r key value unit; do
        if [[ $key == VmHWM: ]]; then echo "$value"; fi
      done 2>/dev/null < "/proc/$child/status" || true
    done >> "$WORK/rss"
  done 2>/dev/null
}

calc() { awk "BEGIN { printf \"%.3f\", $1 }"; }
median() { printf '%s\n' "$@" | sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

# goal WHAT VALUE COMPARISON LIMIT UNIT
goal() {
  local verdict=missed
  awk "BEGIN { exit !($2 $3 $4) }" && verdict=reached
  printf '%-44s %8.2f %-4s goal %s %s: %s\n' "$1" "$2" "$5" "$3" "$4" "$verdict"
}
