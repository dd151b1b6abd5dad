package dev.switchboard.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.fakes.ScriptedChannelGateway;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries.Bulk;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries.Remedy;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries.Selection;
import dev.switchboard.application.port.in.message.SendChannelMessage;
import dev.switchboard.application.port.in.message.SendChannelMessage.Result;
import dev.switchboard.application.port.out.delivery.DeliveryLog;
import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.GateSettings;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.message.Content;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Large amounts at once: their sender waits, and others do not (cases L02 and L05).
class CrowdScenarioTest {

    private static final int PARKED = Integer.getInteger("switchboard.redriven", 1000);
    private static final int MOST_PENDING = 100;
    private static final int PLACES = GateSettings.CHANNEL.concurrency();

    private final World world = new World();
    private final Hub hub = new Hub(world, Runnable::run);

    @Test
    void aHotSessionIsRefusedAtItsChannelsLimitWhileOtherChannelsAreServed() {
        world.registry.insert(Seed.channel("other"));
        world.channel.replies(World.away());
        List<Result> taken = numbers(MOST_PENDING).stream().map(this::sendHot).toList();

        Result refused = sendHot("too much");
        Result other = hub.send.send(to("other", "quiet", "\"quiet\""));

        assertThat(taken).hasOnlyElementsOfType(Result.Queued.class);
        assertThat(refused).isInstanceOf(Result.TooManyPending.class);
        assertThat(other).isInstanceOf(Result.Answered.class);
        assertThat(world.store.history().messages(ConversationId.ofSession("hot"), 0, 1000))
                .hasSize(MOST_PENDING);
    }

    @Test
    void aHotSessionLosesNothingOfWhatWasTakenAndIsServedAgain() {
        world.channel.replies(World.away());
        numbers(MOST_PENDING).forEach(this::sendHot);
        sendHot("too much");

        world.clock.advance(Duration.ofSeconds(1));
        Result next = sendHot("next");

        assertThat(next).isInstanceOf(Result.Answered.class);
        assertThat(world.sentToChannel().subList(1, MOST_PENDING + 2))
                .startsWith("0", "1", "2")
                .endsWith("99", "next");
    }

    @Test
    void nothingWaitsLongerThanADayForATargetThatIsDown() {
        numbers(2000).forEach(_ -> world.channel.replies(World.away()));
        int old = MOST_PENDING - 1;
        numbers(old).forEach(number -> hub.send.send(World.message("session-" + number, number)));
        world.clock.advance(Duration.ofHours(24).minusMinutes(5));
        hub.delivery.sweep();
        Result young = hub.send.send(World.message("session-0", "young"));
        assertThat(young).isInstanceOf(Result.Queued.class);
        assertThat(reasons()).isEmpty();

        world.clock.advance(Duration.ofMinutes(6));
        int calls = world.channel.calls().size();
        hub.delivery.sweep();

        assertThat(world.channel.calls()).hasSize(calls);
        assertThat(reasons()).hasSize(old).containsOnly(ParkReason.EXHAUSTED);
    }

    /// The reasons of all parked deliveries.
    private List<ParkReason> reasons() {
        Set<State> parked = Set.of(State.PARKED);
        return world
                .store
                .deliveryLog()
                .list(new DeliveryLog.Query(null, null, parked, null, null, null, 1000))
                .stream()
                .map(item -> ((Delivery.Parked) item.delivery()).reason())
                .toList();
    }

    @Test
    void aLiveMessageGoesBeforeTheRestOfALargeRedrive() {
        park();
        Semaphore replies = new Semaphore(0);
        AtomicInteger inside = new AtomicInteger();
        for (int i = 0; i <= PARKED; i++) {
            world.channel.step(_ -> reply(replies, inside));
        }
        try (Workers workers = new Workers()) {
            Hub busy = new Hub(world, workers::execute);
            int redriven =
                    busy.mend
                            .applyToAll(new Selection(null, null, null, null, true), Remedy.REDRIVE)
                            .count();
            workers.awaitAtWork(PLACES);

            Result live = busy.send.send(World.unawaited("\"live\""));
            workers.awaitAtWork(PLACES);
            replies.release();
            awaitCalls(PARKED + PLACES + 1);

            assertThat(redriven).isEqualTo(PARKED);
            assertThat(live).isInstanceOf(Result.Queued.class);
            assertThat(inside).hasValueLessThanOrEqualTo(PLACES);
            assertThat(world.sentToChannel().getLast()).isEqualTo("\"live\"");
            replies.release(PARKED);
            awaitCalls(2 * PARKED + 1);
            workers.awaitAtWork(0);
        }
        assertThat(world.sentToChannel().subList(PARKED, 2 * PARKED + 1))
                .containsAll(numbers(PARKED))
                .doesNotHaveDuplicates();
    }

    /// So that they share the store's writes.
    @Test
    void messagesOfSeveralSessionsAreSentAgainAtTheSameTime() {
        park();
        CountDownLatch two = new CountDownLatch(2);
        world.journal.beforeRedrives(() -> meet(two));
        try (Workers workers = new Workers()) {
            Hub busy = new Hub(world, workers::execute);

            Bulk redriven =
                    busy.mend.applyToAll(
                            new Selection(null, null, null, null, true), Remedy.REDRIVE);

            assertThat(redriven).isEqualTo(new Bulk(PARKED, Map.of()));
            workers.awaitAtWork(0);
        }
        assertThat(world.sentToChannel()).hasSize(2 * PARKED);
    }

    /// Waits for another one. Only the first two do: some share a lock, and could not meet.
    private static void meet(CountDownLatch two) {
        two.countDown();
        try {
            if (!two.await(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("Nobody came");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody came", e);
        }
    }

    private Result sendHot(String json) {
        return hub.send.send(World.message("hot", json));
    }

    private static SendChannelMessage.Command to(String channel, String session, String json) {
        return new SendChannelMessage.Command(
                "backend", channel, session, new Content(json), null, null, true);
    }

    /// Parks one message in each of many sessions, all refused.
    private void park() {
        for (String number : numbers(PARKED)) {
            world.channel.replies(new UpstreamReply.Refused(404, "no such room"));
            hub.send.send(World.message("session-" + number, number));
        }
        world.clock.advance(Duration.ofHours(1));
    }

    private static UpstreamReply reply(Semaphore replies, AtomicInteger inside) {
        inside.incrementAndGet();
        try {
            replies.acquire();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        inside.decrementAndGet();
        return ScriptedChannelGateway.TAKEN;
    }

    private void awaitCalls(int number) {
        await().atMost(Duration.ofMinutes(1)).until(() -> world.channel.calls().size() == number);
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    /// Threads with a known number of busy ones. All others have done what they could and wait in
    /// line.
    private static final class Workers implements AutoCloseable {

        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final AtomicInteger atWork = new AtomicInteger();

        void execute(Runnable work) {
            atWork.incrementAndGet();
            threads.execute(() -> {
                try {
                    work.run();
                } finally {
                    atWork.decrementAndGet();
                }
            });
        }

        void awaitAtWork(int number) {
            await().atMost(Duration.ofMinutes(1)).until(() -> atWork.get() == number);
        }

        @Override
        public void close() {
            threads.shutdownNow();
        }
    }
}
