package dev.switchboard.application.service.handoff;

import dev.switchboard.application.port.out.upstream.Upstream.Users;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.handoff.TenantId;
import java.util.Map;

/// How agents reach users, and whose customers those are.
///
/// @param byOrigin by the origin of the conversation; others are reached live
public record UserWays(Map<String, Users> byOrigin) {

    public UserWays {
        byOrigin = Map.copyOf(byOrigin);
    }

    Target target(ConversationId conversation) {
        return users(conversation).target().apply(conversation);
    }

    TenantId tenant(ConversationId conversation) {
        return users(conversation).tenant().apply(conversation);
    }

    private Users users(ConversationId conversation) {
        return byOrigin.getOrDefault(conversation.origin(), Users.LIVE);
    }
}
