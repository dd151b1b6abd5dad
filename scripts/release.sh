#!/bin/sh
# Collects the files of a release in bootstrap/target/release: the archive of the hub, with and without a Java, the list of its
# libraries, the site, and the checksums of all of them. `make release` builds what it needs.
#
#   REHEARSAL=yes   goes on where a release would be refused, and says why it would be
set -eu
cd "$(dirname "$0")/.."

version=$(sed -n '/<\/parent>/,$s:^  <version>\(.*\)</version>$:\1:p' pom.xml | head -n 1)

refuse() {
    echo "Not a release: $1" >&2
    [ "${REHEARSAL:-}" = yes ] || exit 1
}

case $version in
    *-SNAPSHOT) refuse "the POM's version is $version; see docs/releasing.md." ;;
esac
number=${version%-SNAPSHOT}
[ -z "$(git status --porcelain)" ] || refuse "there are changes that are not committed."
grep -qE "^## \[?$number\]? " CHANGELOG.md || refuse "CHANGELOG.md has no section \"## $number - DATE\"."
[ -d "adapters-out-persistence/src/test/resources/kept/$number" ] || refuse "the stores of $number are not kept: make fixtures, and commit them."

release=bootstrap/target/release
rm -rf "$release"
mkdir -p "$release"
scripts/dist.sh
JRE=yes scripts/dist.sh
scripts/site.sh
cp "bootstrap/target/switchboard-$version-linux-x86_64.tar.gz" "bootstrap/target/switchboard-$version-linux-x86_64-jre.tar.gz" "$release/"
cp bootstrap/target/program/classes/META-INF/sbom/application.cdx.json "$release/switchboard-$version-sbom.cdx.json"
time=$(sed -n 's:.*<project.build.outputTimestamp>\(.*\)</project.build.outputTimestamp>.*:\1:p' pom.xml)
tar -C site/target --sort=name --mtime="$time" --owner=0 --group=0 --numeric-owner -cf - site |
    gzip -n >"$release/switchboard-$version-site.tar.gz"
(cd "$release" && sha256sum switchboard-* >SHA256SUMS)
ls -l "$release"
echo "Next: make twice unless it was done, sign SHA256SUMS, tag v$number, publish the files, and set the POM's next version with -SNAPSHOT."
