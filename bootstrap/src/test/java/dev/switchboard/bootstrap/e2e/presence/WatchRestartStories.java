package dev.switchboard.bootstrap.e2e.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What watchers are owed after a crash, whatever the store.
public interface WatchRestartStories {

    LiveHub hub();

    /// Reports one user again and again, each time with the next number in the name of the state,
    /// until the hub dies.
    final class Reporter implements Runnable {

        private final Office office;
        private final long user;
        private final CountDownLatch underWay;

        // of its own thread, and read when that has ended
        private long acknowledged;

        private Reporter(Office office, long user, CountDownLatch underWay) {
            this.office = office;
            this.user = user;
            this.underWay = underWay;
        }

        @Override
        public void run() {
            try {
                while (report(acknowledged + 1)) {
                    acknowledged++;
                    underWay.countDown();
                }
            } catch (UncheckedIOException _) {
                // the hub has died
            }
        }

        private boolean report(long number) {
            Answer answer =
                    office.report(
                            user,
                            "{\"userId\":%d,\"presence\":\"RINGING\",\"availability\":\"%d\",\"availabilityStateId\":1,\"availabilityProfileId\":1}"
                                    .formatted(user, number));
            return answer.status() == 200;
        }
    }

    @Test
    default void showsWatchersWhatWasAcknowledgedBeforeACrash() {
        Office office = Office.at(hub());
        office.hasGroup(100, 1, 8);
        office.calls(9, "BRIDGED");
        office.joins(100, 9);
        long seen;
        try (Softphone before = office.phone("AGENT", 50).watches(office.groupPath(100))) {
            seen = before.hears().path("seq").asLong();
        }
        CountDownLatch underWay = new CountDownLatch(200);
        List<Reporter> reporters =
                LongStream.rangeClosed(1, 8)
                        .mapToObj(user -> new Reporter(office, user, underWay))
                        .toList();

        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> running =
                    reporters.stream()
                            .map(one -> CompletableFuture.runAsync(one, workers))
                            .toList();
            await(underWay);
            hub().process().kill();
            running.forEach(CompletableFuture::join);
        }
        hub().process().start();

        try (Softphone after = office.phone("AGENT", 50).watches(office.groupPath(100), seen)) {
            JsonNode frame = after.hears();
            assertThat(frame.path("resumed").asBoolean()).isTrue();
            assertThat(frame.path("seq").asLong()).isGreaterThan(seen);
            assertThat(frame.path("data")).hasSize(8);
            for (Reporter reporter : reporters) {
                JsonNode item = frame.path("data").get((int) reporter.user - 1);
                assertThat(item.path("userId").asLong()).isEqualTo(reporter.user);
                assertThat(Long.parseLong(item.path("availability").asString()))
                        .as("the last acknowledged, or the one on its way")
                        .isBetween(reporter.acknowledged, reporter.acknowledged + 1);
            }

            office.calls(9, "");
            JsonNode next = after.hears();
            assertThat(next.path("seq").asLong()).isEqualTo(frame.path("seq").asLong() + 1);
            assertThat(next.at("/data/0/version").asLong()).isEqualTo(2);
        }
    }

    @Test
    default void sendsWatchersAwayWhenItStopsAndTakesThemBack() {
        Office office = Office.at(hub());
        office.calls(1, "RINGING");
        List<Softphone> phones =
                LongStream.rangeClosed(1, 5).mapToObj(user -> office.phone("AGENT", user)).toList();
        phones.forEach(phone -> phone.watches(office.userPath(1)));
        long seen = phones.getLast().hears().path("seq").asLong();

        hub().process().terminate();
        List<Softphone.Ending> ends = phones.stream().map(Softphone::awaitEnd).toList();
        hub().process().awaitEnd(Duration.ofSeconds(30));
        hub().process().start();

        assertThat(ends).containsOnly(new Softphone.Ending(1001, "drain"));
        office.calls(1, "ANSWERED");
        try (Softphone back = office.phone("AGENT", 1).watches(office.userPath(1), seen)) {
            JsonNode frame = back.hears();
            assertThat(frame.path("resumed").asBoolean()).isTrue();
            assertThat(frame.at("/data/0/presence").asString()).isEqualTo("ANSWERED");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reports come", e);
        }
    }
}
