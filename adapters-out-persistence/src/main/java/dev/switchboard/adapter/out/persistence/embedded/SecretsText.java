package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.adapter.out.persistence.keys.SecretCipher;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.channel.SigningSecret;
import dev.switchboard.domain.channel.SigningSecrets;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonString;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A channel's secrets as one JSON text: `[[id, encrypted, created at, expires at or null], …]`.
record SecretsText(SecretCipher cipher) {

    String write(SigningSecrets secrets, ChannelId owner) {
        return JsonLists.write(secrets.all(), secret -> fields(secret, owner));
    }

    private JsonValue fields(SigningSecret secret, ChannelId owner) {
        return new JsonArray(
                List.of(
                        new JsonString(secret.id()),
                        new JsonString(cipher.encrypt(secret.secret(), owner.value())),
                        instant(secret.createdAt()),
                        secret.expiresAt() == null ? JsonValue.NULL : instant(secret.expiresAt())));
    }

    SigningSecrets read(String json, ChannelId owner) {
        return new SigningSecrets(JsonLists.read(json, value -> secret(value, owner)));
    }

    private SigningSecret secret(JsonValue value, ChannelId owner) {
        List<JsonValue> fields = JsonLists.items(value);
        if (fields.size() != 4) {
            throw new IllegalArgumentException("a secret has four fields");
        }
        Instant createdAt = instantIfAny(fields.get(2));
        if (createdAt == null) {
            throw new IllegalArgumentException("a secret was made at some time");
        }
        return new SigningSecret(
                JsonLists.text(fields.get(0)),
                cipher.decrypt(JsonLists.text(fields.get(1)), owner.value()),
                createdAt,
                instantIfAny(fields.get(3)));
    }

    private static JsonValue instant(Instant instant) {
        return new JsonNumber(BigDecimal.valueOf(Micros.of(instant)));
    }

    private static @Nullable Instant instantIfAny(JsonValue value) {
        return value instanceof JsonNumber(BigDecimal micros)
                ? Micros.instant(micros.longValueExact())
                : null;
    }
}
