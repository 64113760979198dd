#!/usr/bin/env bash
# Makes the backups and vectors of this folder with the tools Qubes itself used (GNU tar, openssl, the compressors) and
# never with Lifeboat, so that a mistake in Lifeboat's reading cannot hide behind the same mistake in its writing.
#
#   ./make-testdata.sh [OUT]     writes into OUT, by default the folder of this script
#
# Everything that usually varies (times, owners, salts, UUIDs, order) is pinned, so that a second run gives the same
# bytes and a change in a fixture is a change somebody made. README.md names the exceptions.
set -euo pipefail
shopt -s inherit_errexit
umask 022
export LC_ALL=C.UTF-8 TZ=UTC

HERE=$(cd "$(dirname "$0")" && pwd)
# Owners and device nodes need root, or the pretence of it. Without either, the devices alone are left out.
if [[ $EUID -ne 0 && -z ${FAKEROOTKEY-} ]] && command -v fakeroot >/dev/null; then
  exec fakeroot bash "$0" "$@"
fi
mkdir -p "${1:-$HERE}"
OUT=$(cd "${1:-$HERE}" && pwd)
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
. "$HERE/manifest.sh"

NOON=1451649600                          # 2016-01-01T12:00:00Z, the time of the sample backup
export E2FSPROGS_FAKE_TIME=$NOON
LEGACY=(-provider legacy -provider default)   # openssl 3 keeps the algorithms of 2014 in a provider of their own

say() { printf '%s\n' "$*" >&2; }
sha256_text() { printf %s "$1" | sha256sum | cut -d' ' -f1; }
unhex() { xxd -r -p; }

# incompressible BYTES SEED: bytes that no compressor shrinks, yet the same on every run (an AES key stream).
incompressible() {
  head -c "$1" /dev/zero | openssl enc -aes-128-ctr -nosalt -K "$(sha256_text "$2" | head -c 32)" \
    -iv 00000000000000000000000000000000
}

# --------------------------------------------------------------------------------------------------------------------
# Disk images

# ext4_image IMAGE SIZE FOLDER NAME: a sparse ext4 file system with FOLDER's content, with the features of 2016.
# debugfs fills it rather than `mkfs.ext4 -d`, which copies change times and the readdir order of the day.
ext4_image() {
  local image=$1 size=$2 folder=$3 name=$4 uuid path type journal='' commands=$WORK/debugfs.commands
  [[ $size == 1M ]] && journal=,^has_journal   # no room for one
  uuid=$(sha256_text "uuid $name" | sed -E 's/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/\1-\2-4\3-8\4-\5/')
  rm -f "$image"; truncate -s "$size" "$image"
  mkfs.ext4 -q -F -m 0 -b 4096 -I 256 -N 512 -U "$uuid" -O "^metadata_csum,^64bit$journal" \
    -E "hash_seed=$uuid,lazy_itable_init=1,nodiscard" "$image"
  while IFS=$'\t' read -r type path; do
    case $type in
      d) printf 'mkdir "/%s"\n' "$path" ;;
      f) printf 'write "%s" "/%s"\n' "$folder/$path" "$path" ;;
      l) printf 'symlink "/%s" "%s"\n' "$path" "$(readlink "$folder/$path")" ;;
    esac
    if [[ $path == home/user* ]]; then
      printf 'sif "/%s" uid 1000\nsif "/%s" gid 1000\n' "$path" "$path"
    fi
    local field
    for field in atime mtime ctime crtime; do printf 'sif "/%s" %s @%d\n' "$path" "$field" "$NOON"; done
  done < <(cd "$folder" && find . -mindepth 1 -printf '%y\t%P\n' | LC_ALL=C sort -t$'\t' -k2) > "$commands"
  debugfs -w -f "$commands" "$image" >"$WORK/debugfs.log" 2>&1
  if grep -iE 'not found|usage|error|invalid|no such' "$WORK/debugfs.log" >&2; then exit 1; fi
  # mkfs writes zeros (the journal); a used VM's disk image has holes there.
  cp --sparse=always "$image" "$image.sparse"
  mv "$image.sparse" "$image"
}

# --------------------------------------------------------------------------------------------------------------------
# Writing a format 3 backup. The functions share these settings, which a caller sets before `begin_backup`.

defaults() {
  PASS=; CIPHER=aes-256-cbc; KDF=md5; ENCRYPTED=True; COMPRESSED=True
  FILTER=gzip            # as the header names it
  COMPRESSOR=(gzip -n)   # as it is run; -n because gzip would else store a time
  HMAC=SHA512            # as the header names it
  DIGEST=sha512          # as openssl names it
  HMAC_LABEL='(stdin)= ' # how the openssl of the time began its output line
  # tar's pax headers hold access and change times: pinned here, so that entries do carry pax headers as real ones do.
  PAX="exthdr.name=%d/PaxHeaders.2016/%f,atime:=$NOON.250000000,ctime:=$NOON.250000000"
}

# begin_backup FILE: the header and its HMAC.
begin_backup() {
  BACKUP=$1; ENTRIES=$WORK/entries
  rm -rf "$ENTRIES"; mkdir -p "$ENTRIES"; : > "$BACKUP"
  printf '%s\n' version=3 "hmac-algorithm=$HMAC" "crypto-algorithm=$CIPHER" "encrypted=$ENCRYPTED" \
    "compressed=$COMPRESSED" "compression-filter=$FILTER" > "$ENTRIES/backup-header"
  append_with_hmac backup-header
}

# append_entry NAME: each entry is the output of its own tar, zero blocks and padding included.
append_entry() {
  touch -d "@$NOON" "$ENTRIES/$1"
  tar -cO --posix --pax-option="$PAX" --owner=0 --group=0 --numeric-owner --mode=0644 -C "$ENTRIES" "$1" >> "$BACKUP"
}

append_with_hmac() {
  local hex
  hex=$(openssl dgst "${LEGACY[@]}" "-$DIGEST" -hmac "$PASS" < "$ENTRIES/$1" | sed 's/.*= *//')
  printf '%s%s\n' "$HMAC_LABEL" "$hex" > "$ENTRIES/$1.hmac"
  append_entry "$1"
  append_entry "$1.hmac"
}

# inner_tar FOLDER MEMBER SUBDIR: as Qubes called it. The expression is a regular one, so that for `.` it matches any
# first character, of link targets too: that is how `vm9//usr/share/...` came about, and it is wanted here.
# Raw hole detection is what the tar of 2016 did, and does not depend on the file system below.
inner_tar() {
  tar -Pc --sparse --hole-detection=raw --format=gnu --sort=name --owner=0 --group=0 --numeric-owner \
    -C "$1" --xform "s:^$2:$3\\0:" "$2"
}

compress() { if [[ $COMPRESSED = True ]]; then "${COMPRESSOR[@]}"; else cat; fi; }

# encrypt SALT: one `openssl enc` stream. openssl 3 leaves `Salted__` and the salt out when the salt is given.
encrypt() {
  if [[ $ENCRYPTED != True ]]; then cat; return; fi
  enc_stream "$CIPHER" "$KDF" "$PASS" "$1"
}

