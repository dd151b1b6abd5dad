package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.domain.channel.SigningSecret;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.secret.Secret;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/// Ids that count from one, for readable failures. [#chance] is always 0.5.
public class SequentialIds implements Ids {
    private final AtomicLong last = new AtomicLong();

    @Override
    public MessageId messageId() {
        return new MessageId("msg_" + digits(32));
    }

    @Override
    public String objectId() {
        return digits(24);
    }

    @Override
    public String uuid() {
        return "00000000-0000-4000-8000-" + digits(12);
    }

    @Override
    public SigningSecret signingSecret(Instant now) {
        long number = last.incrementAndGet();
        byte[] key = ByteBuffer.allocate(32).putLong(number).array();
        String text = "whsec_" + Base64.getEncoder().encodeToString(key);
        return new SigningSecret("secret-" + number, new Secret(text), now, null);
    }

    @Override
    public byte[] secretBytes(int count) {
        return ByteBuffer.allocate(count).putLong(last.incrementAndGet()).array();
    }

    @Override
    public String password() {
        return "password-" + digits(12);
    }

    @Override
    public double chance() {
        return 0.5;
    }

    private String digits(int width) {
        String format = "%0" + width + "x";
        return String.format(Locale.ROOT, format, last.incrementAndGet());
    }
}
