package dev.switchboard.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.adapter.out.persistence.StoreRunner;
import dev.switchboard.adapter.out.persistence.embedded.WrittenSoFar;
import dev.switchboard.adapter.out.persistence.embedded.engine.StoreHandle;
import dev.switchboard.application.fakes.FakePartitionOwnership;
import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.inmemory.SoleOwnership;
import dev.switchboard.application.port.in.message.AcceptChannelCallback;
import dev.switchboard.application.port.in.message.SendChannelMessage.Result;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.cluster.PartitionOwnership.Term;
import dev.switchboard.application.port.out.delivery.DeliveryLog.Query;
import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import dev.switchboard.application.service.cluster.ClusterModule;
import dev.switchboard.application.service.time.Later;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.BeanFactory;

/// What a message writes on the embedded store, from the request to its answer at the sessions
/// server, if the hub owns everything as it does by default.
class EmbeddedWritesIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int MESSAGES = 5;

    @TempDir Path folder;

    private void run(String name, PartitionOwnership ownership, Consumer<OneHub> story) {
        Path dataDir = folder.resolve(name);
        new StoreRunner(new MutableClock(), dataDir)
                .embedded(false)
                .run(store -> story.accept(OneHub.on(store, dataDir, ownership)));
    }

    /// A hub and its store.
    private record OneHub(
            World world, ClusterModule cluster, Hub hub, BeanFactory store, Path dataDir) {

        static OneHub on(BeanFactory store, Path dataDir, PartitionOwnership ownership) {
            World world = new World(StoreRunner.ports(store), store.getBean(ChannelRegistry.class));
            Later later = new Later(new FakeTimer(world.clock), Runnable::run, world.clock);
            ClusterModule cluster = ClusterModule.alone(ownership, later, world.clock);
            OneHub opened = new OneHub(world, cluster, new Hub(world, cluster), store, dataDir);
            cluster.begin();
            opened.hub.delivery.sweep();
            return opened;
        }

        WrittenSoFar written() {
            return WrittenSoFar.of(store.getBean(StoreHandle.class), dataDir);
        }

        /// A message with a key and its answer, until both have arrived.
        void relay(int number) {
            Result.Settled sent =
                    (Result.Settled) hub.send.send(World.keyed("\"1\"", "key-" + number, "f"));
            awaitIn(State.DELIVERED, number + 1);
            assertThat(hub.callback.accept(World.answerTo(sent.id(), "\"2\"")))
                    .isEqualTo(AcceptChannelCallback.Result.ACCEPTED);
            awaitIn(State.ANSWERED, number + 1);
            awaitIn(State.DELIVERED, number + 1);
        }

        private void awaitIn(State state, int number) {
            Query query = new Query(null, null, Set.of(state), null, null, null, 1000);
            await().atMost(SOON)
                    .until(() -> world.store.deliveryLog().list(query).size() == number);
        }

        /// What each of some messages has written, after a first one.
        List<WrittenSoFar> relayed() {
            relay(0);
            List<WrittenSoFar> each = new ArrayList<>();
            for (int i = 1; i <= MESSAGES; i++) {
                WrittenSoFar before = written();
                relay(i);
                each.add(written().since(before));
            }
            return each;
        }
    }

    @Test
    void takesFourForAMessageWithAKeyAndItsCallback() {
        run(
                "default",
                new SoleOwnership(),
                one -> {
                    assertThat(one.relayed()).extracting(WrittenSoFar::writes).containsOnly(4L);
                    assertThat(one.cluster.keeper()).isEmpty();
                });
    }

    /// Nothing that is stored names the epoch in which it was written.
    @Test
    void takesTheSameBytesInWhateverTermTheHubOwnsTheConversation() {
        List<WrittenSoFar> each = new ArrayList<>();
        FakePartitionOwnership late = new FakePartitionOwnership();
        late.begin(new Term(Long.MAX_VALUE, true));

        run("default", new SoleOwnership(), one -> each.addAll(one.relayed()));
        run(
                "late",
                late,
                one ->
                        assertThat(one.relayed())
                                .extracting(WrittenSoFar::bytes)
                                .containsExactlyElementsOf(
                                        each.stream().map(WrittenSoFar::bytes).toList()));
    }

    /// A hub that owns everything has nothing to say to others: it neither beats nor looks.
    @Test
    void takesNoneWhileNobodySaysAnything() {
        run(
                "idle",
                new SoleOwnership(),
                one -> {
                    one.relay(0);
                    WrittenSoFar before = one.written();

                    for (int second = 0; second < 60; second++) {
                        one.world.clock.advance(Duration.ofSeconds(1));
                        if (second % 30 == 0) {
                            one.hub.delivery.sweep();
                        }
                    }

                    assertThat(one.written()).isEqualTo(before);
                });
    }
}
