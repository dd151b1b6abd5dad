package dev.switchboard.bootstrap.e2e.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.LiveHubPool;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// Watchers who subscribe while their users are reported, so often that steps of both fall between
/// each other in every order.
///
/// `-Dswitchboard.watchers=…` sets how often, by default 20,000 times.
@Tag("faults")
@Tag("outages")
@ExtendWith(LiveHubPool.class)
class ManyWatchersFaultsIT {

    private static final int TIMES = Integer.getInteger("switchboard.watchers", 20_000);
    private static final int AT_A_TIME = 4;
    private static final int REPORTS = 3;
    private static final int MOST_DELAY_NANOS = 3_000_000;
    private static final long GROUP = 100;
    private static final long WATCHER = 1;

    private final Office office;
    private final AtomicLong users = new AtomicLong(WATCHER);

    ManyWatchersFaultsIT(LiveHub hub) {
        this.office = Office.at(hub);
        office.hasGroup(GROUP);
    }

    /// @param deed is done by several at a time, each with a client of its own
    private void often(String endpoint, Consumer<Softphone> deed) {
        String token = office.token("AGENT", WATCHER);
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, AT_A_TIME)
                    .mapToObj(_ ->
                            CompletableFuture.runAsync(
                                    () -> repeat(endpoint, token, deed), workers))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
    }

    private void repeat(String endpoint, String token, Consumer<Softphone> deed) {
        try (Softphone phone = Softphone.at(office.hub(), endpoint).signsIn(token)) {
            for (int i = 0; i < TIMES / AT_A_TIME; i++) {
                deed.accept(phone);
            }
        }
    }

    @Test
    void getTheLastStateOfAUser() {
        often(
                Softphone.EVENTS,
                phone -> {
                    long user = users.incrementAndGet();
                    String path = office.userPath(user);
                    office.calls(user, "");
                    CompletableFuture<Long> last = reports(user);
                    aMomentLater();
                    phone.watches(path);

                    assertHears(phone, path, user, last.join());
                    leave(phone, path);
                });
    }

    @Test
    void getTheLastStateOfAUserWhoJoinsAGroup() {
        often(
                Softphone.EVENTS,
                phone -> {
                    long user = users.incrementAndGet();
                    String path = office.groupPath(GROUP);
                    office.calls(user, "");
                    CompletableFuture<Long> last =
                            CompletableFuture.runAsync(() -> office.joins(GROUP, user))
                                    .thenCompose(_ -> reports(user));
                    aMomentLater();
                    phone.watches(path);

                    assertHears(phone, path, user, last.join());
                    leave(phone, path);
                    office.leaves(GROUP, user);
                });
    }

    @Test
    void getWhatChangedSinceTheyLeft() {
        often(
                Softphone.EVENTS,
                phone -> {
                    long user = users.incrementAndGet();
                    String path = office.userPath(user);
                    office.calls(user, "");
                    phone.watches(path);
                    long seq = hearsOf(phone, path).path("seq").asLong();
                    CompletableFuture<Long> last = reports(user);
                    leave(phone, path);
                    phone.watches(path, seq);

                    assertHears(phone, path, user, last.join());
                    leave(phone, path);
                });
    }

    @Test
    void getTheLastCount() {
        often(
                Softphone.SUBSCRIBE,
                phone -> {
                    long user = users.incrementAndGet();
                    String named = "org:%s:user:%d".formatted(office.name(), user);
                    office.calls(user, "");
                    CompletableFuture<Void> last =
                            CompletableFuture.runAsync(() -> {
                                for (int i = 1; i <= REPORTS; i++) {
                                    assertDone(office.counts(user, "{\"increment\":1}"));
                                }
                            });
                    aMomentLater();
                    phone.says(request("subscribe", named));

                    last.join();
                    long unread = -1;
                    while (unread < REPORTS) {
                        JsonNode frame = phone.hears();
                        if (frame.at("/data/user").asString("").equals(named)) {
                            long now = frame.at("/data/userStatistics/unreadMessages").asLong();
                            assertThat(now).isGreaterThan(unread);
                            unread = now;
                        }
                    }
                    phone.says(request("unsubscribe", named));
                });
    }

    private static String request(String what, String user) {
        return "{\"request\":\"%s\",\"clientRequestId\":\"%s\",\"data\":{\"users\":[\"%s\"]}}"
                .formatted(what, Office.UUID, user);
    }

    /// @return the version of the last report
    private CompletableFuture<Long> reports(long user) {
        return CompletableFuture.supplyAsync(() -> {
            long version = 0;
            for (int i = 1; i <= REPORTS; i++) {
                Answer answer =
                        office.report(
                                user,
                                "{\"userId\":%d,\"presence\":\"RINGING\",\"availability\":\"%d\",\"availabilityStateId\":1,\"availabilityProfileId\":1}"
                                        .formatted(user, i));
                assertDone(answer);
                version = answer.json().at("/data/version").asLong();
            }
            return version;
        });
    }

    private static void assertDone(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static void aMomentLater() {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(MOST_DELAY_NANOS));
    }

    /// Versions never go back, and come up to the last one.
    private static void assertHears(Softphone phone, String path, long user, long last) {
        long version = -1;
        while (version < last) {
            for (JsonNode item : hearsOf(phone, path).path("data")) {
                if (item.path("userId").asLong() == user) {
                    long now = item.path("version").asLong();
                    assertThat(now).isBetween(version, last);
                    version = now;
                }
            }
        }
    }

    private static JsonNode hearsOf(Softphone phone, String path) {
        JsonNode frame = phone.hears();
        while (!frame.path("path").asString("").equals(path)) {
            assertThat(frame.path("type").asString("")).as("%s", frame).isNotEqualTo("error");
            frame = phone.hears();
        }
        return frame;
    }

    private static void leave(Softphone phone, String path) {
        phone.says("{\"type\":\"unsubscribe\",\"path\":\"" + path + "\"}");
    }
}
