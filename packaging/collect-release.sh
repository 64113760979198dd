#!/usr/bin/env bash
# Puts what was built on all systems into one folder with one SHA256SUMS, after checking each system's own:
#
#   collect-release.sh VERSION BUILT OUT     BUILT holds a folder a system, as target/installer was there
#
# A tag that names another version than the POM does, or two files of one name, is an error.
set -euo pipefail
version=$1 built=$2 out=$3
pom=$(dirname "$0")/../pom.xml
if ! grep -q "^  <version>$version</version>" "$pom"; then
  echo "The tag says $version, and pom.xml another version." >&2; exit 1
fi
mkdir -p "$out"
for folder in "$built"/*/; do
  (cd "$folder" && sha256sum --check --quiet SHA256SUMS)
  for file in "$folder"*; do
    name=$(basename "$file")
    if [ "$name" = SHA256SUMS ]; then continue; fi
    if [ -e "$out/$name" ]; then echo "$name was built twice." >&2; exit 1; fi
    cp "$file" "$out/"
  done
done
(cd "$out" && sha256sum -- * > ../SHA256SUMS.new)
mv "$out/../SHA256SUMS.new" "$out/SHA256SUMS"
