#!/bin/sh
# Builds and runs the server for the official Engine.IO and Socket.IO suites.
#
#   PORT=3000   its port
set -eu
cd "$(dirname "$0")/.."

JAVA_HOME=$(sh scripts/find-jdk.sh)
export JAVA_HOME
mvn -B -ntp -q -pl adapters-in-socket -am -DskipTests -Dspotless.check.skip package \
    org.apache.maven.plugins:maven-dependency-plugin:build-classpath \
    -Dmdep.includeScope=test -Dmdep.outputFile=target/test.classpath

cd adapters-in-socket/target
exec "$JAVA_HOME/bin/java" -cp "test-classes:classes:$(cat test.classpath)" \
    dev.switchboard.adapter.in.socket.conformance.ConformanceServer "${PORT:-3000}"
