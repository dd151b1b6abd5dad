package dev.switchboard.domain.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.Delivery.Settled;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.AgentNote;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import dev.switchboard.domain.replay.Replay.Choice;
import dev.switchboard.domain.replay.Replay.Decision;
import dev.switchboard.domain.replay.Replay.Request;
import dev.switchboard.domain.replay.Replay.Skip;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayTest {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final ConversationId CONVERSATION = ConversationId.ofSession("s");
    private static final Target BOT = new Target(Target.Kind.BOT, "netomi");
    private static final Target USER = new Target(Target.Kind.USER, "yalo/whatsapp");
    private static final Pending OWED = Delivery.owed(BOT, NOW);

    private static Request request(Choice what) {
        return new Request(CONVERSATION, BOT, 1, null, what);
    }

    private static Recorded recorded(Content content, Delivery... deliveries) {
        Message message =
                new Message(
                        new MessageId("msg_" + "0".repeat(32)),
                        CONVERSATION,
                        1,
                        new Author(Party.USER, "ana"),
                        content,
                        null,
                        null,
                        NOW);
        return new Recorded(message, List.of(deliveries));
    }

    private static Decision decide(Choice what, Delivery delivery) {
        return request(what).decide(recorded(new Content("1"), delivery), LATER);
    }

    @Nested
    class OfMissingMessages {

        @Test
        void sendsWhatWasGivenUp() {
            Settled parked = OWED.giveUp(ParkReason.REFUSED, NOW);
            Settled discarded = OWED.giveUp(ParkReason.EXHAUSTED, NOW).discard(NOW);

            assertThat(decide(Choice.MISSING, parked))
                    .isEqualTo(new Decision.Again(parked, new Pending(BOT, 3, 1, LATER, LATER)));
            assertThat(decide(Choice.MISSING, discarded))
                    .isEqualTo(new Decision.Again(discarded, new Pending(BOT, 4, 1, LATER, LATER)));
        }

        @Test
        void leavesWhatArrived() {
            assertThat(decide(Choice.MISSING, OWED.delivered(NOW)))
                    .isEqualTo(new Decision.Left(Skip.DELIVERED));
            assertThat(decide(Choice.MISSING, OWED.answered(NOW)))
                    .isEqualTo(new Decision.Left(Skip.DELIVERED));
        }
    }

    @Nested
    class OfAllMessages {

        @Test
        void sendsWhatArrivedToo() {
            Settled delivered = OWED.delivered(NOW);
            Settled answered = OWED.delivered(NOW).answered(NOW);

            assertThat(decide(Choice.ALL, delivered))
                    .isEqualTo(new Decision.Again(delivered, new Pending(BOT, 3, 1, LATER, LATER)));
            assertThat(decide(Choice.ALL, answered))
                    .isEqualTo(new Decision.Again(answered, new Pending(BOT, 4, 1, LATER, LATER)));
        }

        @Test
        void leavesWhatMustNotGoOut() {
            assertThat(decide(Choice.ALL, OWED)).isEqualTo(new Decision.Left(Skip.WAITING));
            assertThat(decide(Choice.ALL, OWED.park(ParkReason.PROBE, NOW)))
                    .isEqualTo(new Decision.Left(Skip.PROBE));
            Request all = request(Choice.ALL);
            assertThat(all.decide(recorded(new Content("1"), Delivery.owed(USER, NOW)), LATER))
                    .isEqualTo(new Decision.Left(Skip.NO_SUCH_TARGET));
            assertThat(all.decide(recorded(Content.ERASED, OWED.delivered(NOW)), LATER))
                    .isEqualTo(new Decision.Left(Skip.ERASED));
            assertThat(all.decide(recorded(Content.forAgents(new AgentNote("1"))), LATER))
                    .isEqualTo(new Decision.Left(Skip.NOTES));
        }
    }

    @Test
    void repeatsForUsersOnlyWhatTheyHave() {
        assertThat(new Request(CONVERSATION, USER, 1, null, Choice.ALL).repeatsForUsers()).isTrue();
        assertThat(new Request(CONVERSATION, USER, 1, null, Choice.MISSING).repeatsForUsers())
                .isFalse();
        assertThat(request(Choice.ALL).repeatsForUsers()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "bot:netomi, 0, , from_seq",
        "bot:netomi, 5, 4, to_seq",
        "clients:live, 1, , target",
        "clients:consoles, 1, , target"
    })
    void refusesWhatMakesNoSense(String target, long from, Long to, String field) {
        assertThatThrownBy(
                        () -> new Request(CONVERSATION, Target.parse(target), from, to, Choice.ALL))
                .isInstanceOfSatisfying(
                        InvalidValueException.class, e -> assertThat(e.field()).isEqualTo(field));
    }

    @Test
    void isNamedByCallerAndKey() {
        assertThat(Replay.idOf("ada", "k"))
                .matches("rpl_[0-9a-f]{24}")
                .isEqualTo(Replay.idOf("ada", "k"))
                .isNotEqualTo(Replay.idOf("ben", "k"))
                .isNotEqualTo(Replay.idOf("ada", "k2"));
        assertThat(Replay.idOf("a", "b/c")).isNotEqualTo(Replay.idOf("a/b", "c"));
    }
}
