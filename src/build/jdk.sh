#!/usr/bin/env bash
# Prints the home of the JDK that the build selects, whichever one runs Maven.
set -euo pipefail
home=$(mvn --quiet --batch-mode --file "$(dirname "$0")/../../pom.xml" toolchains:select-jdk-toolchain exec:exec \
  -Dexec.executable=java -Dexec.args='-XshowSettings:properties -version' 2>&1 | sed -n 's/^ *java\.home = //p')
if [ -z "$home" ]; then echo 'Maven finds no JDK 25.' >&2; exit 1; fi
printf '%s\n' "$home"
