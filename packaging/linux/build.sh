#!/usr/bin/env bash
# Makes lifeboat_VERSION_ARCH.deb, lifeboat-VERSION-1.ARCH.rpm and lifeboat-VERSION-linux-ARCH.tar.gz from the image.
#
#   build.sh VERSION IMAGE OUT DATE
#
# A package has no scripts: the desktop's own triggers pick its files up, and removing it removes all of it. What a system
# lacks the tools for (dpkg-deb, rpmbuild) is left out with a word.
set -euo pipefail
version=$1 image=$2 out=$3 date=$4
here=$(cd "$(dirname "$0")" && pwd)
icons=$here/../../icons
SOURCE_DATE_EPOCH=$(date --date "$date" +%s)
export SOURCE_DATE_EPOCH
umask 022
mkdir -p "$out"
out=$(cd "$out" && pwd)
stage=$out/stage
rm -rf "$stage"

install_tree() {
  mkdir -p "$stage/opt" "$stage/usr/bin"
  cp -a "$image" "$stage/opt/lifeboat"
  ln -s /opt/lifeboat/bin/lifeboat "$stage/usr/bin/lifeboat"
  install -Dm644 "$here/lifeboat.desktop" "$stage/usr/share/applications/lifeboat.desktop"
  install -Dm644 "$here/lifeboat-mime.xml" "$stage/usr/share/mime/packages/lifeboat.xml"
  install -Dm644 "$here/org.lifeboat.Lifeboat.metainfo.xml" "$stage/usr/share/metainfo/org.lifeboat.Lifeboat.metainfo.xml"
  sed -i -e "s/@VERSION@/$version/" -e "s/@DATE@/${date%T*}/" "$stage/usr/share/metainfo/org.lifeboat.Lifeboat.metainfo.xml"
  for size in 16 24 32 48 64 128 256 512; do
    install -Dm644 "$icons/lifeboat-$size.png" "$stage/usr/share/icons/hicolor/${size}x$size/apps/lifeboat.png"
  done
  install -Dm644 "$icons/lifeboat.svg" "$stage/usr/share/icons/hicolor/scalable/apps/lifeboat.svg"
  install -Dm644 "$here/../../LICENSE" "$stage/usr/share/doc/lifeboat/copyright"
  find "$stage" -type d -exec chmod 755 {} +
  find "$stage" -exec touch --no-dereference --date "@$SOURCE_DATE_EPOCH" {} +
}

# The packages that hold the libraries which the program's own need, by the names of Debian 11 and later.
debian_depends() {
  echo 'libc6, libgtk-3-0t64 | libgtk-3-0, libx11-6, libxtst6, libxxf86vm1, libgl1, libfreetype6, libfontconfig1,' \
    'libpango-1.0-0, libpangoft2-1.0-0, libglib2.0-0t64 | libglib2.0-0'
}

make_deb() {
  local tree=$out/deb architecture
  architecture=$(dpkg --print-architecture)
  rm -rf "$tree"
  cp -a "$stage" "$tree"
  mkdir "$tree/DEBIAN"
  sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@DEPENDS@/$(debian_depends)/" \
    -e "s/@KIB@/$(du -ks "$stage" | cut -f1)/" "$here/control" > "$tree/DEBIAN/control"
  dpkg-deb --root-owner-group -Zxz --build "$tree" "$out/lifeboat_${version}_$architecture.deb" > /dev/null
  rm -rf "$tree"
}

make_rpm() {
  local top=$out/rpm
  rm -rf "$top"
  rpmbuild -bb --quiet --define "_topdir $top" --define "lifeboat_version $version" --define "lifeboat_tree $stage" \
    --define '_binary_payload w19.zstdio' --define 'use_source_date_epoch_as_buildtime 1' \
    --define '_buildhost reproducible' "$here/lifeboat.spec"
  mv "$top"/RPMS/*/*.rpm "$out/"
  rm -rf "$top"
}

make_portable() {
  tar --create --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" \
    --directory "$(dirname "$image")" "$(basename "$image")" | gzip -9n > "$out/lifeboat-$version-linux-$(uname -m).tar.gz"
}

install_tree
make_portable
if command -v dpkg-deb > /dev/null; then make_deb; else echo 'no dpkg-deb here, so no .deb was made'; fi
if command -v rpmbuild > /dev/null; then make_rpm; else echo 'no rpmbuild here, so no .rpm was made'; fi
rm -rf "$stage"
