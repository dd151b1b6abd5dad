package dev.switchboard.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.replay.ReplayConversations;
import dev.switchboard.application.port.in.replay.ReplayConversations.Command;
import dev.switchboard.application.port.in.replay.ReplayConversations.Outcome;
import dev.switchboard.application.port.out.message.Replayer;
import dev.switchboard.application.port.out.store.EntryDraft;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.peer.PeerModule;
import dev.switchboard.application.service.replay.ReplayModule;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.replay.Replay.Choice;
import dev.switchboard.domain.replay.Replay.Request;
import dev.switchboard.domain.replay.Replay.Result;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A hub is killed, or loses its store, in the middle of a replay.
class InterruptedReplayScenarioTest extends RelayStory {

    private static final Command COMMAND =
            new Command(
                    "admin",
                    "k",
                    new Request(EntryDraft.CONVERSATION, Seed.SLACK, 1, null, Choice.ALL));

    private ReplayModule on(Hub which, Replayer replayer) {
        return ReplayModule.of(
                which.node, which.delivery, replayer, world.replays, PeerModule.alone());
    }

    private void sent(int number) {
        for (int i = 1; i <= number; i++) {
            send(Integer.toString(i));
        }
    }

    private static Result result(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Queued.class);
        Result result = ((Outcome.Queued) outcome).replay().result();
        assertThat(result).isNotNull();
        return result;
    }

    private static final int MESSAGES = 150;

    /// Takes so many groups of steps, and then no more. The last reply may be lost.
    private Replayer takes(int groups, boolean loses) {
        int[] left = {groups};
        return steps -> {
            if (left[0]-- > 0) {
                List<MessageId> taken = world.replayer.replay(steps);
                if (left[0] > 0 || !loses) {
                    return taken;
                }
            }
            throw new StoreUnavailableException("The hub was killed");
        };
    }

    private void interrupt(int groups, boolean loses) {
        sent(MESSAGES);
        ReplayConversations broken = on(hub, takes(groups, loses)).replay();
        assertThatThrownBy(() -> broken.replay(COMMAND))
                .isInstanceOf(StoreUnavailableException.class);
    }

    private void sentTwice(Hub which) {
        which.delivery.sweep();
        assertThat(world.sentToChannel()).hasSize(2 * MESSAGES);
        assertThat(world.sentToChannel().subList(MESSAGES, 2 * MESSAGES))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, MESSAGES).mapToObj(Integer::toString).toList());
    }

    @Test
    void isMadeGoodByTheRepeat() {
        interrupt(1, false);
        Hub next = new Hub(world, Runnable::run);

        Result result = result(on(next, world.replayer).replay().replay(COMMAND));

        assertThat(result).isEqualTo(new Result(MESSAGES, Map.of()));
        sentTwice(next);
    }

    @Test
    void isMadeGoodWithoutARepeat() {
        interrupt(1, false);
        Hub next = new Hub(world, Runnable::run);
        ReplayModule module = on(next, world.replayer);

        module.goOn();
        module.goOn();

        assertThat(world.replays.open()).isEmpty();
        sentTwice(next);
        assertThat(result(module.replay().replay(COMMAND)).count()).isEqualTo(MESSAGES);
        sentTwice(next);
    }

    @Test
    void withALostReplySendsNothingTwice() {
        interrupt(1, true);

        on(hub, world.replayer).goOn();

        sentTwice(hub);
    }

    @Test
    void beforeTheFirstStepSendsEverythingLater() {
        interrupt(0, false);

        on(hub, world.replayer).goOn();

        sentTwice(hub);
    }

    @Test
    void isLeftToTheOwner() {
        interrupt(1, false);
        world.ownership.lose(Partitions.ALL);

        on(hub, world.replayer).goOn();

        assertThat(world.replays.open()).hasSize(1);
    }
}