# enc_stream CIPHER KDF PASSPHRASE SALT
enc_stream() {
  local out=$WORK/enc.out
  openssl enc "${LEGACY[@]}" -e "-$1" -md "$2" -pass "pass:$3" -S "$4" > "$out" 2>"$WORK/enc.err" || return 1
  [[ $(head -c 8 "$out" | xxd -p) == "$(printf Salted__ | xxd -p)" ]] || { printf Salted__; unhex <<< "$4"; }
  cat "$out"
}

# add_archive NAME FOLDER MEMBER SUBDIR [CHUNK_BYTES]: one archive, cut into chunks NAME.000, NAME.001, ...
add_archive() {
  local name=$1 folder=$2 member=$3 subdir=$4 chunk_bytes=${5:-104857600} salt chunk
  salt=$(sha256_text "$(basename "$BACKUP") $name" | head -c 16)
  mkdir -p "$(dirname "$ENTRIES/$name")"
  inner_tar "$folder" "$member" "$subdir" | compress | encrypt "$salt" |
    split -b "$chunk_bytes" -d -a 3 - "$ENTRIES/$name."
  for chunk in "$ENTRIES/$name".[0-9][0-9][0-9]; do append_with_hmac "${chunk#"$ENTRIES/"}"; done
}

# add_qubes_xml FILE
add_qubes_xml() {
  local folder=$WORK/xml
  rm -rf "$folder"; mkdir "$folder"; cp "$1" "$folder/qubes.xml"; touch -d "@$NOON" "$folder/qubes.xml"
  add_archive qubes.xml "$folder" qubes.xml ''
}

# on_disk FOLDER: the bytes its files occupy, counted in 4 KiB blocks that are not all zeros, for what stat says depends
# on the file system below.
on_disk() {
  local blocks
  blocks=$(find "$1" -type f -exec sh -c 'for f; do xxd -p -c 4096 "$f"; done' sh {} + | grep -c '[1-9a-f]' || true)
  echo $((blocks * 4096))
}

# --------------------------------------------------------------------------------------------------------------------
# qubes.xml in the attribute dialect of R2 and R3

