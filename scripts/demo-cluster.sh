#!/bin/sh
# Two hubs that share a MongoDB, and users who write to either: kill one and see that nothing is missing. `make demo-cluster` builds
# what it needs.
#
#   PORT=8000                     port of the first hub; the second one has the tenth port above it
#   SWITCHBOARD_MONGODB_URI=…     an empty database; without it a stand-in, in memory
#   DEMO_ONCE=1                   kills one, starts it again, and ends; exit code 0 only if nothing is missing
set -eu
cd "$(dirname "$0")/.."

jar=bootstrap/target/switchboard.jar
[ -f "$jar" ] || { echo "$jar is missing: run make demo-cluster." >&2; exit 1; }
JAVA_HOME=$(sh scripts/find-jdk.sh)
export JAVA_HOME
mvn -B -ntp -pl tools org.apache.maven.plugins:maven-dependency-plugin:build-classpath \
    -Dmdep.includeScope=runtime -Dmdep.outputFile=target/tools.classpath >target/build.log 2>&1 ||
    { cat target/build.log >&2; exit 1; }
exec "$JAVA_HOME/bin/java" -Dslf4j.internal.verbosity=ERROR \
    -cp "tools/target/switchboard-tools.jar:$(cat tools/target/tools.classpath)" \
    dev.switchboard.tools.cluster.ClusterDemo "$jar"
