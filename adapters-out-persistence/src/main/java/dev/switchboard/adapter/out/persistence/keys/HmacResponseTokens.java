package dev.switchboard.adapter.out.persistence.keys;

import dev.switchboard.application.port.out.channel.ResponseTokens;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.message.MessageId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/// `<message_id>.<base64url of HMAC-SHA256 over the id>`.
final class HmacResponseTokens implements ResponseTokens {

    private final MacKey key;

    HmacResponseTokens(KeyRing keys) {
        this.key = new MacKey(keys, "response-tokens");
    }

    @Override
    public String tokenFor(MessageId message) {
        byte[] mac = key.sign(message.value().getBytes(StandardCharsets.US_ASCII));
        return message.value() + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
    }

    @Override
    public Optional<MessageId> verify(String token) {
        int dot = token.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        return parse(token.substring(0, dot)).filter(message -> same(tokenFor(message), token));
    }

    private static Optional<MessageId> parse(String id) {
        try {
            return Optional.of(new MessageId(id));
        } catch (InvalidValueException _) {
            return Optional.empty();
        }
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
