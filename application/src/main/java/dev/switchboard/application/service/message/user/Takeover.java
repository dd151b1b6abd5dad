package dev.switchboard.application.service.message.user;

import dev.switchboard.domain.conversation.ConversationId;
import java.util.Set;

/// Whose conversations anybody may take over by writing in them: whoever wrote last has them, and
/// sees what comes from then on (contract pega 4, `claim-policy=legacy`).
///
/// @param origins of such conversations; those of all others stay their owners'
public record Takeover(Set<String> origins) {

    public static final Takeover NOWHERE = new Takeover(Set.of());

    public Takeover {
        origins = Set.copyOf(origins);
    }

    boolean allowedIn(ConversationId conversation) {
        return origins.contains(conversation.origin());
    }
}
