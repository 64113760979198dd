#!/usr/bin/env bash
# Does the wizard's window stay fluid while a backup of thousands of chunks is restored? Measures the time from each
# frame to the next in a window that is only in memory and, if DISPLAY is set, in one on that display.
#
#   [WORK=FOLDER] [CHUNKS=5000] src/bench/frames-benchmark.sh
. "$(dirname "$0")/common.sh"

CHUNKS=${CHUNKS:-5000}
CLASSES=$WORK/frames-classes
MODULES=$PROJECT/target/classes:$PROJECT/target/mods
[[ -d $PROJECT/target/mods && -d $PROJECT/target/test-classes ]] || { say 'Build first: mvn -DskipTests package'; exit 1; }

# Beside the wizard's own classes, and with the tests' maker of backups.
rm -rf "$CLASSES" "$WORK/frames-source"
cp -r "$PROJECT/target/test-classes" "$CLASSES"
mkdir -p "$WORK/frames-source/org/lifeboat/wizard"
cp "$BENCH/FramesBenchmark.java" "$WORK/frames-source/org/lifeboat/wizard"
"${JAVA}c" -d "$CLASSES" --module-path "$MODULES" --add-modules org.lifeboat \
  --patch-module "org.lifeboat=$WORK/frames-source:$CLASSES" "$WORK/frames-source/org/lifeboat/wizard/FramesBenchmark.java"

# frames WHERE [JVM-OPTION]...
frames() {
  local where=$1 line p99 longest turning; shift
  rm -rf "$WORK/frames-restored"
  "$JAVA" "-XX:VMOptionsFile=$PROJECT/packaging/jvm.options" --enable-native-access=javafx.graphics "$@" \
    --module-path "$MODULES" --patch-module "org.lifeboat=$CLASSES" \
    --module org.lifeboat/org.lifeboat.wizard.FramesBenchmark "$WORK" "$CHUNKS" > "$WORK/frames.out"
  grep -q 'verdict OK' "$WORK/frames.out" || { cat "$WORK/frames.out" >&2; say 'not everything was restored'; exit 1; }
  read -r _ p99 < <(grep p99 "$WORK/frames.out"); read -r _ longest < <(grep longest "$WORK/frames.out")
  read -r _ turning < <(grep turning "$WORK/frames.out")
  printf '%s: %s, %s\n' "$where" "$(sed -n 's/^chunks //p' "$WORK/frames.out") chunks" "$(sed -n 's/^frames //p' "$WORK/frames.out") frames"
  goal '99 of 100 frames' "$p99" '<' 50 ms
  goal 'the longest while it works' "$longest" '<' 100 ms
  goal 'the longest when a page comes up' "$turning" '<' 500 ms
}

frames 'in memory' -Dglass.platform=Headless -Dprism.order=sw
[[ -z ${DISPLAY-} ]] || frames "on display $DISPLAY" -Dprism.order=sw
rm -rf "$WORK/frames-restored"
