package dev.switchboard.application.port.out.upstream;

import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import java.time.Instant;
import java.util.Map;

/// How what a vendor journals reads for people; its JSON is its own.
public interface Reading {

    Line read(Message message);

    /// The members of an object, each as text: what is no string as its JSON.
    Map<String, String> members(Content.Json object);

    /// @param at when it was said, as its platform tells
    record Line(Instant at, String text) {}
}
