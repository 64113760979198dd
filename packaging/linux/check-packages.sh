#!/usr/bin/env bash
# Tries the packages as a user would, in a Debian that has nothing else: installs the .deb with apt, restores the sample
# on the command line, opens it by its MIME type on an X server and restores it with the keyboard, removes the package
# and looks for what it left. Then the .rpm's files and the portable folder are run from where they were unpacked.
#
#   sudo packaging/linux/check-packages.sh [WORK=/var/tmp/lifeboat-check]     after mvn package -Pinstaller
#
# Needs debootstrap, rpm2cpio, cpio and the network.
set -euo pipefail
here=$(cd "$(dirname "$0")/../.." && pwd)
work=${1:-/var/tmp/lifeboat-check}
root=$work/root
installer=$here/target/installer
sample=$here/testdata/sample
backup=qubes-backup-2016-01-01T120000

say() { printf '\n== %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }
inside() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
# Not the package manager's own bookkeeping, which any package changes.
files() { (cd "$root" && find . -xdev \( -path ./proc -o -path ./sys -o -path ./tmp -o -path ./var/lib/dpkg -o -path ./var/lib/apt -o -path ./var/cache -o -path ./var/log -o -path ./etc/ld.so.cache \) -prune -o -print | sort); }
is_restored() { [[ -f $1/work/private.img && -f $1/lifeboat-report.html ]] || fail "nothing restored in $1"; }

cleanup() { umount -l "$root/proc" "$root/dev" 2> /dev/null || true; }
trap cleanup EXIT

[[ -d $root/usr ]] || debootstrap --variant=minbase "${SUITE:-bookworm}" "$root" > "$work.log"
mount -t proc proc "$root/proc"; mount --rbind /dev "$root/dev"
inside apt-get -qq update

say 'the .deb with nothing but its dependencies'
cp "$installer"/lifeboat_*.deb "$root/tmp/lifeboat.deb"
cp "$sample/$backup" "$sample/passphrase.txt" "$root/tmp/"
inside apt-get -qq install --yes --no-install-recommends libc-bin > /dev/null
inside apt-get -qq install --yes --no-install-recommends /tmp/lifeboat.deb > /dev/null
inside lifeboat --version
inside lifeboat restore "/tmp/$backup" --passphrase-file /tmp/passphrase.txt --to /tmp/by-command | tail -1
is_restored "$root/tmp/by-command"

say 'the sample opened by its MIME type'
inside apt-get -qq install --yes --no-install-recommends shared-mime-info desktop-file-utils libglib2.0-bin xvfb xdotool openbox > /dev/null
inside gio info -a standard::content-type "/tmp/$backup" | grep -o 'application/x-qubes-backup' || fail 'not known by its magic'
cp "$sample/$backup" "$root/tmp/named-otherwise"
inside gio info -a standard::content-type /tmp/named-otherwise | grep -q application/x-qubes-backup || fail 'not known by its content'
inside bash -c '
  Xvfb :7 -screen 0 1280x900x24 > /dev/null 2>&1 &
  export DISPLAY=:7; sleep 2; openbox > /dev/null 2>&1 &
  sleep 1; gio open "/tmp/'"$backup"'" > /dev/null 2>&1 &
  window=$(timeout 60 xdotool search --sync --onlyvisible --name "^Lifeboat$" | head -1)
  xdotool windowactivate --sync "$window"; sleep 3
  xdotool key Return; sleep 2
  xdotool type "$(cat /tmp/passphrase.txt)"; xdotool key Return; sleep 4     # passphrase
  xdotool key Return; sleep 2; xdotool key Return; sleep 4                   # genuine, VMs
  xdotool key Return; sleep 15                                               # destination
  kill %1' || true
is_restored "$root/root/qubes-restored"
rm -rf "$root/root/qubes-restored" "$root"/root/.local "$root"/root/.config "$root"/root/.cache "$root"/root/.java

say 'removal'
inside apt-get -qq purge --yes lifeboat > /dev/null
left=$(files | grep -i -E 'lifeboat|x-qubes-backup' || true)
[[ -z $left ]] || fail "left behind: $left"
echo 'nothing is left'

say 'the .rpm'
rpm -qp --requires "$installer"/*.rpm | grep -v rpmlib | paste -sd' '
rm -rf "$work/rpm"; mkdir -p "$work/rpm"
(cd "$work/rpm" && rpm2cpio "$installer"/*.rpm | cpio -idm --quiet)
"$work/rpm/opt/lifeboat/bin/lifeboat" restore "$sample/$backup" --passphrase-file "$sample/passphrase.txt" --to "$work/rpm/restored" | tail -1
is_restored "$work/rpm/restored"

say 'the portable folder, read-only, from a path with blanks and accents, with no home'
portable="$work/a läptop of Zoë’s"
umount -l "$portable" 2> /dev/null || true
rm -rf "$portable" "$work/portable-restored"; mkdir -p "$portable"
tar -xzf "$installer"/lifeboat-*-linux-*.tar.gz -C "$portable"
mount --bind "$portable" "$portable"; mount -o remount,ro,bind "$portable"
LANG=C.UTF-8 HOME=/nowhere "$portable/lifeboat/bin/lifeboat" restore "$sample/$backup" --passphrase-file "$sample/passphrase.txt" --to "$work/portable-restored" | tail -1
umount "$portable"
is_restored "$work/portable-restored"

say 'all as it should be'
