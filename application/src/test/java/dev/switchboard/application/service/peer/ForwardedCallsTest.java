package dev.switchboard.application.service.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.port.in.chat.ReceiveUserMessages.InboundMessage;
import dev.switchboard.application.port.in.message.SendChannelMessage.Result;
import dev.switchboard.application.port.out.cluster.Peers.Reply;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.telemetry.PeerTelemetry;
import dev.switchboard.application.service.cluster.PartitionListener.Progress;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Calls of a port at one of two hubs.
class ForwardedCallsTest extends PeerPair {

    private static final Result REFUSED =
            new Result.Refused(
                    new MessageId("msg_0000000000000000000000000000000b"),
                    "no \"such\" user\n",
                    true);

    @BeforeEach
    void begin() {
        share();
    }

    @Test
    void stayWhereTheirConversationIs() {
        one.port.send(message(one.session()));

        assertThat(one.sent).containsExactly(message(one.session()));
        assertThat(calls).isEmpty();
    }

    @Test
    void goToTheOwnerAndBack() {
        other.service = _ -> REFUSED;

        Result result = one.port.send(message(other.session()));

        assertThat(result).isEqualTo(REFUSED);
        assertThat(other.sent).containsExactly(message(other.session()));
        assertThat(one.sent).isEmpty();
        assertThat(one.results).containsExactly(PeerTelemetry.Result.DONE);
    }

