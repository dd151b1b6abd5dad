package dev.switchboard.application.port.out.upstream;

import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// How what a vendor journals reads for people; its JSON is its own.
public interface MessageRenderer {

    Line read(Message message);

    /// What a message offers under a number, from 1; empty if it does not.
    Optional<String> choice(Message offer, int number);

    /// The members of an object, each as text: what is no string as its JSON.
    Map<String, String> members(Content.Json object);

    /// @param at when it was said, as its platform tells
    record Line(Instant at, String text) {}
}
