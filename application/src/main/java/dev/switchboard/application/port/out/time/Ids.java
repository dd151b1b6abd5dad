package dev.switchboard.application.port.out.time;

import dev.switchboard.domain.channel.SigningSecret;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;

/// Names and chances, from a cryptographic source where guessing would matter.
public interface Ids {

    /// Unique, and greater than every one given before by this process.
    MessageId messageId();

    /// 24 hexadecimal digits, unique.
    String objectId();

    /// A random UUID in its usual text form.
    String uuid();

    /// A fresh secret of 32 random bytes, active from `now` on.
    SigningSecret signingSecret(Instant now);

    /// Random bytes that nobody can guess.
    byte[] secretBytes(int count);

    /// A random password of at least 128 bits for people to type.
    String password();

    /// A number from 0 (included) to 1 (excluded), for spreading retries.
    double chance();
}
