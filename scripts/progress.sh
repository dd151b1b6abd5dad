#!/bin/sh
# Runs a build by Maven and shows one line for each module as it begins. Of a failed build it shows all warnings and errors.
#
#   scripts/progress.sh mvn package
set -eu
cd "$(dirname "$0")/.."

log=target/build.log
mkdir -p target
began=$(date +%s)
echo "Building Switchboard (log: $log) ..."
{ "$@" 2>&1 || true; } | tee "$log" | while IFS= read -r line; do
    case $line in
        "[INFO] Building "*"/"*"]") echo "  ${line#"[INFO] Building "}" ;;
    esac
done
if ! grep -q '^\[INFO\] BUILD SUCCESS' "$log"; then
    grep -v '^\[INFO\]' "$log" >&2
    exit 1
fi
echo "Built in $(($(date +%s) - began)) s."
