package dev.switchboard.application.port.out.channel;

import dev.switchboard.domain.message.MessageId;
import java.util.Optional;

/// Makes and checks the tokens by which a callback proves which message it answers:
/// `<message_id>.<MAC under a server key>`. Each attempt of a message carries the same token, and
/// none is stored.
public interface ResponseTokens {

    /// Returns the token of a message: the same on every hub and after every restart.
    String tokenFor(MessageId message);

    /// Returns the message that the token was made for; empty if this hub did not make it. Compares
    /// in constant time.
    Optional<MessageId> verify(String token);
}
