#!/bin/sh
# Makes a Java runtime with the modules that the hub uses, from the JDK that builds it: scripts/jre.sh DIRECTORY
set -eu

home=$(sh "$(dirname "$0")/find-jdk.sh")
[ -x "$home/bin/jlink" ] || { echo "$home has no jlink: install a full JDK." >&2; exit 1; }

# Beside what the hub and its libraries name: jdk.httpserver for the practice of `switchboard prepare`; jdk.jcmd, jdk.jfr and
# jdk.management.agent for looking into a hub that runs.
modules=java.base,java.compiler,java.desktop,java.instrument,java.logging,java.management,java.naming,java.net.http,java.prefs
modules=$modules,java.security.jgss,java.security.sasl,java.sql,java.xml,jdk.crypto.cryptoki,jdk.jcmd,jdk.jfr,jdk.management
modules=$modules,jdk.httpserver,jdk.management.agent,jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs
"$home/bin/jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages --compress=zip-9 \
    --output "$1"
