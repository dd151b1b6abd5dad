package dev.switchboard.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries.Chosen;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries.Outcome;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries.Remedy;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries.Selection;
import dev.switchboard.application.port.in.message.SendChannelMessage.Result;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Re-drives that the store took without an answer.
class RedriveScenarioTest extends RelayStory {

    private static final UpstreamReply REFUSED = new UpstreamReply.Refused(400, "no");

    private void losesTheReplyToTheRedriveOf(Result.Settled parked) {
        world.journal.losesReplies(1);
        assertThatThrownBy(() -> hub.mend.redrive(parked.id(), Seed.SLACK))
                .isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void aLaneFindsTheMessageByItself() {
        world.channel.replies(REFUSED);
        Result.Settled parked = send("1");

        losesTheReplyToTheRedriveOf(parked);
        world.clock.advance(Duration.ofSeconds(2));

        assertThat(world.sentToChannel()).containsExactly("1", "1");
    }

    @Test
    void noLaterMessageOvertakesIt() {
        world.channel.replies(REFUSED, World.away());
        Result.Settled parked = send("1");
        send("2");

        losesTheReplyToTheRedriveOf(parked);
        hub.send.send(World.unawaited("3"));
        world.clock.advance(Duration.ofMinutes(1));

        assertThat(world.sentToChannel()).containsExactly("1", "2", "2", "1", "3");
    }

    /// A list shows the newest first, and clocks of several hubs differ.
    @Test
    void manyGoInTheOrderOfTheirConversation() {
        world.channel.replies(REFUSED, REFUSED, REFUSED);
        Chosen one = new Chosen(send("1").id(), Seed.SLACK);
        Chosen two = new Chosen(send("2").id(), Seed.SLACK);
        Chosen three = new Chosen(send("3").id(), Seed.SLACK);

        hub.mend.applyToAll(Selection.of(List.of(three, one, two)), Remedy.REDRIVE);

        assertThat(world.sentToChannel()).containsExactly("1", "2", "3", "1", "2", "3");
    }

    @Test
    void aSecondRedriveFindsItAtOnce() {
        world.channel.replies(REFUSED);
        Result.Settled parked = send("1");
        losesTheReplyToTheRedriveOf(parked);

        assertThat(hub.mend.redrive(parked.id(), Seed.SLACK)).isEqualTo(Outcome.NOT_PARKED);

        assertThat(world.sentToChannel()).containsExactly("1", "1");
    }
}
