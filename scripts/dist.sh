#!/bin/sh
# Makes one archive of the packaged hub and everything needed to run it, and its checksum: bootstrap/target/switchboard.tar.gz
set -eu
cd "$(dirname "$0")/.."

jar=bootstrap/target/switchboard.jar
tools=tools/target/switchboard-tools.jar
for built in "$jar" "$tools"; do
    [ -f "$built" ] || { echo "$built is missing: run make package." >&2; exit 1; }
done
java=$(sh scripts/find-jdk.sh --runtime)/bin/java

stage=bootstrap/target/dist
hub=$stage/switchboard
rm -rf "$stage"
mkdir -p "$hub/bootstrap/target" "$hub/tools/target" "$hub/scripts"
cp "$jar" "$hub/bootstrap/target/"
cp "$tools" "$hub/tools/target/"
cp scripts/run.sh scripts/find-jdk.sh "$hub/scripts/"
cp -r deploy docs "$hub/"
cp README.md CHANGELOG.md SECURITY.md LICENSE "$hub/"
"$java" -cp "$tools" dev.switchboard.tools.licences.Licences "$jar" "$hub"
chmod -R u=rwX,go=rX "$hub"

tar -C "$stage" -czf bootstrap/target/switchboard.tar.gz switchboard
(cd bootstrap/target && sha256sum switchboard.tar.gz >switchboard.tar.gz.sha256)
echo "bootstrap/target/switchboard.tar.gz, and its checksum beside it"