# vm ELEMENT QID NAME LABEL TEMPLATE_QID NETVM_QID DIR_PATH [BACKUP_PATH BACKUP_SIZE] ; EXTRA holds further attributes
EXTRA=
vm() {
  local element=$1 qid=$2 name=$3 label=$4 template=$5 netvm=$6 dir=$7 backup='' rpm=False internal=False
  [[ $# -gt 7 ]] && backup="backup_content=\"True\" backup_path=\"$8\" backup_size=\"$9\" backup_timestamp=\"$NOON\" "
  [[ $name == fedora-23 ]] && rpm=True
  [[ $name == *-dvm ]] && internal=True
  printf '  <%s autostart="False" %sconf_file="%s.conf" debug="False" default_user="user" dir_path="%s" firewall_conf="firewall.xml" include_in_backups="True" installed_by_rpm="%s" internal="%s" kernel="4.1.13-9" kernelopts="" label="%s" maxmem="1535" memory="400" name="%s" %snetvm_qid="%s" pci_e820_host="True" pci_strictreset="True" pcidevs="[]" pool_name="default" private_img="private.img" qid="%s" qrexec_timeout="60" root_img="root.img" services="{'"'meminfo-writer'"': True}" template_qid="%s" uses_default_dispvm_netvm="True" uses_default_kernel="True" uses_default_kernelopts="True" uses_default_netvm="True" vcpus="2" volatile_img="volatile.img"/>\n' \
    "$element" "$backup" "$name" "$dir" "$rpm" "$internal" "$label" "$name" "$EXTRA" "$netvm" "$qid" "$template"
}

dom0_vm() {   # [BACKUP_PATH BACKUP_SIZE]
  local backup=''
  [[ $# -gt 0 ]] && backup="backup_content=\"True\" backup_path=\"$1\" backup_size=\"$2\" backup_timestamp=\"$NOON\" "
  printf '  <QubesAdminVm autostart="False" %sconf_file="dom0.conf" debug="False" default_user="user" dir_path="/var/lib/qubes/servicevms/dom0" dispvm_netvm="none" firewall_conf="firewall.xml" include_in_backups="True" installed_by_rpm="False" internal="False" label="black" maxmem="0" memory="300" name="dom0" netid="0" pci_e820_host="True" pci_strictreset="True" pcidevs="[]" pool_name="default" qid="0" qrexec_timeout="60" services="{'"'meminfo-writer'"': True}" template_qid="none" uses_default_dispvm_netvm="True" vcpus="0"/>\n' "$backup"
}

xml_begin() { printf '<QubesVmCollection clockvm="2" default_fw_netvm="2" default_kernel="4.1.13-9" default_netvm="3" default_template="%s" updatevm="3">\n' "$1"; }
xml_end() { printf '</QubesVmCollection>\n'; }

# --------------------------------------------------------------------------------------------------------------------
# What the machines of the story hold. STAGE is laid out as a restore leaves it, so that its manifest is the expectation.

firewall_xml() {   # POLICY
  cat <<END
<QubesFirewallRules dns="allow" icmp="allow" policy="$1" yumProxy="deny">
  <rule address="192.0.2.10" port="443" proto="tcp"/>
  <rule address="imap.example.org" port="993" proto="tcp"/>
</QubesFirewallRules>
END
}

desktop_file() {   # VM PROGRAM
  printf '[Desktop Entry]\nVersion=1.0\nType=Application\nName=%s: %s\nExec=qvm-run -q --tray -a %s %s\n' "$1" "$2" "$1" "$2"
}

appmenus() { printf '%s.desktop\n' "$@"; }

tiny_png() {   # one dark pixel
  base64 -d <<< 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='
}

# private_folder FOLDER: what every private disk has.
private_folder() {
  rm -rf "$1"; mkdir -p "$1"/{home/user/Documents,home/user/.config,usrlocal,config}
  printf '# ~/.bashrc\nalias ll="ls -l"\n' > "$1/home/user/.bashrc"
}

root_folder() {   # FOLDER PRETTY_NAME
  rm -rf "$1"; mkdir -p "$1"/{bin,etc,home,usr/bin,var/log}
  printf 'PRETTY_NAME="%s"\n' "$2" > "$1/etc/os-release"
  printf '#!/bin/sh\necho "Hello from %s"\n' "$2" > "$1/usr/bin/hello"
  ln -s ../usr/bin/hello "$1/bin/hello"
  chmod 0755 "$1/usr/bin/hello"
}

# dom0_home FOLDER: made so that every kind of entry a home folder has is there once.
dom0_home() {
  local home=$1 n=0 path
  mkdir -p "$home"/{.config/xfce4,Documents,Pictures,.ssh,"Música y más"}
  printf 'export EDITOR=vim\n' > "$home/.bashrc"
  printf 'qvm-ls\nqvm-backup /mnt/usb\n' > "$home/.bash_history"
  printf '<channel name="xfwm4" version="1.0"/>\n' > "$home/.config/xfce4/xfwm4.xml"
  cat > "$home/Documents/anna-to-grandma.txt" <<'END'
Dear Grandma,

the computer is backed up now, all of it. Should it ever fall into the lake like the last one,
the letters, the pictures and the songs will still be here.

Love, Anna
END
  printf 'Tout est là : été, Noël, ça marche.\n' > "$home/Documents/Notes d'été à lire.txt"
  printf 'la la la\n' > "$home/Música y más/canción número 1.txt"
  tiny_png > "$home/Pictures/screenshot 1.png"
  printf 'not a real key\n' > "$home/.ssh/id_example"
  printf 'only the group may read this\n' > "$home/Documents/accounts.csv"
  printf '#!/bin/sh\nid -u\n' > "$home/whoami-as-root"
  ln "$home/Documents/accounts.csv" "$home/accounts-hard-link.csv"
  # Three kinds of link: relative; absolute; and one whose target begins with the user's name, which --xform rewrote.
  ln -s ../Documents/anna-to-grandma.txt "$home/Pictures/letter"
  ln -s /usr/share/backgrounds/qubes.png "$home/background.png"
  ln -s anna-to-grandma.txt "$home/Documents/newest letter"
  chmod 0700 "$home" "$home/.ssh"; chmod 0600 "$home/.ssh/id_example"
  chmod 0640 "$home/Documents/accounts.csv"; chmod 4755 "$home/whoami-as-root"
  # Times last and folders after what is in them, for each step changes the folder's time.
  while IFS= read -r path; do
    touch -h -d "@$((NOON - 86400 * 30 + 3607 * n))" "$path"; n=$((n + 1))
  done < <(find "$home" -depth | LC_ALL=C sort -r)
}

settle() {   # FOLDER: pins the times of all but dom0's home; sync, because tar asks the file system for holes
  find "$1" -depth -not -path '*/dom0-home*' -exec touch -h -d "@$NOON" {} +
  sync -f "$1"
}

# --------------------------------------------------------------------------------------------------------------------
make_sample() {
  say 'sample'
  local out=$OUT/sample stage=$WORK/sample tree=$WORK/tree backup=$OUT/sample/qubes-backup-2016-01-01T120000 name
  rm -rf "$out" "$stage"; mkdir -p "$out" "$stage"/{work,personal,vault,music-studio/apps.templates,sys-net,sys-firewall}
  mkdir -p "$stage"/{never-started,debian-8/{apps,kernels},dom0-home}

  private_folder "$tree"
  printf 'This data has been successfully recovered!\n' > "$tree/home/user/your_data.txt"
  printf 'Minutes, 2015-12-18\n\n1. The report is due in January.\n2. Anna writes it.\n' > "$tree/home/user/Documents/minutes.txt"
  printf 'month,hours\n2015-11,142\n2015-12,118\n' > "$tree/home/user/Documents/hours 2015.csv"
  # Keeps the archive from compressing into one chunk.
  incompressible 92160 'phone' > "$tree/home/user/Documents/phone-backup.bin"
  ln -s Documents/minutes.txt "$tree/home/user/latest"
  ext4_image "$stage/work/private.img" 16M "$tree" work
  firewall_xml deny > "$stage/work/firewall.xml"
  appmenus firefox libreoffice-writer xterm > "$stage/work/whitelisted-appmenus.list"
  ln -s /usr/share/qubes/icons/green.png "$stage/work/icon.png"

  private_folder "$tree"; mkdir -p "$tree/home/user/Pictures/Été 2015"
  printf 'beach.png   the beach, at night\n' > "$tree/home/user/Pictures/photos.txt"
  tiny_png > "$tree/home/user/Pictures/Été 2015/beach.png"
  ext4_image "$stage/personal/private.img" 16M "$tree" personal
  firewall_xml allow > "$stage/personal/firewall.xml"
  ln -s /usr/share/qubes/icons/yellow.png "$stage/personal/icon.png"

  private_folder "$tree"
  printf 'This is a made-up example.\nbank: correct horse battery staple (not a real one)\n' > "$tree/home/user/passwords-note.txt"
  ext4_image "$stage/vault/private.img" 16M "$tree" vault
  ln -s /usr/share/qubes/icons/black.png "$stage/vault/icon.png"

  private_folder "$tree"
  printf 'X:1\nT:Lifeboat Shanty\nM:4/4\nK:G\nG2 B2 d2 B2 | c2 A2 F2 D2 |]\n' > "$tree/home/user/Documents/shanty.abc"
  ext4_image "$stage/music-studio/private.img" 16M "$tree" music-studio
  root_folder "$tree" 'Debian GNU/Linux 8 (jessie), music studio'
  ext4_image "$stage/music-studio/root.img" 8M "$tree" music-studio-root
  for name in ardour audacity; do desktop_file music-studio $name > "$stage/music-studio/apps.templates/$name.desktop"; done

  private_folder "$tree"; printf 'wlan0: lighthouse-guest\n' > "$tree/config/networks"
  ext4_image "$stage/sys-net/private.img" 8M "$tree" sys-net
  private_folder "$tree"; printf 'iptables -P FORWARD DROP\n' > "$tree/config/qubes-firewall-user-script"
  ext4_image "$stage/sys-firewall/private.img" 8M "$tree" sys-firewall

  # A VM that was created and never started: its private disk is one hole.
  truncate -s 16M "$stage/never-started/private.img"
  ln -s /usr/share/qubes/icons/blue.png "$stage/never-started/icon.png"

  root_folder "$tree" 'Debian GNU/Linux 8 (jessie)'
  ext4_image "$stage/debian-8/root.img" 16M "$tree" debian-8-root
  private_folder "$tree"; ext4_image "$stage/debian-8/private.img" 8M "$tree" debian-8
  ln -s /usr/share/qubes/icons/black.png "$stage/debian-8/icon.png"
  appmenus xterm nautilus > "$stage/debian-8/vm-whitelisted-appmenus.list"
  for name in xterm nautilus; do desktop_file debian-8 $name > "$stage/debian-8/apps/$name.desktop"; done
  printf 'not a kernel\n' > "$stage/debian-8/kernels/vmlinuz"
  printf 'not an initramfs\n' > "$stage/debian-8/kernels/initramfs"

  dom0_home "$stage/dom0-home/anna"
  settle "$stage"

  local apps=/var/lib/qubes/appvms services=/var/lib/qubes/servicevms templates=/var/lib/qubes/vm-templates
  {
    xml_begin 12
    dom0_vm dom0-home/anna "$(on_disk "$stage/dom0-home")"
    vm QubesAppVm 1 vault black 12 none $apps/vault vm1 "$(on_disk "$stage/vault")"
    EXTRA='netid="1" ' vm QubesNetVm 2 sys-net red 12 none $services/sys-net vm2 "$(on_disk "$stage/sys-net")"
    EXTRA='netid="2" ' vm QubesProxyVm 3 sys-firewall red 12 2 $services/sys-firewall vm3 "$(on_disk "$stage/sys-firewall")"
    vm QubesAppVm 4 fedora-23-dvm gray 12 3 $apps/fedora-23-dvm
    vm QubesAppVm 5 work green 12 3 $apps/work vm5 "$(on_disk "$stage/work")"
    vm QubesAppVm 6 personal yellow 12 3 $apps/personal vm6 "$(on_disk "$stage/personal")"
    vm QubesAppVm 8 untrusted red 12 3 $apps/untrusted
    vm QubesTemplateVm 9 debian-8 black none 3 $templates/debian-8 vm9 "$(on_disk "$stage/debian-8")"
    vm QubesAppVm 10 music-studio orange none 3 $apps/music-studio vm10 "$(on_disk "$stage/music-studio")"
    vm QubesAppVm 11 never-started blue 9 3 $apps/never-started vm11 "$(on_disk "$stage/never-started")"
    vm QubesTemplateVm 12 fedora-23 black none 3 $templates/fedora-23
    xml_end
  } > "$WORK/qubes.xml"

  defaults; PASS='lifeboat sample'
  begin_backup "$backup"
  add_qubes_xml "$WORK/qubes.xml"
  add_archive vm5/private.img "$stage/work" private.img vm5/ 16384   # small chunks, so that there are several
  for name in icon.png firewall.xml whitelisted-appmenus.list; do add_archive vm5/$name "$stage/work" $name vm5/; done
  for name in private.img icon.png firewall.xml; do add_archive vm6/$name "$stage/personal" $name vm6/; done
  for name in private.img icon.png; do add_archive vm1/$name "$stage/vault" $name vm1/; done
  for name in private.img root.img apps.templates; do add_archive vm10/$name "$stage/music-studio" $name vm10/; done
  for name in private.img icon.png; do add_archive vm11/$name "$stage/never-started" $name vm11/; done
  add_archive vm2/private.img "$stage/sys-net" private.img vm2/
  add_archive vm3/private.img "$stage/sys-firewall" private.img vm3/
  add_archive vm9/. "$stage/debian-8" . vm9/
  add_archive dom0-home/anna "$stage/dom0-home" anna dom0-home/

  manifest_of "$stage" > "$backup.manifest.json"
  printf '%s\n' "$PASS" > "$out/passphrase.txt"
  DOM0_STAGE=$stage/dom0-home
}

# --------------------------------------------------------------------------------------------------------------------
make_plain() {
  say 'plain'
  local out=$OUT/plain stage=$WORK/plain tree=$WORK/tree name
  rm -rf "$out" "$stage"; mkdir -p "$out" "$stage"/{work,sys-net,debian-8/apps,dom0-home/anna}

  private_folder "$tree"; printf 'This data has been successfully recovered!\n' > "$tree/home/user/your_data.txt"
  ext4_image "$stage/work/private.img" 8M "$tree" plain-work
  firewall_xml deny > "$stage/work/firewall.xml"
  private_folder "$tree"; ext4_image "$stage/sys-net/private.img" 8M "$tree" plain-sys-net
  root_folder "$tree" 'Debian GNU/Linux 8 (jessie)'; ext4_image "$stage/debian-8/root.img" 8M "$tree" plain-debian-8
  ln -s /usr/share/qubes/icons/black.png "$stage/debian-8/icon.png"
  desktop_file debian-8 xterm > "$stage/debian-8/apps/xterm.desktop"
  printf 'plain and simple\n' > "$stage/dom0-home/anna/notes.txt"
  ln -s notes.txt "$stage/dom0-home/anna/link"
  touch -h -d "@$((NOON - 7200))" "$stage"/dom0-home/anna/* "$stage/dom0-home/anna"
  settle "$stage"

  {
    xml_begin 4
    dom0_vm dom0-home/anna "$(on_disk "$stage/dom0-home")"
    vm QubesNetVm 2 sys-net red 4 none /var/lib/qubes/servicevms/sys-net servicevms/sys-net "$(on_disk "$stage/sys-net")"
    vm QubesAppVm 3 work green 4 2 /var/lib/qubes/appvms/work appvms/work "$(on_disk "$stage/work")"
    vm QubesTemplateVm 4 debian-8 black none 2 /var/lib/qubes/vm-templates/debian-8 vm-templates/debian-8 "$(on_disk "$stage/debian-8")"
    xml_end
  } > "$WORK/qubes.xml"

  defaults; PASS=plain ENCRYPTED=False FILTER=bzip2 COMPRESSOR=(bzip2) HMAC=SHA1 DIGEST=sha1
  HMAC_LABEL='HMAC-SHA1(stdin)= ' PAX=delete=atime,delete=ctime   # no pax headers here: both kinds must be read
  begin_backup "$out/plain-bzip2"
  add_qubes_xml "$WORK/qubes.xml"
  for name in private.img firewall.xml; do add_archive appvms/work/$name "$stage/work" $name appvms/work/; done
  add_archive servicevms/sys-net/private.img "$stage/sys-net" private.img servicevms/sys-net/
  add_archive vm-templates/debian-8/. "$stage/debian-8" . vm-templates/debian-8/
  add_archive dom0-home/anna "$stage/dom0-home" anna dom0-home/

  manifest_of "$stage" > "$out/plain-bzip2.manifest.json"
  printf '%s\n' "$PASS" > "$out/passphrase.txt"
}

# --------------------------------------------------------------------------------------------------------------------
# One tiny machine, stored in every way a header can name.

several_gzip_members() {
  local part
  rm -f "$WORK"/part.*; split -b 60000 - "$WORK/part."
  for part in "$WORK"/part.*; do gzip -n < "$part"; done
}

VARIANTS_STAGE=$WORK/variants
variant() {   # NAME [SETTING=VALUE]... ; COMPRESSOR's value is split into words
  local name=$1 setting; shift
  defaults; PASS=variants
  for setting in "$@"; do
    if [[ $setting == COMPRESSOR=* ]]; then read -ra COMPRESSOR <<< "${setting#*=}"; else printf -v "${setting%%=*}" %s "${setting#*=}"; fi
  done
  begin_backup "$WORK/$name"
  add_qubes_xml "$WORK/qubes.xml"
  add_archive vm2/private.img "$VARIANTS_STAGE/work" private.img vm2/
  add_archive vm2/firewall.xml "$VARIANTS_STAGE/work" firewall.xml vm2/
  gzip -9n < "$WORK/$name" > "$OUT/variants/$name.gz"
  printf '%s\n  {"file": "%s.gz", "cipher": "%s", "hmac": "%s", "filter": "%s", "kdf": "%s", "encrypted": %s, "compressed": %s%s}' \
    "$COMMA" "$name" "$CIPHER" "$HMAC" "$FILTER" "${KDF^^}" "${ENCRYPTED,,}" "${COMPRESSED,,}" \
    "$([[ $PASS == variants ]] || printf ', "passphrase": "%s"' "$PASS")" >> "$OUT/variants/index.json"
  COMMA=,
}

make_variants() {
  say 'variants'
  local out=$OUT/variants stage=$VARIANTS_STAGE tree=$WORK/tree
  rm -rf "$out" "$stage"; mkdir -p "$out" "$stage/work"
  private_folder "$tree"; printf 'This data has been successfully recovered!\n' > "$tree/home/user/your_data.txt"
  # pbzip2 starts a member every 100,000 bytes at the least; this gives it a second one, and compresses to nearly nothing.
  { yes 'A line of the log of a very calm voyage.' || true; } 2>/dev/null | head -c 110000 > "$tree/home/user/voyage.log"
  ext4_image "$stage/work/private.img" 1M "$tree" variants
  firewall_xml deny > "$stage/work/firewall.xml"
  settle "$stage"
  {
    xml_begin 1
    dom0_vm
    vm QubesTemplateVm 1 fedora-23 black none none /var/lib/qubes/vm-templates/fedora-23
    vm QubesAppVm 2 work green 1 none /var/lib/qubes/appvms/work vm2 "$(on_disk "$stage/work")"
    xml_end
  } > "$WORK/qubes.xml"

  COMMA=; printf '[' > "$out/index.json"
  variant gzip-3 'FILTER=gzip -3' COMPRESSOR='gzip -3 -n'
  variant gzip-several-members COMPRESSOR=several_gzip_members
  variant pigz FILTER=pigz COMPRESSOR='pigz -n -m -p 2'
  variant bzip2 FILTER=bzip2 COMPRESSOR=bzip2
  variant pbzip2 FILTER=pbzip2 COMPRESSOR='pbzip2 -b1 -p2 -c'
  variant xz FILTER=xz COMPRESSOR='xz -T1'
  variant lzma FILTER=lzma COMPRESSOR=lzma
  variant zstd FILTER=zstd COMPRESSOR='zstd -q'
  variant zstdmt FILTER=zstdmt COMPRESSOR='zstdmt -q -T2'
  variant uncompressed COMPRESSED=False
  variant uncompressed-unencrypted COMPRESSED=False ENCRYPTED=False
  variant kdf-sha256 KDF=sha256 HMAC_LABEL='SHA2-512(stdin)= '
  variant kdf-sha1 KDF=sha1
  variant aes-128-cbc CIPHER=aes-128-cbc
  variant camellia-256-cbc CIPHER=camellia-256-cbc
  variant des3 CIPHER=des3
  variant blowfish CIPHER=blowfish
  variant hmac-sha1 HMAC=SHA1 DIGEST=sha1 HMAC_LABEL='HMAC-SHA1(stdin)= '
  variant hmac-ripemd160 HMAC=RIPEMD160 DIGEST=ripemd160
  variant hmac-whirlpool HMAC=WHIRLPOOL DIGEST=whirlpool
  variant hmac-md5 HMAC=MD5 DIGEST=md5
  variant hmac-rsa-sha512 HMAC=RSA-SHA512 HMAC_LABEL='HMAC-SHA512(stdin)= '
  variant unicode-passphrase PASS='pässwörd ✓ with spaces '
  printf '\n]\n' >> "$out/index.json"
  manifest_of "$stage" > "$out/manifest.json"
  printf 'variants\n' > "$out/passphrase.txt"
}

# --------------------------------------------------------------------------------------------------------------------
make_vectors() {
  local out=$OUT/vectors
  rm -rf "$out"; mkdir -p "$out"/{ciphers,compressors,tars}
  make_hmac_vectors "$out/hmac.json"
  make_cipher_vectors "$out/ciphers"
  make_compressor_vectors "$out/compressors"
  make_tar_vectors "$out/tars"
}

make_hmac_vectors() {
  say 'vectors: HMAC'
  local digest comma='' message=$WORK/hmac.message
  incompressible 157 'hmac message' > "$message"   # longer than one block of SHA-512, and no multiple of any block
  vector() {   # DIGEST KEY
    local hex
    hex=$(openssl mac "${LEGACY[@]}" -digest "$1" -macopt "hexkey:$(printf %s "$2" | xxd -p | tr -d '\n')" -in "$message" HMAC 2>/dev/null) ||
      { say "openssl cannot do HMAC with $1"; return 0; }
    # Qubes called `openssl dgst -hmac`; where that takes the key, the two must agree.
    if [[ -n $2 ]]; then
      [[ $(openssl dgst "${LEGACY[@]}" "-$1" -hmac "$2" < "$message" | sed 's/.*= *//') == "${hex,,}" ]]
    fi
    printf '%s\n    {"digest": "%s", "key": "%s", "hmac": "%s"}' "$comma" "$1" "$2" "${hex,,}"
    comma=,
  }
  {
    printf '{\n  "messageHex": "%s",\n  "vectors": [' "$(xxd -p "$message" | tr -d '\n')"
    for digest in md4 md5 ripemd160 sha1 sha224 sha256 sha384 sha512 whirlpool; do vector $digest vectors; done
    for digest in sha512 md5 whirlpool; do
      vector $digest ''
      vector $digest "$(printf '0123456789%.0s' {1..20})"   # longer than a block: hashed first
    done
    printf '\n  ]\n}\n'
  } > "$1"
}

make_cipher_vectors() {
  say 'vectors: ciphers'
  local out=$1 name kdf mode
  seq -f 'cipher vector line %g' 1 46 | head -c 1003 > "$out/plaintext"   # no multiple of 8 or 16
  local names=() bits family
  for family in aes camellia; do for bits in 128 192 256; do for mode in cbc cfb cfb1 cfb8 ofb ecb ctr; do
    names+=("$family-$bits-$mode"); done; done; done
  for family in bf cast5 idea rc2 seed; do for mode in cbc cfb ofb ecb; do names+=("$family-$mode"); done; done
  names+=(des-cbc des-cfb des-cfb1 des-cfb8 des-ofb des-ecb)
  names+=(des-ede des-ede-cbc des-ede-cfb des-ede-ofb)                     # without a mode it is ECB
  names+=(des-ede3 des-ede3-cbc des-ede3-cfb des-ede3-cfb1 des-ede3-cfb8 des-ede3-ofb)
  names+=(desx-cbc desx-cfb desx-ofb desx-ecb rc2-64-cbc rc2-40-cbc rc4 rc4-40)
  # The short names that `openssl enc` takes, and that a header may therefore hold.
  names+=(aes128 aes192 aes256 camellia128 camellia192 camellia256 bf blowfish cast cast-cbc des des3 desx idea rc2 seed)
  names+=(des-ede-ecb des-ede3-ecb rc2-40 rc2-64 rc2-128)
  : > "$out/unavailable.txt"
  cipher() {   # NAME KDF
    local salt reason
    salt=$(sha256_text "vector $1 $2" | head -c 16)
    if ! enc_stream "$1" "$2" vectors "$salt" < "$out/plaintext" > "$out/$1.$2"; then
      rm -f "$out/$1.$2"
      reason=$(grep -v -i warning "$WORK/enc.err" | grep -m1 -iE 'unknown|unsupported|not supported|error' | sed -E 's/^[0-9A-F]{8,}://')
      printf '%s.%s: %s\n' "$1" "$2" "$reason" >> "$out/unavailable.txt"
    fi
  }
  for name in "${names[@]}"; do cipher "$name" md5; done
  for kdf in sha1 sha224 sha256 sha384 sha512 ripemd160 whirlpool md4; do cipher aes-256-cbc $kdf; done
}

make_compressor_vectors() {
  say 'vectors: compressors'
  local out=$1 text=$WORK/compressors/numbers.txt third
  rm -rf "$WORK/compressors"; mkdir "$WORK/compressors"
  # 288,894 bytes, as pbzip2 needs more than 100,000 a member; mostly repeated, so that thirteen copies stay small.
  for third in 1 2 3; do seq 1 1500; seq 1 90 | sed 's/.*/&: the same line, again and again and again/;p;p;p;p;p;p;p;p;p;p;p;p;p;p;p;p;p;p;p;p;p'; done > "$text"
  touch -d "@$NOON" "$text"
  (cd "$WORK/compressors" && split -n 3 numbers.txt part.)
  local parts=("$WORK"/compressors/part.*)
  each_part() { local part; for part in "${parts[@]}"; do "$@" < "$part"; done; }
  gzip -n < "$text" > "$out/plain.gz"
  each_part gzip -n > "$out/multi-member.gz"
  gzip -c -N "$text" > "$out/gzip-with-name.gz"        # keeps name and time, both pinned
  pigz -n -m -p 2 < "$text" > "$out/pigz.gz"
  bzip2 < "$text" > "$out/plain.bz2"
  pbzip2 -b1 -p2 -c < "$text" > "$out/pbzip2.bz2"
  xz -T1 < "$text" > "$out/plain.xz"
  each_part xz -T1 > "$out/multi.xz"
  lzma < "$text" > "$out/plain.lzma"
  zstd -q < "$text" > "$out/plain.zst"
  zstdmt -q -T2 < "$text" > "$out/zstdmt.zst"
  each_part zstd -q > "$out/multi.zst"
  zstd -q --long=27 --no-check < "$text" > "$out/long-window.zst"
  printf '%s\n' "$(sha256_of "$text")" > "$out/plaintext.sha256"
}

# fixed_pid COMMAND...: GNU tar puts its process id into the names of pax sparse members. In a name space of its own it
# is always process 1; where that is not allowed, those three tars differ from run to run in that number alone.
fixed_pid() {
  if unshare -pf true 2>/dev/null; then unshare -pf "$@"
  elif unshare -Urpf true 2>/dev/null; then unshare -Urpf "$@"
  else "$@"; fi
}

make_tar_vectors() {
  say 'vectors: tars'
  local out=$1 t=$WORK/tars i name mode
  rm -rf "$t"; mkdir -p "$t"/{many,huge,pax,names,kinds}
  local common=(--owner=0 --group=0 --numeric-owner --sort=name)
  COMMA=; printf '{' > "$out/tars.json"

  # 150 extents: four fit into the header, 21 into each extension, so seven extensions follow.
  truncate -s 4M "$t/many/private.img"
  for ((i = 0; i < 150; i++)); do
    printf 'extent %03d %*s' "$i" 501 '' | dd of="$t/many/private.img" bs=512 seek=$((i * 48)) conv=notrunc status=none
  done
  settle "$t/many"
  tar -c --sparse --hole-detection=raw --format=gnu "${common[@]}" -C "$t/many" --xform 's:^private.img:vm5/\0:' private.img > "$t/gnu-sparse-150-extents.tar"
  tar_fixture gnu-sparse-150-extents

  # 9 GiB need 34 bits, octal fields hold 33: the size is written in base 256. Two extents of 512 KiB.
  truncate -s 9G "$t/huge/private.img"
  { yes 'a little data in a large disk' || true; } 2>/dev/null | head -c 1048576 > "$t/huge.data"
  dd if="$t/huge.data" of="$t/huge/private.img" bs=512K count=1 seek=2 conv=notrunc status=none
  dd if="$t/huge.data" of="$t/huge/private.img" bs=512K count=1 skip=1 seek=17000 conv=notrunc status=none
  settle "$t/huge"
  tar -c --sparse --hole-detection=seek --format=gnu "${common[@]}" -C "$t/huge" --xform 's:^private.img:vm5/\0:' private.img > "$t/gnu-sparse-9-gib.tar"
  gzip -9n < "$t/gnu-sparse-9-gib.tar" > "$out/gnu-sparse-9-gib.tar.gz"
  # Nine gigabytes take too long to digest in every test, so the extents are told and the digest is of their bytes.
  printf '%s\n  "gnu-sparse-9-gib.tar.gz": [\n    {"name": "vm5/private.img", "type": "file", "size": %s, "mode": "0644", "mtime": %s, "extents": [{"offset": %s, "length": 524288}, {"offset": %s, "length": 524288}], "dataSha256": "%s"}\n  ]' \
    "$COMMA" $((9 << 30)) "$NOON" $((2 * 524288)) $((17000 * 524288)) "$(sha256_of "$t/huge.data")" >> "$out/tars.json"
  COMMA=,

  # The pax dialects; 1.0 is what the writer of later Qubes releases made. A few extents each, and a small file behind
  # them, because a reader that miscounts the sparse map stumbles over what comes next.
  truncate -s 2M "$t/pax/private.img"
  for i in 3 40 41 300; do
    printf 'pax extent %04d %*s' "$i" 4080 '' | dd of="$t/pax/private.img" bs=4096 seek=$i conv=notrunc status=none
  done
  firewall_xml deny > "$t/pax/private.img.note"
  settle "$t/pax"
  for i in 0.0 0.1 1.0; do
    fixed_pid tar -c --sparse --hole-detection=raw --format=posix --sparse-version=$i \
      --pax-option=delete=atime,delete=ctime "${common[@]}" -C "$t/pax" --xform 's:^private.img:vm5/\0:' \
      private.img private.img.note > "$t/pax-sparse-$i.tar"
    tar_fixture "pax-sparse-$i"
  done

  # Names beyond the header's 100 bytes, and beyond 255; links with such targets.
  local long120 long250 deep
  long120=$(printf 'long-name-%.0s' {1..12}); long250=$(printf 'very-long-%.0s' {1..25})
  deep=$t/names/anna/$long250
  mkdir -p "$deep"
  printf 'a name of more than 100 bytes\n' > "$t/names/anna/$long120.txt"
  printf 'a path of more than 255 bytes\n' > "$deep/$long120.txt"
  ln -s "$long250/$long120.txt" "$t/names/anna/long-link"
  ln "$deep/$long120.txt" "$t/names/anna/zz-hard-link-to-long-name"
  ln -s "$long120.txt" "$t/names/anna/$long120-link"
  settle "$t/names"
  inner_tar "$t/names" anna dom0-home/ > "$t/long-names.tar"
  tar_fixture long-names

  # Members that a restore must not create, between two that it must.
  mkdir "$t/kinds/anna"
  printf 'first\n' > "$t/kinds/anna/a-file"
  ln "$t/kinds/anna/a-file" "$t/kinds/anna/b-hard-link"
  mkfifo "$t/kinds/anna/c-fifo"
  mknod "$t/kinds/anna/d-char-device" c 1 3 2>/dev/null && mknod "$t/kinds/anna/e-block-device" b 7 0 2>/dev/null ||
    say 'no root and no fakeroot: special-members.tar has no devices'
  mkdir "$t/kinds/anna/f-empty-dir"
  : > "$t/kinds/anna/g-empty-file"
  ln -s a-file "$t/kinds/anna/h-symlink"
  printf 'last\n' > "$t/kinds/anna/z-file"
  settle "$t/kinds"
  inner_tar "$t/kinds" anna dom0-home/ > "$t/special-members.tar"
  tar_fixture special-members

  inner_tar "$DOM0_STAGE" anna dom0-home/ > "$t/dom0-home.tar"
  tar_fixture dom0-home

  tar -c --format=gnu -T /dev/null > "$t/empty.tar"
  tar_fixture empty
  printf '\n}\n' >> "$out/tars.json"
}

# tar_fixture NAME: stores $WORK/tars/NAME.tar and tells its members, in their order, as GNU tar itself sees them.
tar_fixture() {
  local tar=$WORK/tars/$1.tar x=$WORK/tars/x line comma='' json=$OUT/vectors/tars/tars.json
  gzip -9n < "$tar" > "$OUT/vectors/tars/$1.tar.gz"
  rm -rf "$x"; mkdir "$x"; tar -x -p -C "$x" -f "$tar" --exclude='*-device' 2>/dev/null
  printf '%s\n  "%s.tar.gz": [' "$COMMA" "$1" >> "$json"
  while IFS= read -r line; do
    # permissions owner size-or-device date time name[ -> target | link to target]
    [[ $line =~ ^([-a-zA-Z]{10})\ +([^ ]+)\ +([0-9,]+)\ +([^ ]+\ [^ ]+)\ (.*)$ ]]
    local perm=${BASH_REMATCH[1]} size=${BASH_REMATCH[3]} time=${BASH_REMATCH[4]} name=${BASH_REMATCH[5]} fields
    case ${perm:0:1} in
      -) fields="\"type\": \"file\", \"size\": $size, \"sha256\": \"$(sha256_of "$x/$name")\"" ;;
      d) fields='"type": "directory"' ;;
      l) fields="\"type\": \"symlink\", \"target\": \"${name#* -> }\""; name=${name%% -> *} ;;
      h) fields="\"type\": \"hardlink\", \"target\": \"${name#* link to }\""; name=${name%% link to *} ;;
      p) fields='"type": "fifo"' ;;
      c) fields="\"type\": \"char-device\", \"device\": \"$size\"" ;;
      b) fields="\"type\": \"block-device\", \"device\": \"$size\"" ;;
    esac
    printf '%s\n    {"name": "%s", %s, "mode": "%s", "mtime": %s}' \
      "$comma" "$name" "$fields" "$(octal_mode "$perm")" "$(date -d "$time" +%s)" >> "$json"
    comma=,
  done < <(tar -tvf "$tar" --full-time --numeric-owner --quoting-style=literal)
  printf '\n  ]' >> "$json"
  COMMA=,
}

