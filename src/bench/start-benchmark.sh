#!/usr/bin/env bash
# How long it takes from starting the program to its first page, with the AOT cache and without, alternating.
#
#   [ROUNDS=5] src/bench/start-benchmark.sh
#
# Needs target/lifeboat (mvn -DskipTests package) and a display; without one, xvfb-run gives one.
set -euo pipefail
cd "$(dirname "$0")/../.."
launcher=target/lifeboat/bin/lifeboat
cache=target/lifeboat/lib/lifeboat.aot
if [ -z "${DISPLAY:-}" ]; then exec xvfb-run -a "$0" "$@"; fi

once() { JAVA_TOOL_OPTIONS=-Dlifeboat.measure.start=true "$launcher" 2>/dev/null | sed -n 's/first page after \([0-9]*\) ms/\1/p'; }
median() { printf '%s\n' "$@" | sort -n | sed -n "$((($# + 1) / 2))p"; }

with=() without=()
trap 'if [ -f "$cache.away" ]; then mv "$cache.away" "$cache"; fi' EXIT
for ((round = 1; round <= ${ROUNDS:-5}; round++)); do
  with+=("$(once)")
  mv "$cache" "$cache.away"
  without+=("$(once)")
  mv "$cache.away" "$cache"
done
echo "first page, median of ${ROUNDS:-5}: $(median "${with[@]}") ms with the AOT cache, $(median "${without[@]}") ms without (goal: 700 ms)"
