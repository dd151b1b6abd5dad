package dev.switchboard.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.port.in.delivery.FollowDeliveries.Status;
import dev.switchboard.application.port.in.message.AcceptChannelCallback;
import dev.switchboard.application.port.in.message.SendChannelMessage.Result;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The disk of the store has little room left.
class RoomScenarioTest extends RelayStory {

    @Test
    void refusesNewMessagesAndTakesThemAgainWithRoom() {
        world.shortOfRoom = true;

        assertThatThrownBy(() -> send("1")).isInstanceOf(StoreUnavailableException.class);
        assertThat(world.channel.calls()).isEmpty();
        world.shortOfRoom = false;

        assertThat(send("1")).isInstanceOf(Result.Answered.class);
        assertThat(world.sentToChannel()).containsExactly("1");
    }

    @Test
    void goesOnDeliveringWhatWasAccepted() {
        world.channel.replies(World.away());
        Result.Settled waiting = send("1");
        world.shortOfRoom = true;

        world.clock.advance(Duration.ofSeconds(1));

        assertThat(world.sentToChannel()).containsExactly("1", "1");
        assertThat(status(waiting.id())).isEqualTo(Status.DELIVERED);
    }

    @Test
    void answersRepeatsOfWhatWasAccepted() {
        Result.Settled first = (Result.Settled) hub.send.send(World.keyed("1", "k", "f"));
        world.shortOfRoom = true;

        Result again = hub.send.send(World.keyed("1", "k", "f"));

        assertThat(again)
                .isInstanceOfSatisfying(
                        Result.Answered.class,
                        answered -> {
                            assertThat(answered.id()).isEqualTo(first.id());
                            assertThat(answered.replayed()).isTrue();
                        });
        assertThatThrownBy(() -> hub.send.send(World.keyed("2", "other", "f")))
                .isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void leavesTheProofOfARefusedCallbackGood() {
        Result.Settled sent = send("1");
        AcceptChannelCallback.Command answer = World.answerTo(sent.id(), "{\"a\":1}");
        world.shortOfRoom = true;
        assertThatThrownBy(() -> hub.callback.accept(answer))
                .isInstanceOf(StoreUnavailableException.class);
        world.shortOfRoom = false;

        assertThat(hub.callback.accept(answer)).isEqualTo(AcceptChannelCallback.Result.ACCEPTED);

        assertThat(world.forwarded()).containsExactly("{\"a\":1}");
    }
}
