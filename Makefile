.DEFAULT_GOAL := help
.PHONY: help demo demo-cluster run quick test test-fuzz test-nightly test-faults test-mongodb test-api test-websocket test-million test-storm test-soak test-cluster test-console fixtures pictures check format bench conformance-server package dist sbom scan site release twice clean

BUILD_COMMIT ?= $(shell git describe --always --abbrev=12 --dirty 2>/dev/null || echo unknown)
MVN := mvn -B -ntp -Dbuild.commit=$(BUILD_COMMIT)
ONLY_ITS := -DexcludedGroups= -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
RELEASE ?= $(shell sed -n '/<artifactId>switchboard</{n;s/.*<version>\([0-9.]*\).*/\1/p}' pom.xml)
LONG := -Dtest.time-limit=6h
BARS := ConsoleKillsE2eIT,EveryLookE2eIT,HubLooksE2eIT,LongerWordsE2eIT,ConsoleBarsE2eIT,ConsoleLoadE2eIT,HundredAgentsE2eIT,BellE2eIT,ConsoleSoakE2eIT
JARS := bootstrap/target/switchboard.jar simulators/target/switchboard-simulators.jar tools/target/switchboard-tools.jar site/target/switchboard-site.jar
WITH_JDK := @JAVA_HOME=$$(sh scripts/find-jdk.sh) && export JAVA_HOME PATH="$$JAVA_HOME/bin:$$PATH" &&

help: ## show these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-19s %s\n", $$1, $$2}' Makefile

demo: ## build, then start the hub with simulated upstreams
	$(WITH_JDK) scripts/demo.sh --ports && $(MAKE) --no-print-directory package && exec scripts/demo.sh

demo-cluster: package ## build, then start two hubs that share a MongoDB (a stand-in, or the one of SWITCHBOARD_MONGODB_URI) and can be killed
	$(WITH_JDK) exec scripts/demo-cluster.sh

run: package ## build, then start the hub, whose log is plain text
	$(WITH_JDK) SWITCHBOARD_LOG_FORMAT=$${SWITCHBOARD_LOG_FORMAT-} exec bin/switchboard

quick: ## format check, compile with all static checks, unit tests; before each commit
	$(WITH_JDK) $(MVN) -T 2 test $(TEST_OPTIONS)

test: ## format check, compile with all static checks, unit and integration tests, package; what must pass before a change is taken
	$(WITH_JDK) scripts/in-memory.sh $(MVN) -T 3 verify $(TEST_OPTIONS)

test-fuzz: ## each parser for SECONDS (600) with inputs made from its seeds, two at once; SEED=… for those of an earlier run
	$(WITH_JDK) $(MVN) -T 2 test -Dtest='*FuzzTest' -Dsurefire.failIfNoSpecifiedTests=false $(LONG) -Dswitchboard.fuzz-seconds=$(or $(SECONDS),600) $(if $(SEED),-Dswitchboard.fuzz-seed=$(SEED)) $(TEST_OPTIONS)

test-nightly: ## only the tests tagged "nightly": more of the same in a browser, on each screen, with more kills; before a release
	$(WITH_JDK) scripts/in-memory.sh $(MVN) -T 2 verify $(ONLY_ITS) -Dgroups=nightly $(TEST_OPTIONS)

test-faults: ## only the tests tagged "faults" (crashes, outages, reconnects)
	$(WITH_JDK) $(MVN) verify -Dgroups=faults -DexcludedGroups= -Dswitchboard.kill-seconds=240 $(LONG)

test-mongodb: ## contract suites and fault runs on the MongoDB of SWITCHBOARD_TEST_MONGODB_URI, all of them even if one fails
	@test -n "$$SWITCHBOARD_TEST_MONGODB_URI" || { echo "Which one? SWITCHBOARD_TEST_MONGODB_URI names none." >&2; exit 2; }
	@rm -f */target/failsafe-reports/failsafe-summary.xml
	$(WITH_JDK) $(MVN) -Dmaven.test.failure.ignore verify $(ONLY_ITS) -Dit.test='*Mongo*IT' $(LONG) $(TEST_OPTIONS)
	@! grep -lE '<(errors|failures)>[1-9]' */target/failsafe-reports/failsafe-summary.xml || { echo "Tests of these modules failed." >&2; exit 1; }

test-api: ## the whole API of a running hub (HUB, PASSWORD) with each role, by Schemathesis; the hub is for nothing else
	@exec scripts/test-api.sh

test-websocket: ## the raw WebSockets by groups 1 to 7 of Autobahn's suite, whose program is WSTEST
	$(WITH_JDK) exec scripts/test-websocket.sh

