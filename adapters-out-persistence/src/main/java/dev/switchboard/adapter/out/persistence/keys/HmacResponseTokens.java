package dev.switchboard.adapter.out.persistence.keys;

import dev.switchboard.application.port.out.channel.ResponseTokens;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.message.MessageId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/// `<message_id>.<base64url of HMAC-SHA256 over the id>`.
final class HmacResponseTokens implements ResponseTokens {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKey key;

    HmacResponseTokens(KeyRing keys) {
        this.key = keys.derive("response-tokens", ALGORITHM);
    }

    @Override
    public String tokenFor(MessageId message) {
        String mac = Base64.getUrlEncoder().withoutPadding().encodeToString(mac(message));
        return message.value() + "." + mac;
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

    private byte[] mac(MessageId message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(message.value().getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HmacSHA256", e);
        }
    }
}
