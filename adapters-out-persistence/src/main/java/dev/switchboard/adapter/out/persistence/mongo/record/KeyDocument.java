package dev.switchboard.adapter.out.persistence.mongo.record;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;

import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Appended.KeyReused;
import dev.switchboard.application.port.out.message.Journal.Appended.Repeated;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The idempotency key within its message's document, so that both are stored in one write.
/// `KeyRegister` removes expired ones.
///
/// @param answer the answer to its first request, once known
public record KeyDocument(
        String scope,
        String key,
        String fingerprint,
        Instant expiresAt,
        @Nullable StoredText answer) {

    static KeyDocument from(IdempotencyKey key) {
        return new KeyDocument(key.scope(), key.key(), key.fingerprint(), key.expiresAt(), null);
    }

    /// The answer to a request with the same scope and key.
    ///
    /// @param holder the id of the message with this key
    public Appended met(String holder, IdempotencyKey asked) {
        MessageId first = new MessageId(holder);
        return fingerprint.equals(asked.fingerprint())
                ? new Repeated(first, answer == null ? null : answer.text(place(scope, key)))
                : new KeyReused(first);
    }

    /// The answer to a request with this key, in its stored form.
    public static StoredText answer(String scope, String key, String answer) {
        return StoredText.said(answer, place(scope, key));
    }

    public static String place(String scope, String key) {
        return StoredText.place(JOURNAL, "answer", scope + "/" + key);
    }

    public boolean aliveAt(Instant now) {
        return now.isBefore(expiresAt);
    }
}
