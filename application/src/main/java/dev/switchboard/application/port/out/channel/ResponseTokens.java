package dev.switchboard.application.port.out.channel;

import dev.switchboard.domain.message.MessageId;
import java.util.Optional;

/// Makes and checks the tokens by which a callback proves which message it answers:
/// `<message_id>.<MAC under a server key>`, so each attempt carries the same one and none is
/// stored.
public interface ResponseTokens {

    /// The same for the same message, on every node and after every restart.
    String tokenFor(MessageId message);

    /// The message the token was made for, or empty if we did not make it. Compares in constant
    /// time.
    Optional<MessageId> verify(String token);
}