test-million: ## the cost of each MongoDB query with STORED messages (1000000; 2000 on the stand-in)
	$(WITH_JDK) $(MVN) verify -pl adapters-out-persistence -am $(ONLY_ITS) -Dit.test=MongoMillionIT $(LONG) $(if $(STORED),-Dswitchboard.stored=$(STORED)) $(TEST_OPTIONS)

test-storm: ## random faults of a MongoDB for SECONDS (1800), as a single server and as a replica set
	$(WITH_JDK) $(MVN) verify $(ONLY_ITS) -Dit.test=MongoStormFaultsIT $(LONG) -Dswitchboard.storm-seconds=$(or $(SECONDS),1800) $(TEST_OPTIONS)

test-soak: ## a steady load by all five systems for MINUTES (120) at RATE (200) messages a second, and what the hub needs for it
	$(WITH_JDK) $(MVN) verify $(ONLY_ITS) -Dit.test=SoakFaultsIT $(LONG) -Dswitchboard.soak-minutes=$(or $(MINUTES),120) -Dswitchboard.soak-rate=$(or $(RATE),200) $(TEST_OPTIONS)

test-cluster: ## bad days of hubs that share a MongoDB, with ROUNDS (3) of kills and of rolling restarts, and SEEDS (10000) histories of take-overs
	$(WITH_JDK) $(MVN) verify $(ONLY_ITS) -Dgroups=cluster-days $(LONG) $(if $(ROUNDS),-Dswitchboard.rounds=$(ROUNDS)) $(TEST_OPTIONS)
	$(WITH_JDK) $(MVN) verify -pl adapters-out-persistence -am $(ONLY_ITS:none=OwnershipWalkTest) -Dit.test=MongoFenceWalkIT $(LONG) -Dswitchboard.seeds=$(or $(SEEDS),10000) $(TEST_OPTIONS)

test-console: ## the bars of the console, with AGENTS (100) at the desk, and SHIFT (400) conversations in a page that stays open; and agents who type while their hub is killed KILLS (500) times and their line is cut CUTS (1000) times
	$(WITH_JDK) $(MVN) verify $(ONLY_ITS) -Dit.test=$(BARS) $(LONG) -Dtest.classes-at-once=1 -Dswitchboard.console-agents=$(or $(AGENTS),100) -Dswitchboard.console-kills=$(or $(KILLS),500) -Dswitchboard.console-cuts=$(or $(CUTS),1000) -Dswitchboard.longest-cut=600000 -Dswitchboard.console-shift=$(or $(SHIFT),400) -Dswitchboard.console-parked=5000 -Dswitchboard.console-offers=20 $(TEST_OPTIONS)

fixtures: ## keep the stores of this release (RELEASE=1.0.0) for the tests of later ones; then commit them
	$(WITH_JDK) $(MVN) verify -pl adapters-out-persistence -am $(ONLY_ITS) -Dit.test=FixturesIT -Dswitchboard.release=$(RELEASE)

pictures: ## make the pictures in docs/images anew, by a browser
	$(WITH_JDK) $(MVN) verify $(ONLY_ITS) -Dit.test=PicturesE2eIT -Dswitchboard.pictures=$(CURDIR)/docs/images $(TEST_OPTIONS)

check: test ## the same as test

format: ## lay out all sources and POMs
	$(WITH_JDK) $(MVN) spotless:apply

bench: package ## build, then measure the relay
	$(WITH_JDK) exec scripts/bench.sh

conformance-server: ## build, then serve the official protocol suites on PORT (3000)
	$(WITH_JDK) PORT=$(PORT) exec scripts/conformance-server.sh

package: ## build bootstrap/target/switchboard.jar; compiles no tests
	$(WITH_JDK) scripts/progress.sh $(MVN) -T 2 -P program package
	@for jar in $(JARS); do cp $${jar%/*}/program/$${jar##*/} $$jar; done

dist: package ## build, then make one archive of the hub and everything needed to run it; JRE=yes for one that brings its Java
	$(WITH_JDK) exec scripts/dist.sh

sbom: package ## build, then write the list of all libraries for scanners to bootstrap/target/sbom.cdx.json
	@cp bootstrap/target/program/classes/META-INF/sbom/application.cdx.json bootstrap/target/sbom.cdx.json

scan: sbom ## look for known weaknesses of libraries and for secrets, with the tools that are there
	@exec scripts/scan.sh

site: package ## build, then render docs/ and the API reference as a site: site/target/site
	$(WITH_JDK) exec scripts/site.sh

release: package ## build, then collect the files of a release and their checksums; REHEARSAL=yes before it is one
	$(WITH_JDK) exec scripts/release.sh

twice: ## show that two builds of the last commit make the same bytes
	$(WITH_JDK) exec scripts/twice.sh

clean: ## remove the files of the build
	$(WITH_JDK) $(MVN) clean
