package dev.switchboard.bootstrap.runtime;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.domain.channel.SigningSecret;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.secret.Secret;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/// Names by UUID version 7, which grow with time; secrets from the system's secure random source.
final class UuidIds implements Ids {

    private static final int SECRET_BYTES = 32;
    private static final int PASSWORD_BYTES = 18;
    private static final int OBJECT_ID_BYTES = 12;

    private final SecureRandom random = new SecureRandom();

    @Override
    public MessageId messageId() {
        var uuid = UuidCreator.getTimeOrderedEpochPlus1();
        HexFormat hex = HexFormat.of();
        return new MessageId(
                "msg_"
                        + hex.toHexDigits(uuid.getMostSignificantBits())
                        + hex.toHexDigits(uuid.getLeastSignificantBits()));
    }

    @Override
    public String objectId() {
        return HexFormat.of().formatHex(bytes(OBJECT_ID_BYTES));
    }

    @Override
    public String uuid() {
        return UuidCreator.getRandomBased().toString();
    }

    @Override
    public SigningSecret signingSecret(Instant now) {
        String text = "whsec_" + Base64.getEncoder().encodeToString(bytes(SECRET_BYTES));
        return new SigningSecret("sec_" + objectId(), new Secret(text), now, null);
    }

    @Override
    public String password() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(PASSWORD_BYTES));
    }

    @Override
    public double chance() {
        return ThreadLocalRandom.current().nextDouble();
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
