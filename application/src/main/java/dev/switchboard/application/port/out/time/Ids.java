package dev.switchboard.application.port.out.time;

import dev.switchboard.domain.channel.SigningSecret;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;

/// Makes ids and random values, from a cryptographic source where guessing would matter.
public interface Ids {

    /// Unique, and greater than every earlier one of this process.
    MessageId messageId();

    /// 24 hexadecimal digits, unique.
    String objectId();

    /// A random UUID in its usual text form.
    String uuid();

    /// A fresh secret of 32 random bytes, active from `now`.
    SigningSecret signingSecret(Instant now);

    /// Cryptographically random bytes.
    byte[] secretBytes(int count);

    /// A random password of at least 128 bits, fit for typing.
    String password();

    /// A number from 0 (inclusive) to 1 (exclusive), for spreading retries.
    double chance();
}
