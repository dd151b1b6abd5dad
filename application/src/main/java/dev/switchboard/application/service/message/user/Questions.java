package dev.switchboard.application.service.message.user;

import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.service.message.MessageRelay;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the message that a reply answers, by its sender's own ids.
public final class Questions {

    private final MessageRelay relay;

    public Questions(MessageRelay relay) {
        this.relay = relay;
    }

    /// The first of the candidates that is a message of this conversation, or null.
    @Nullable MessageId among(List<String> candidates, ConversationId conversation, Instant now) {
        for (String candidate : candidates) {
            Optional<Appended> sent =
                    relay.recall(QuestionKeys.key(conversation, candidate, "", now));
            if (sent.isPresent()) {
                return id(sent.get());
            }
        }
        return null;
    }

    private static MessageId id(Appended appended) {
        return switch (appended) {
            case Appended.Stored(var message) -> message.id();
            case Appended.Repeated(var first, _) -> first;
            case Appended.KeyReused(var first) -> first;
        };
    }
}
