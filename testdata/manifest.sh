# Sourced by make-testdata.sh and check-testdata.sh: one way of writing down a folder tree as a manifest, so that the
# tree a backup was made from and the tree restored from it can be compared with a plain `diff`.

# manifest_of FOLDER: a JSON object on standard output, one line an entry, sorted by path.
# dom0's home is the only place whose permissions, times and folders a restore keeps, so only there they are recorded.
manifest_of() {
  local root=$1 path separator='' line link
  local -A first_name=()
  printf '{'
  while IFS= read -r path; do
    local file=$root/$path dom0=no inode
    [[ $path == dom0-home/* ]] && dom0=yes
    if [[ -L $file ]]; then
      link=$(readlink "$file"; printf x)   # the x keeps a target's own final line end
      line="\"symlink\": \"${link%$'\n'x}\""
      [[ $dom0 = yes ]] && line+=", \"mtime\": $(stat -c %Y "$file")"
    elif [[ -d $file ]]; then
      [[ $dom0 = yes ]] || continue
      line="\"dir\": true, $(mode_and_mtime "$file")"
    else
      inode=$(stat -c %d:%i "$file")
      if [[ -n ${first_name[$inode]-} ]]; then
        line="\"hardlink\": \"${first_name[$inode]}\""
      else
        first_name[$inode]=$path
        line="\"size\": $(stat -c %s "$file"), \"sha256\": \"$(sha256_of "$file")\""
      fi
      [[ $dom0 = yes ]] && line+=", $(mode_and_mtime "$file")"
    fi
    printf '%s\n  "%s": {%s}' "$separator" "$path" "$line"
    separator=,
  done < <(cd "$root" && find . -mindepth 1 -printf '%P\n' | LC_ALL=C sort)
  printf '\n}\n'
}

# The mode as a restore leaves it: never setuid or setgid.
mode_and_mtime() {
  printf '"mode": "%04o", "mtime": %s' "$(( 0$(stat -c %a "$1") & 01777 ))" "$(stat -c %Y "$1")"
}

sha256_of() { sha256sum < "$1" | cut -d' ' -f1; }
