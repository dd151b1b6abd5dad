package dev.switchboard.application.service.session;

import dev.switchboard.domain.conversation.ConversationId;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What decides whose a conversation is, besides who wrote first.
///
/// @param ttl how long a claim outlives the last sight of its owner, at least; a 24th more at most,
///   for not every sight is written down
/// @param named origins whose conversations bear their user's name: what is behind the first slash
///   of their id. A signed token with that name proves them
/// @param takenOver origins whose conversations belong to whoever wrote last, who sees what comes
///   from then on; those of all others stay their owners'
public record ClaimRules(Duration ttl, Set<String> named, Set<String> takenOver) {

    public ClaimRules {
        named = Set.copyOf(named);
        takenOver = Set.copyOf(takenOver);
    }

    boolean bearsName(ConversationId conversation) {
        return named.contains(conversation.origin());
    }

    /// The user whom a conversation is named after; null if it is named after nobody.
    @Nullable String nameIn(ConversationId conversation) {
        if (!bearsName(conversation)) {
            return null;
        }
        String id = conversation.externalId();
        return id.substring(id.indexOf('/') + 1);
    }
}
