package dev.switchboard.bootstrap.e2e.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.adapter.out.persistence.mongo.IndexedBackend;
import dev.switchboard.bootstrap.e2e.HubProcess;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.SharedServers;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;

/// Two hubs share a MongoDB, and users are reported to either without a pause while one hub, the
/// other, and the server for hints are killed with -9. Watchers are at both hubs; those of a hub
/// that dies go to the other one with the last `seq` that they saw.
///
/// `-Dswitchboard.rounds=…` of kills, by default 1.
@Tag("faults")
@Tag("cluster-days")
@Isolated
class WatchersOfTwoHubsFaultsIT {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final int ROUNDS = Integer.getInteger("switchboard.rounds", 1);
    private static final int GROUP = 100;
    private static final long USERS = 8;
    private static final int REPORTS_BETWEEN_KILLS = 200;

    private final SharedServers servers = new SharedServers(new IndexedBackend());
    private final List<Watcher> watchers = new ArrayList<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicBoolean over = new AtomicBoolean();
    private LiveHub hub;
    private Office office;
    private String token;

    /// Somebody who watches the group at one hub after the other.
    private final class Watcher {

        private final Map<Long, JsonNode> known = new HashMap<>();
        private HubProcess at;
        private Softphone phone;
        private long seq;

        Watcher(HubProcess first) {
            at = first;
            phone = Softphone.at(first, Softphone.EVENTS);
            signIn();
            phone.watches(office.groupPath(GROUP));
        }

        private void signIn() {
            phone.signsIn(token);
        }

        void goTo(HubProcess other) {
            phone.awaitEnd();
            hear();
            at = other;
            phone = Softphone.at(other, Softphone.EVENTS);
            signIn();
            phone.watches(office.groupPath(GROUP), seq);
        }

        /// Reads what has come. Versions and the organisation's count never go back.
        void hear() {
            for (JsonNode frame : phone.heardSoFar()) {
                if (frame.has("seq")) {
                    assertThat(frame.path("seq").asLong()).isGreaterThanOrEqualTo(seq);
                    seq = frame.path("seq").asLong();
                    frame.path("data").forEach(this::take);
                } else {
                    refused(frame);
                }
            }
        }

        private void take(JsonNode item) {
            JsonNode before = known.put(item.path("userId").asLong(), item);
            assertThat(item.path("version").asLong())
                    .as("%s after %s", item, before)
                    .isGreaterThanOrEqualTo(before == null ? 0 : before.path("version").asLong());
        }

        /// Nobody has the organisation for a moment; a client tries again.
        private void refused(JsonNode frame) {
            if (frame.path("type").asString("").equals("error")) {
                assertThat(frame.path("code").asString("")).isEqualTo("UNAVAILABLE");
                if (phone.isOpen()) {
                    phone.watches(office.groupPath(GROUP), seq);
                }
            }
        }

        Stream<Long> numbers() {
            return LongStream.rangeClosed(1, USERS)
                    .mapToObj(user ->
                            known.containsKey(user)
                                    ? known.get(user).path("availability").asLong(0)
                                    : -1);
        }
    }

    /// Reports a user again and again, each time with the next number. A report without an answer,
    /// or that is refused for now, is repeated.
    private long report(long user) {
        long number = 0;
        boolean done = true;
        while (!done || !over.get()) {
            number += done ? 1 : 0;
            done = isDone(user, number);
            if (done) {
                acknowledged.incrementAndGet();
            }
        }
        return number;
    }

    private boolean isDone(long user, long number) {
        try {
            int status =
                    office.report(
                                    user,
                                    "{\"userId\":%d,\"presence\":\"RINGING\",\"availability\":\"%d\",\"availabilityStateId\":1,\"availabilityProfileId\":1}"
                                            .formatted(user, number))
                            .status();
            assertThat(status).isIn(200, 503);
            return status == 200;
        } catch (UncheckedIOException _) {
            return false;
        }
    }

    @BeforeEach
    void open(@TempDir Path directory, @TempDir Path second) {
        hub = LiveHub.withTwin(directory, second, servers.settings());
        office = Office.at(hub);
        office.hasGroup(GROUP, 1, USERS);
        token = office.token("AGENT", 50);
        for (HubProcess one : hub.processes()) {
            watchers.add(new Watcher(one));
            watchers.add(new Watcher(one));
        }
    }

    @AfterEach
    void close() {
        over.set(true);
        watchers.forEach(watcher -> watcher.phone.close());
        hub.close();
        servers.close();
    }

    @Test
    void seeWhatWasAcknowledgedWhateverIsKilled() {
        List<CompletableFuture<Long>> reports =
                LongStream.rangeClosed(1, USERS)
                        .mapToObj(user -> CompletableFuture.supplyAsync(() -> report(user)))
                        .toList();

        for (int round = 0; round < ROUNDS; round++) {
            awaitReports();
            servers.redis().kill();
            awaitReports();
            killed(hub.process(), hub.twin().orElseThrow());
            servers.redis().restart();
            awaitReports();
            killed(hub.twin().orElseThrow(), hub.process());
            awaitReports();
        }
        over.set(true);
        List<Long> last = reports.stream().map(CompletableFuture::join).toList();

        for (Watcher watcher : watchers) {
            await().atMost(SOON)
                    .untilAsserted(() -> {
                        watcher.hear();
                        assertThat(watcher.numbers()).containsExactlyElementsOf(last);
                    });
        }
        assertThat(watchers)
                .extracting(watcher -> watcher.known)
                .containsOnly(watchers.getFirst().known);
    }

    private void awaitReports() {
        long enough = acknowledged.get() + REPORTS_BETWEEN_KILLS;
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> acknowledged.get() >= enough);
    }

    private void killed(HubProcess victim, HubProcess other) {
        victim.kill();
        watchers.stream()
                .filter(watcher -> watcher.at.equals(victim))
                .forEach(watcher -> watcher.goTo(other));
        victim.start();
    }
}
