package dev.switchboard.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.replay.ReplayChannels;
import dev.switchboard.application.port.in.replay.ReplayChannels.Command;
import dev.switchboard.application.port.in.replay.ReplayChannels.Part;
import dev.switchboard.application.port.in.replay.ReplayChannels.Period;
import dev.switchboard.application.port.out.upstream.ChannelGateway.Call;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.service.peer.PeerModule;
import dev.switchboard.application.service.replay.ReplayModule;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.replay.Replay.Choice;
import dev.switchboard.domain.replay.Replay.Result;
import dev.switchboard.domain.replay.Replay.Skip;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Everything of a channel between two times is sent to it again.
class ChannelReplayScenarioTest extends RelayStory {

    private static final Instant BEGINNING = Seed.NOW.plus(Duration.ofHours(1));
    private static final Instant END = Seed.NOW.plus(Duration.ofHours(2));

    private final ReplayChannels replays =
            ReplayModule.of(
                            hub.node,
                            hub.delivery,
                            world.replayer,
                            world.replays,
                            PeerModule.alone())
                    .channels();

    private static Period period(Choice what, @Nullable MessageId after) {
        return new Period(Seed.CHANNEL, BEGINNING, END, what, after);
    }

    private Part replay(Choice what) {
        return replays.replay(new Command("admin", "k", period(what, null)));
    }

    private MessageId refused(String session, String json) {
        world.channel.replies(new UpstreamReply.Refused(400, "no"));
        return send(session, json).id();
    }

    private List<MessageId> calls() {
        return world.channel.calls().stream().map(Call::messageId).toList();
    }

    @Test
    void sendsWhatIsMissingOfAllConversationsInTheirOrder() {
        refused("a", "0");
        world.clock.advance(Duration.ofMinutes(90));
        MessageId first = refused("a", "1");
        MessageId other = refused("b", "1");
        send("a", "2");
        MessageId third = refused("a", "3");
        world.clock.advance(Duration.ofHours(1));
        refused("b", "2");
        int before = calls().size();

        Part counted = replays.preview(period(Choice.MISSING, null));
        Part sent = replay(Choice.MISSING);
        Part repeat = replay(Choice.MISSING);

        assertThat(sent).isEqualTo(counted).isEqualTo(repeat);
        assertThat(sent).isEqualTo(new Part(new Result(3, Map.of(Skip.DELIVERED, 1)), 2, null));
        assertThat(calls().subList(before, calls().size()))
                .containsExactlyInAnyOrder(first, third, other)
                .containsSubsequence(first, third);
    }

    @Test
    void sendsAllOnceByItsKey() {
        world.clock.advance(Duration.ofMinutes(90));
        MessageId first = send("a", "1").id();
        MessageId second = send("b", "1").id();
        world.clock.advance(Duration.ofHours(1));

        Part sent = replay(Choice.ALL);
        Part repeat = replay(Choice.ALL);

        assertThat(sent).isEqualTo(new Part(new Result(2, Map.of()), 2, null)).isEqualTo(repeat);
        assertThat(calls()).containsExactly(first, second, first, second);
    }

    @Test
    void goesOnWhereAPartEndsAndLeavesNothingOut() {
        world.clock.advance(Duration.ofMinutes(90));
        int sessions = ReplayChannels.CONVERSATIONS + 50;
        for (int i = 0; i < sessions; i++) {
            send("s" + i, "1");
        }
        world.clock.advance(Duration.ofHours(1));

        List<Integer> counts = new ArrayList<>();
        @Nullable MessageId after = null;
        do {
            Period next = period(Choice.ALL, after);
            Part part = replays.replay(new Command("admin", "k", next));
            assertThat(replays.replay(new Command("admin", "k", next))).isEqualTo(part);
            counts.add(part.result().count());
            after = part.next();
        } while (after != null);

        assertThat(counts).containsExactly(ReplayChannels.CONVERSATIONS, 50);
        assertThat(calls().subList(sessions, calls().size()))
                .isEqualTo(calls().subList(0, sessions));
        assertThat(calls()).hasSize(2 * sessions);
    }

    @Test
    void endsPartsOfOneConversationByMessages() {
        world.clock.advance(Duration.ofMinutes(90));
        for (int i = 0; i < ReplayChannels.MESSAGES + 3; i++) {
            send("a", "1");
        }
        world.clock.advance(Duration.ofHours(1));

        Part first = replays.preview(period(Choice.ALL, null));
        Part second = replays.preview(period(Choice.ALL, first.next()));

        assertThat(first.result().count()).isEqualTo(ReplayChannels.MESSAGES);
        assertThat(second).isEqualTo(new Part(new Result(3, Map.of()), 1, null));
    }

    @Test
    void isOfATimeThatIsOver() {
        Period ahead = period(Choice.MISSING, null);

        assertThatThrownBy(() -> replays.preview(ahead)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new Period(Seed.CHANNEL, END, BEGINNING, Choice.ALL, null))
                .isInstanceOf(InvalidValueException.class);
    }
}
