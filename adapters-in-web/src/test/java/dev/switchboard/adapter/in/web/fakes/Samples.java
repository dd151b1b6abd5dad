package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.in.delivery.FollowDeliveries;
import dev.switchboard.application.port.in.delivery.FollowDeliveries.Status;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Hop;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// A conversation, its messages and their deliveries.
public final class Samples {

    public static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    public static final Target TARGET = new Target(Target.Kind.CHANNEL, "slack-sim");

    private Samples() {}

    public static MessageId messageId(int number) {
        return new MessageId("msg_%032x".formatted(number));
    }

    public static Conversation conversation(String id) {
        return new Conversation(
                new ConversationId(id), NOON, NOON.plusSeconds(5), 3, Set.of(TARGET));
    }

    public static Recorded message(String conversation, int number, Delivery... deliveries) {
        return new Recorded(
                new Message(
                        messageId(number),
                        new ConversationId(conversation),
                        number,
                        new Author(Party.AGENT, "backend"),
                        new Content("{\"text\":\"Hello, \\u0053lack! 👩‍🚀\"}"),
                        null,
                        null,
                        NOON.plusSeconds(number)),
                List.of(deliveries));
    }

    public static Recorded answer(
            String conversation, int number, MessageId question, Delivery... deliveries) {
        Message said = message(conversation, number).message();
        return new Recorded(
                new Message(
                        said.id(),
                        said.conversation(),
                        number,
                        new Author(Party.CHANNEL, "slack-sim"),
                        said.content(),
                        null,
                        question,
                        said.at()),
                List.of(deliveries));
    }

    public static Delivery delivered() {
        return Delivery.owed(TARGET, NOON).delivered(NOON.plusSeconds(1));
    }

    public static Delivery parked() {
        return Delivery.owed(TARGET, NOON)
                .giveUp(ParkReason.EXHAUSTED, NOON.plus(Duration.ofHours(24)));
    }

    public static Hop failedHop() {
        return new Hop(TARGET, attempt(1, Outcome.UNAVAILABLE, 503, "Service Unavailable"));
    }

    public static Hop deliveredHop() {
        return new Hop(TARGET, attempt(2, Outcome.DELIVERED, 200, ""));
    }

    public static FollowDeliveries.Item parkedItem(int number, Status status) {
        return new FollowDeliveries.Item(
                messageId(number),
                new ConversationId("session:a"),
                number,
                status,
                NOON,
                parked(),
                attempt(1, Outcome.UNAVAILABLE, 503, "Service Unavailable"));
    }

    private static Attempt attempt(int number, Outcome outcome, int status, String detail) {
        return new Attempt(
                number,
                NOON.plusSeconds(number),
                Duration.ofMillis(12),
                outcome,
                status,
                detail,
                false);
    }
}