octal_mode() {   # drwxr-sr-x -> 2755
  local p=$1 mode=0 i
  for i in 1 2 3 4 5 6 7 8 9; do
    case ${p:i:1} in r|w|x|s|t) mode=$((mode | 1 << (9 - i))) ;; esac
  done
  case ${p:3:1} in s|S) mode=$((mode | 04000)) ;; esac
  case ${p:6:1} in s|S) mode=$((mode | 02000)) ;; esac
  case ${p:9:1} in t|T) mode=$((mode | 01000)) ;; esac
  printf '%04o' "$mode"
}

# --------------------------------------------------------------------------------------------------------------------
# Formats 4 and 2. Both hold the same machine, in the folder layout and the dialect of qubes.xml of their time.

formats_stage() {   # FOLDER
  local stage=$1 tree=$WORK/tree
  rm -rf "$stage"; mkdir -p "$stage"/{work,vault,dom0-home/anna/Documents}
  private_folder "$tree"; printf 'This data has been successfully recovered!\n' > "$tree/home/user/your_data.txt"
  incompressible 30720 'formats' > "$tree/home/user/Documents/phone-backup.bin"   # for several chunks
  ext4_image "$stage/work/private.img" 8M "$tree" formats-work
  firewall_xml deny > "$stage/work/firewall.xml"
  truncate -s 8M "$stage/vault/private.img"   # never started
  printf 'qvm-ls\n' > "$stage/dom0-home/anna/.bash_history"
  incompressible 22000 'dom0' > "$stage/dom0-home/anna/Documents/picture.jpg"
  ln -s Documents/picture.jpg "$stage/dom0-home/anna/picture"
  touch -h -d "@$((NOON - 7200))" "$stage"/dom0-home/anna/{.bash_history,Documents/picture.jpg,picture}
  touch -d "@$((NOON - 7200))" "$stage"/dom0-home/anna/{Documents,}
}

