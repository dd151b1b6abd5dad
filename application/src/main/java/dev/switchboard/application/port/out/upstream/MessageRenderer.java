package dev.switchboard.application.port.out.upstream;

import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Renders a vendor's messages as text; their JSON is the vendor's own.
public interface MessageRenderer {

    String text(Message message);

    /// Returns the time of a message, as its platform reports it.
    Instant at(Message message);

    /// Returns the option that a message offers under a number, from 1; empty if there is none.
    Optional<String> choice(Message offer, int number);

    /// Returns the members of an object as text; members that are no strings as their JSON.
    Map<String, String> members(Content object);
}
