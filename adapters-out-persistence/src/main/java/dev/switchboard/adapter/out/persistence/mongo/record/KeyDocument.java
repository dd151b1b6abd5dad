package dev.switchboard.adapter.out.persistence.mongo.record;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;

import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Appended.KeyReused;
import dev.switchboard.application.port.out.message.Journal.Appended.Repeated;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The idempotency key of the message it is part of. It lives in the message so that both are
/// stored in one write; `KeyRegister` says how an expired one makes room.
///
/// @param answer what its first request was answered, once that is known
public record KeyDocument(
        String scope, String key, String fingerprint, Instant expiresAt, @Nullable Words answer) {

    static KeyDocument from(IdempotencyKey key) {
        return new KeyDocument(key.scope(), key.key(), key.fingerprint(), key.expiresAt(), null);
    }

    /// What a request with the same scope and key hears.
    ///
    /// @param holder the id of the message this key is part of
    public Appended met(String holder, IdempotencyKey asked) {
        MessageId first = new MessageId(holder);
        return fingerprint.equals(asked.fingerprint())
                ? new Repeated(first, answer == null ? null : answer.text(place(scope, key)))
                : new KeyReused(first);
    }

    /// What a request with this key was answered, to be stored with it.
    public static Words answer(String scope, String key, String answer) {
        return Words.said(answer, place(scope, key));
    }

    public static String place(String scope, String key) {
        return Words.place(JOURNAL, "answer", scope + "/" + key);
    }

    public boolean aliveAt(Instant now) {
        return now.isBefore(expiresAt);
    }
}
