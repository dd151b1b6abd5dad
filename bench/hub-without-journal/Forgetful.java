package bench;

import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/// Counts messages and stores none.
final class Forgetful implements Journal {

    private final Map<ConversationId, Long> last = new ConcurrentHashMap<>();

    @Override
    public Appended append(Entry entry) {
        long seq = last.merge(entry.conversation(), 1L, Long::sum);
        return new Appended.Stored(
                new Message(
                        entry.id(),
                        entry.conversation(),
                        seq,
                        entry.author(),
                        entry.content(),
                        entry.replyTo(),
                        entry.answers(),
                        entry.at()));
    }

    @Override
    public CompletionStage<Settled> settle(Settlement settlement) {
        return CompletableFuture.completedStage(Settled.DONE);
    }

    @Override
    public Optional<Appended> recall(IdempotencyKey key) {
        return Optional.empty();
    }

    @Override
    public int parkPending(Target target, ParkReason reason, Instant now) {
        return 0;
    }

    @Override
    public Redriven redrive(MessageId message, Target target, Instant now) {
        return new Redriven.Unknown();
    }

    @Override
    public Discard discard(MessageId message, Target target, Instant now) {
        return Discard.UNKNOWN;
    }

    @Override
    public void rememberAnswer(String scope, String key, String answer) {}
}
