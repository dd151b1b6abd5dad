package dev.switchboard.scenario;

import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.ScriptedChannelGateway;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.service.cluster.PartitionListener.Progress;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A hub that owns some partitions, and takes and loses others.
class PartitionScenarioTest {

    private static final Partitions OURS = Partitions.of(ConversationId.ofSession(Seed.SESSION));

    private final World world = new World();
    private final Hub hub = new Hub(world, Runnable::run);

    private void owe(String session, String json) {
        var _ =
                world.store
                        .journal()
                        .append(
                                message()
                                        .inSession(session)
                                        .saying(json)
                                        .owedTo(Seed.SLACK)
                                        .entry());
    }

    @Test
    void deliversOnlyWhatItOwns() {
        world.ownership.lose(Partitions.ALL.minus(OURS));
        owe("theirs", "A");
        owe(Seed.SESSION, "B");

        hub.delivery.sweep();

        assertThat(world.sentToChannel()).containsExactly("B");
    }

    @Test
    void deliversWhatIsPendingWhereItTakesOver() {
        world.ownership.lose(OURS, hub.delivery.partitions());
        owe(Seed.SESSION, "A");
        hub.delivery.sweep();
        assertThat(world.sentToChannel()).isEmpty();

        world.ownership.take(OURS, true, hub.delivery.partitions());

        assertThat(world.sentToChannel()).containsExactly("A");
    }

    /// The former owner was frozen between the check of its right and the write.
    @Test
    void letsNothingOvertakeALateWriteOfAFormerOwner() {
        hub.delivery.sweep();
        world.ownership.take(OURS, false, hub.delivery.partitions());
        owe(Seed.SESSION, "late");

        hub.send.send(World.unawaited("ours"));

        assertThat(world.sentToChannel()).containsExactly("late", "ours");
    }

    @Test
    void findsALateWriteAfterWhichNothingComes() {
        hub.delivery.sweep();
        world.ownership.take(OURS, false, hub.delivery.partitions());
        owe(Seed.SESSION, "late");

        hub.delivery.partitions().recover(OURS, false);

        assertThat(world.sentToChannel()).containsExactly("late");
    }

    @Test
    void endsTheLanesOfWhatItLoses() {
        world.channel.step(_ -> World.away());
        hub.send.send(World.unawaited("A"));

        world.ownership.lose(OURS, hub.delivery.partitions());
        world.clock.advance(Duration.ofMinutes(5));

        assertThat(world.sentToChannel()).containsExactly("A");
        assertThat(hub.delivery.watch().load().lanes()).isZero();
    }

    @Test
    void goesOnWhereItTakesBackWhatItLost() {
        world.channel.step(_ -> World.away());
        hub.send.send(World.unawaited("A"));
        world.ownership.lose(OURS, hub.delivery.partitions());
        owe(Seed.SESSION, "B");

        world.ownership.take(OURS, true, hub.delivery.partitions());
        world.clock.advance(Duration.ofMinutes(1));

        assertThat(world.sentToChannel()).containsExactly("A", "A", "B");
    }

    @Test
    void saysWhileACallIsUnderWayThatAPartitionCannotBeGivenYet() {
        world.channel.step(_ -> {
            world.ownership.lose(OURS);
            assertThat(hub.delivery.partitions().giving(OURS)).isEqualTo(Progress.UNDER_WAY);
            return ScriptedChannelGateway.TAKEN;
        });

        hub.send.send(World.unawaited("A"));

        assertThat(hub.delivery.partitions().giving(OURS)).isEqualTo(Progress.QUIET);
        assertThat(world.sentToChannel()).containsExactly("A");
    }
}