# scrypt_file BINDING: the scrypt program, told to be quick. It draws its salt, so these bytes differ from run to run.
scrypt_file() {
  local LIFEBOAT_BOUND="$1!$PASS"
  export LIFEBOAT_BOUND
  scrypt enc --logN 10 -r 8 -p "${SCRYPT_P:-1}" --passphrase env:LIFEBOAT_BOUND -
}

# add_scrypt_archive NAME [CHUNK_BYTES]: standard input is the archive's tar.
add_scrypt_archive() {
  local name=$1 chunk_bytes=${2:-104857600} chunk
  mkdir -p "$(dirname "$ENTRIES/$name")"
  compress | split -b "$chunk_bytes" -d -a 3 - "$ENTRIES/$name."
  for chunk in "$ENTRIES/$name".[0-9][0-9][0-9]; do
    chunk=${chunk#"$ENTRIES/"}
    scrypt_file "$BACKUP_ID!$chunk" < "$ENTRIES/$chunk" > "$ENTRIES/$chunk.enc"
    append_entry "$chunk.enc"
  done
}

# pax_tar FOLDER MEMBER SUBDIR: what R4's own writer makes of a disk image: PAX, sparse format 1.0.
pax_tar() {
  fixed_pid tar -Pc --sparse --hole-detection=raw --format=posix --sparse-version=1.0 \
    --pax-option=delete=atime,delete=ctime --owner=0 --group=0 --numeric-owner -C "$1" --xform "s:^$2:$3\\0:" "$2"
}

domain() {   # CLASS QID NAME LABEL [BACKUP_PATH BACKUP_SIZE]
  local features=''
  [[ $# -gt 4 ]] && features="<feature name=\"backup-content\">True</feature><feature name=\"backup-path\">$5</feature><feature name=\"backup-size\">$6</feature>"
  printf '    <domain id="domain-%s" class="%s">\n      <properties>\n        <property name="label">%s</property>\n' "$2" "$1" "$4"
  [[ $1 == AdminVM ]] || printf '        <property name="name">%s</property>\n        <property name="qid">%s</property>\n' "$3" "$2"
  printf '      </properties>\n      <features>%s</features>\n    </domain>\n' "$features"
}

make_format4() {
  say 'format4'
  local out=$OUT/format4 stage=$WORK/format4 name
  rm -rf "$out"; mkdir -p "$out"; formats_stage "$stage"
  printf 'Green is for work.\n' > "$stage/work/notes.txt"
  settle "$stage"
  mkdir -p "$WORK/xml"
  {
    printf '<qubes>\n  <labels>\n    <label color="0xcc0000" id="label-1">red</label>\n    <label color="0x73d216" id="label-4">green</label>\n    <label color="0x000000" id="label-8">black</label>\n  </labels>\n  <domains>\n'
    domain AdminVM 0 dom0 label-8 dom0-home/anna "$(on_disk "$stage/dom0-home")"
    domain AppVM 5 work label-4 vm5/ "$(on_disk "$stage/work")"
    domain StandaloneVM 6 untrusted label-1
    domain AppVM 7 vault label-8 vm7 "$(on_disk "$stage/vault")"
    printf '  </domains>\n</qubes>\n'
  } > "$WORK/xml/qubes.xml"

  defaults; PASS='formats ✓'; BACKUP_ID=20260101T120000-1234
  for FILTER in gzip zstd; do
    [[ $FILTER == gzip ]] || COMPRESSOR=(zstd -q)
    BACKUP=$WORK/r4-$FILTER; ENTRIES=$WORK/entries
    rm -rf "$ENTRIES"; mkdir -p "$ENTRIES"; : > "$BACKUP"
    printf '%s\n' version=4 hmac-algorithm=scrypt encrypted=True compressed=True "compression-filter=$FILTER" \
      "backup-id=$BACKUP_ID" > "$ENTRIES/backup-header"
    scrypt_file backup-header < "$ENTRIES/backup-header" > "$ENTRIES/backup-header.hmac"
    append_entry backup-header; append_entry backup-header.hmac
    inner_tar "$WORK/xml" qubes.xml '' | add_scrypt_archive qubes.xml
    pax_tar "$stage/work" private.img vm5/ | add_scrypt_archive vm5/private.img 8192
    for name in firewall.xml notes.txt; do inner_tar "$stage/work" $name vm5/ | SCRYPT_P=3 add_scrypt_archive vm5/$name; done
    inner_tar "$stage/vault" private.img vm7/ | add_scrypt_archive vm7/private.img
    inner_tar "$stage/dom0-home" anna dom0-home/ | add_scrypt_archive dom0-home/anna
    gzip -9n < "$BACKUP" > "$out/r4-$FILTER.gz"
  done
  manifest_of "$stage" > "$out/manifest.json"
  printf '%s\n' "$PASS" > "$out/passphrase.txt"
}

# volumes FOLDER MEMBER SUBDIR: a multi-volume tar, cut every 20 KiB, into $WORK/volumes/0, 1, ...
volumes() {
  rm -rf "$WORK/volumes"; mkdir "$WORK/volumes"
  printf '#!/bin/sh\necho "%s/$((TAR_VOLUME - 1))" >&"$TAR_FD"\n' "$WORK/volumes" > "$WORK/next-volume"
  chmod +x "$WORK/next-volume"
  tar -Pc --sparse --hole-detection=raw --format=gnu --sort=name --owner=0 --group=0 --numeric-owner \
    -M --tape-length 20 -F "$WORK/next-volume" -f "$WORK/volumes/0" -C "$1" --xform "s:^$2:$3\\0:" "$2"
}

# add_volumes NAME FOLDER MEMBER SUBDIR: each volume is compressed and encrypted by itself.
add_volumes() {
  local name=$1 number volume chunk salt
  volumes "$2" "$3" "$4"
  mkdir -p "$(dirname "$ENTRIES/$name")"
  for ((number = 0; ; number++)); do
    volume=$WORK/volumes/$number; [[ -f $volume ]] || break
    chunk=$name.$(printf %03d $number)
    salt=$(sha256_text "$(basename "$BACKUP") $chunk" | head -c 16)
    if [[ $ENCRYPTED == True ]]; then
      # `openssl enc -z` is what Qubes called; pigz makes the same zlib stream where openssl was built without it.
      if [[ $COMPRESSED == True ]]; then pigz -z -n -m < "$volume"; else cat "$volume"; fi | encrypt "$salt" > "$ENTRIES/$chunk"
    else
      compress < "$volume" > "$ENTRIES/$chunk"
    fi
    append_with_hmac "$chunk"
  done
}

make_format2() {
  say 'format2'
  local out=$OUT/format2 stage=$WORK/format2 variant
  rm -rf "$out"; mkdir -p "$out"; formats_stage "$stage"; settle "$stage"
  mkdir -p "$WORK/xml"
  {
    xml_begin 9
    vm QubesAppVm 5 work green 9 none /var/lib/qubes/appvms/work vm5 "$(on_disk "$stage/work")"
    vm QubesAppVm 7 vault black 9 none /var/lib/qubes/appvms/vault vm7 "$(on_disk "$stage/vault")"
    dom0_vm dom0-home/anna "$(on_disk "$stage/dom0-home")"
    xml_end
  } > "$WORK/xml/qubes.xml"
  for variant in encrypted-compressed encrypted plain-compressed headerless; do
    defaults; PASS=beta HMAC=SHA1 DIGEST=sha1
    [[ $variant == plain* ]] && ENCRYPTED=False
    [[ $variant == encrypted ]] && COMPRESSED=False
    BACKUP=$WORK/r2-$variant; ENTRIES=$WORK/entries
    rm -rf "$ENTRIES"; mkdir -p "$ENTRIES"; : > "$BACKUP"
    # The first betas wrote no version.
    printf '%s\n' "hmac-algorithm=$HMAC" "crypto-algorithm=$CIPHER" "encrypted=$ENCRYPTED" "compressed=$COMPRESSED" > "$ENTRIES/backup-header"
    [[ $variant == plain* ]] && printf 'version=2\n' >> "$ENTRIES/backup-header"
    [[ $variant == headerless ]] || append_with_hmac backup-header
    add_volumes qubes.xml "$WORK/xml" qubes.xml ''
    add_volumes vm5/private.img "$stage/work" private.img vm5/
    add_volumes vm5/firewall.xml "$stage/work" firewall.xml vm5/
    add_volumes vm7/private.img "$stage/vault" private.img vm7/
    add_volumes dom0-home/anna "$stage/dom0-home" anna dom0-home/
    gzip -9n < "$BACKUP" > "$out/r2-$variant.gz"
  done
  manifest_of "$stage" > "$out/manifest.json"
  printf '%s\n' "$PASS" > "$out/passphrase.txt"
}

make_sample
make_plain
make_variants
make_vectors
make_format4
make_format2
say "done: $(du -sb "$OUT" | cut -f1) bytes in $OUT"