    @Test
    void bringBackWhatTheOwnerRefuses() {
        other.service =
                _ -> {
                    throw new InvalidValueException("message", Reason.TOO_LONG, "by far");
                };

        assertThatThrownBy(() -> one.port.send(message(other.session())))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refused -> {
                            assertThat(refused.field()).isEqualTo("message");
                            assertThat(refused.reason()).isEqualTo(Reason.TOO_LONG);
                            assertThat(refused.detail()).isEqualTo("by far");
                        });
    }

    @Test
    void failAsTheStoreDoesIfTheOwnersStoreIsAway() {
        other.service =
                _ -> {
                    throw new StoreUnavailableException("away");
                };

        assertThatThrownBy(() -> one.port.send(message(other.session())))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(other.sent).hasSize(1);
        assertThat(one.results).containsExactly(PeerTelemetry.Result.STORE_AWAY);
    }

    @Test
    void tellNothingOfAnErrorOfTheOwner() {
        other.service =
                _ -> {
                    throw new IllegalStateException("private");
                };

        assertThatThrownBy(() -> one.port.send(message(other.session())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("private");
    }

    /// Its outcome is unknown, so it is not repeated.
    @Test
    void areMadeOnceIfNoAnswerComes() {
        disturbance = _ -> new Reply.Unanswered();

        assertThatThrownBy(() -> one.port.send(message(other.session())))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(calls).hasSize(1);
    }

    /// A frozen hub answers nobody, and another one owns its part by then.
    @Test
    void areGivenUpWhenTheirHubIsDead() {
        HubId dead = other.cluster.directory().orElseThrow().me().orElseThrow();
        one.port.send(message(other.session()));
        one.peers.look();
        assertThat(givenUp).isEmpty();

        for (int i = 0; i < 7; i++) {
            pass(Duration.ofSeconds(2));
            one.round();
            one.peers.look();
        }

        assertThat(givenUp).containsExactly(dead);
    }

    @Test
    void areTriedAgainWhileTheOwnerCannotBeReached() {
        disturbance = _ -> calls.size() < 3 ? new Reply.Unreached() : null;

        one.port.send(message(other.session()));

        assertThat(other.sent).hasSize(1);
        assertThat(calls).hasSize(3);
    }

    @Test
    void failAfterTwoSecondsIfNobodyOwnsTheConversation() {
        disturbance = _ -> new Reply.Unreached();
        long began = nanos.get();

        assertThatThrownBy(() -> one.port.send(message(other.session())))
                .isInstanceOf(StoreUnavailableException.class);

        assertThat(Duration.ofNanos(nanos.get() - began))
                .isBetween(Duration.ofSeconds(2), Duration.ofMillis(2100));
        assertThat(one.results).containsExactly(PeerTelemetry.Result.NOBODY);
    }

    /// The other hub ends, and this one learns of it only while it looks for the owner. Thousands
    /// may wait for the next owner, and the database must bear it.
    @Test
    void lookForTheNextOwnerTogether() {
        disturbance = _ -> new Reply.Unreached();
        List<Integer> looks = new ArrayList<>();
        meanwhile =
                () -> {
                    int before = table.looks();
                    IntStream.range(0, 10)
                            .forEach(_ -> one.cluster.directory().orElseThrow().look());
                    looks.add(table.looks() - before);
                };

        assertThatThrownBy(() -> one.port.send(message(other.session())))
                .isInstanceOf(StoreUnavailableException.class);

        assertThat(looks).hasSize(40).containsOnly(1);
    }

    @Test
    void followTheirConversationToItsNextOwner() {
        String session = other.session();
        other.cluster.keeper().orElseThrow().leave();
        meanwhile =
                () -> {
                    other.cluster.keeper().orElseThrow().giveBack(Progress.QUIET);
                    one.round();
                };

        one.port.send(message(session));

        assertThat(one.sent).containsExactly(message(session));
    }

    @Test
    void areNotMadeWithinATurn() {
        ConversationId held = ConversationId.ofSession(one.session());

        assertThatThrownBy(() ->
                        one.locks.withLock(held, () -> one.port.send(message(other.session()))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("turn");
        assertThat(calls).isEmpty();

        one.port.send(message(other.session()));
        assertThat(calls).hasSize(1);
    }

    @Test
    void areSplitByOwnerAndKeepTheirOrder() {
        InboundMessage mine = heard(one.session(), "1");
        InboundMessage theirs = heard(other.session(), "2");
        InboundMessage theirsToo = heard(other.session(), "3");

        one.hearing.hear(List.of(theirs, mine, theirsToo));

        assertThat(one.heard).containsExactly(List.of(mine));
        assertThat(other.heard).containsExactly(List.of(theirs, theirsToo));
    }

    private static InboundMessage heard(String session, String id) {
        return new InboundMessage(
                ConversationId.ofSession(session),
                Party.USER,
                "source",
                id,
                new Content("\"\""),
                "",
                false);
    }

    /// A stopped process accepts connections and answers nobody.
    @Nested
    class ToASilentHub {

        @BeforeEach
        void fallSilent() {
            disturbance = _ -> new Reply.Unanswered();
            for (int i = 0; i < 3; i++) {
                assertFails();
            }
        }

        private void assertFails() {
            assertThatThrownBy(() -> one.port.send(message(other.session())))
                    .isInstanceOf(StoreUnavailableException.class);
        }

        @Test
        void failAtOnceAfterThreeSilences() {
            long began = nanos.get();

            assertFails();

            assertThat(calls).hasSize(3);
            assertThat(nanos.get()).isEqualTo(began);
        }

        @Test
        void tryItOnceASecond() {
            pass(Duration.ofSeconds(1));

            assertFails();
            assertFails();

            assertThat(calls).hasSize(4);
        }

        @Test
        void goOnWhenItAnswersAgain() {
            pass(Duration.ofSeconds(1));
            disturbance = _ -> null;

            one.port.send(message(other.session()));
            one.port.send(message(other.session()));

            assertThat(other.sent).hasSize(2);
        }

        @Test
        void makeTheHubUnreadyAfterTenSeconds() {
            assertThat(one.peers.watch().reachesOthers()).isTrue();
            pass(Duration.ofMillis(10_001));
            one.peers.look();
            assertThat(one.peers.watch().reachesOthers()).isFalse();

            disturbance = _ -> null;
            pass(Duration.ofSeconds(1));
            one.peers.look();

            assertThat(one.peers.watch().reachesOthers()).isTrue();
        }
    }
}
