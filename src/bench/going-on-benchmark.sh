#!/usr/bin/env bash
# What it costs that a restore can be gone on with: the same restore with its record and its checkpoints and without, in
# alternating rounds in one process.
#
#   [WORK=FOLDER] [OUT=FOLDER] [ROUNDS=15] [VMS=1] src/bench/going-on-benchmark.sh
#
# The backup is that of restore-benchmark.sh. OUT is where is restored to (below WORK): syncing is part of what is measured.
. "$(dirname "$0")/common.sh"

VMS=${VMS:-1}
BACKUP_OF_VMS=$WORK/backup-$VMS STAGE=$WORK/stage-$VMS
[[ -f $BACKUP_OF_VMS ]] || make_backup_of_vms

MAIN=${CLASSES:-$PROJECT/target/classes} LIBRARIES=${LIBRARIES:-$PROJECT/target/mods/*}
COMPILED=$WORK/going-on-classes
mkdir -p "$COMPILED"
"${JAVA}c" -cp "$MAIN:$LIBRARIES" -d "$COMPILED" "$BENCH/GoingOnCost.java"
cat "$BACKUP_OF_VMS" > /dev/null
"$JAVA" "-XX:VMOptionsFile=$PROJECT/packaging/jvm.options" --enable-native-access=ALL-UNNAMED \
  -cp "$MAIN:$LIBRARIES:$COMPILED" GoingOnCost "$WORK/passphrase" "$BACKUP_OF_VMS" "${OUT:-$WORK/going-on}" "${ROUNDS:-15}" |
  tee "$WORK/going-on.out"
goal 'restore with its record / without' "$(sed -n 's/^median of.* //p' "$WORK/going-on.out")" '<=' 1.03 ''
