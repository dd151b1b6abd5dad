#!/bin/sh
# Makes one archive of the packaged hub and all that it takes to run it, and its checksum: bootstrap/target/switchboard.tar.gz
set -eu
cd "$(dirname "$0")/.."

jar=bootstrap/target/switchboard.jar
[ -f "$jar" ] || { echo "$jar is missing: run make package." >&2; exit 1; }
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

stage=bootstrap/target/dist
hub=$stage/switchboard
rm -rf "$stage"
mkdir -p "$hub/bootstrap/target" "$hub/scripts"
cp "$jar" "$hub/bootstrap/target/"
cp -r scripts/run.sh scripts/find-jdk.sh scripts/practice "$hub/scripts/"
cp -r deploy docs "$hub/"
cp README.md CHANGELOG.md SECURITY.md LICENSE "$hub/"
"$java" scripts/Licences.java "$jar" "$hub"
chmod -R u=rwX,go=rX "$hub"

tar -C "$stage" -czf bootstrap/target/switchboard.tar.gz switchboard
(cd bootstrap/target && sha256sum switchboard.tar.gz >switchboard.tar.gz.sha256)
echo "bootstrap/target/switchboard.tar.gz, and its checksum beside it"
