package dev.switchboard.adapter.out.persistence.keys;

import dev.switchboard.application.port.out.channel.ResponseTokens;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.message.MessageId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// Tokens of the form `<message_id>.<base64url of HMAC-SHA256 over the id>`.
final class HmacResponseTokens implements ResponseTokens {

    private final MacKey key;

    HmacResponseTokens(KeyRing keys) {
        this.key = new MacKey(keys, "response-tokens");
    }

    @Override
    public String tokenFor(MessageId message) {
        return new String(text(message, key.sign(signed(message))), StandardCharsets.US_ASCII);
    }

    private static byte[] signed(MessageId message) {
        return message.value().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] text(MessageId message, byte[] mac) {
        String token =
                message.value() + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
        return token.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public Optional<MessageId> verify(String token) {
        int dot = token.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        return parse(token.substring(0, dot)).filter(message -> isOurs(message, token));
    }

    private static Optional<MessageId> parse(String id) {
        try {
            return Optional.of(new MessageId(id));
        } catch (InvalidValueException _) {
            return Optional.empty();
        }
    }

    private boolean isOurs(MessageId message, String token) {
        return key.made(
                signed(message), mac -> text(message, mac), token.getBytes(StandardCharsets.UTF_8));
    }
}
