#!/bin/sh
# Prints the home of a JDK that can build Switchboard, or with --runtime of a Java that can run it (a JRE will do), or says
# in one line what is missing.
required=25
program=javac
kind="a JDK"
[ "${1:-}" != --runtime ] || { program=java kind=Java; }

is_suitable() {
    [ -x "$1/bin/$program" ] || return 1
    major=$("$1/bin/$program" --version 2>/dev/null | sed -n '1s/^[a-z]* \([0-9][0-9]*\).*/\1/p')
    [ "${major:-0}" -ge "$required" ]
}

candidates() {
    [ -z "${JAVA_HOME:-}" ] || echo "$JAVA_HOME"
    default_java=$(command -v java) && default_java=$(readlink -f "$default_java" 2>/dev/null) && {
        default_home=$(dirname "$(dirname "$default_java")")
        echo "$default_home"
        printf '%s\n' "$(dirname "$default_home")"/*
    }
    printf '%s\n' /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home
}

jdk=$(candidates | while IFS= read -r home; do
    if is_suitable "$home"; then
        echo "$home"
        break
    fi
done)

if [ -z "$jdk" ]; then
    echo "Switchboard needs $kind $required or newer: install one, or point JAVA_HOME at it." >&2
    exit 1
fi
echo "$jdk"
