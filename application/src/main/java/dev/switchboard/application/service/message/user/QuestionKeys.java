package dev.switchboard.application.service.message.user;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.IdempotencyKey;
import java.time.Duration;
import java.time.Instant;

/// The keys by which a user's messages are recognised: by their sender's own ids, within their
/// conversation, for eight days (promise D7).
final class QuestionKeys {

    private static final Duration LIFE = Duration.ofDays(8);

    private QuestionKeys() {}

    static IdempotencyKey key(
            ConversationId conversation, String id, String fingerprint, Instant now) {
        return new IdempotencyKey("user:" + conversation, id, fingerprint, now.plus(LIFE));
    }
}
