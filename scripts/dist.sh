#!/bin/sh
# Makes one archive of the packaged hub and everything needed to run it, and its checksum:
# bootstrap/target/switchboard-VERSION-PLATFORM.tar.gz
#
#   JRE=yes   the archive brings its own Java, and its name ends in "-jre"
set -eu
cd "$(dirname "$0")/.."

jar=bootstrap/target/switchboard.jar
tools=tools/target/switchboard-tools.jar
for built in "$jar" "$tools"; do
    [ -f "$built" ] || { echo "$built is missing: run make package." >&2; exit 1; }
done
java_home=$(sh scripts/find-jdk.sh --runtime)

# The first version in the POM that is not its parent's is the project's own.
version=$(sed -n '/<\/parent>/,$s:^  <version>\(.*\)</version>$:\1:p' pom.xml | head -n 1)
# The jar has the native code of one platform only.
name=switchboard-$version-linux-x86_64
archive=$name.tar.gz
stage=bootstrap/target/dist
hub=$stage/switchboard-$version
rm -rf "$stage"
mkdir -p "$hub/bin" "$hub/lib"
cp "$jar" "$tools" scripts/find-jdk.sh "$hub/lib/"
cp bin/switchboard "$hub/bin/"
cp -r deploy docs "$hub/"
cp README.md CHANGELOG.md CODE_OF_CONDUCT.md CONTRIBUTING.md SECURITY.md LICENSE "$hub/"
"$java_home/bin/java" -cp "$tools" dev.switchboard.tools.licences.Licences "$jar" "$hub"
if [ "${JRE:-}" = yes ]; then
    scripts/jre.sh "$hub/jre"
    archive=$name-jre.tar.gz
fi
chmod -R u=rwX,go=rX "$hub"

# Sorted, with one owner and one time, so that the same content makes the same archive.
time=$(sed -n 's:.*<project.build.outputTimestamp>\(.*\)</project.build.outputTimestamp>.*:\1:p' pom.xml)
tar -C "$stage" --sort=name --mtime="$time" --owner=0 --group=0 --numeric-owner -cf - "switchboard-$version" |
    gzip -n >"bootstrap/target/$archive"
(cd bootstrap/target && sha256sum "$archive" >"$archive.sha256")
echo "bootstrap/target/$archive ($(du -m "bootstrap/target/$archive" | cut -f 1) MB), and its checksum beside it"
