package dev.switchboard.application.port.out.message;

import static dev.switchboard.application.port.out.store.EntryDraft.BOT;
import static dev.switchboard.application.port.out.store.EntryDraft.CHAT;
import static dev.switchboard.application.port.out.store.EntryDraft.question;
import static dev.switchboard.application.port.out.store.EntryDraft.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.message.Journal.Settled;
import dev.switchboard.application.port.out.message.Journal.Settlement;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The targets' own ids of messages, and finding messages by them.
public interface ReceiptContract extends StoreContract {

    @Test
    default void findsAMessageByTheReceiptItsTargetGave() {
        Message first = stored(question());
        Message second = stored(question());

        taken(first, "r-1");
        taken(second, "r-2");

        assertThat(found("r-1")).contains(first.id());
        assertThat(found("r-2")).contains(second.id());
        assertThat(found("r-3")).isEmpty();
    }

    @Test
    default void findsAReceiptInItsOwnConversationOnly() {
        taken(stored(question()), "r-1");

        ConversationId other = ConversationId.of("chat", "other");
        assertThat(store().history().findByReceipt(other, "r-1")).isEmpty();
    }

    /// A store may remember that a conversation has only had live clients, but must forget it when
    /// that changes.
    @Test
    default void findsAReceiptWhereTheConversationBeganWithAReply() {
        stored(reply());
        assertThat(found("r-1")).isEmpty();
        Message question = stored(question());

        taken(question, "r-1");

        assertThat(found("r-1")).contains(question.id());
    }

    @Test
    default void findsTheNewestOfThoseThatShareAReceipt() {
        Message first = stored(question());
        Message second = stored(question());

        taken(second, "always the same");
        taken(first, "always the same");

        assertThat(found("always the same")).contains(second.id());
    }

    @Test
    default void keepsTheReceiptOfALaterAttempt() {
        Message message = stored(question());
        retry(message, BOT, Seed.NOW);

        taken(message, "r-1");

        assertThat(found("r-1")).contains(message.id());
    }

    @Test
    default void keepsAReceiptThatCameAfterTheAnswer() {
        Message message = stored(question());
        Pending called = pendingOf(message, BOT);
        stored(reply().answering(message.id()));

        Settled settled = settle(message, called, "r-1");

        assertThat(settled).isInstanceOf(Settled.Overtaken.class);
        assertThat(found("r-1")).contains(message.id());
    }

    @Test
    default void keepsTheReceiptOfAMessageThatIsAnswered() {
        Message message = stored(question());
        taken(message, "r-1");

        stored(reply().answering(message.id()));

        assertThat(found("r-1")).contains(message.id());
    }

    private void taken(Message message, String receipt) {
        settle(message, pendingOf(message, BOT), receipt);
    }

    private Settled settle(Message message, Pending called, String receipt) {
        Instant at = Seed.NOW.plusSeconds(1);
        Attempt attempt =
                new Attempt(
                        called.attempts() + 1,
                        at,
                        Duration.ofMillis(20),
                        Outcome.DELIVERED,
                        200,
                        "",
                        false);
        return store().journal()
                .settle(
                        new Settlement(
                                message, called.revision(), called.delivered(at), attempt, receipt))
                .toCompletableFuture()
                .join();
    }

    private Optional<MessageId> found(String receipt) {
        return store().history().findByReceipt(CHAT, receipt);
    }
}
