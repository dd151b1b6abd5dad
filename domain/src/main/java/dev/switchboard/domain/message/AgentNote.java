package dev.switchboard.domain.message;

import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.json.JsonValues;

/// The part of a message that agents alone may read: the members of one JSON object, which consoles
/// add to those of the [Content]. It is a type of its own, so that whatever renders a content for
/// users, bots, desks or back ends has no note in its hands. Prints only its size, because it is
/// private.
///
/// A note may be sealed for one agent: then no other may read it but its author.
public record AgentNote(String text) {

    /// The note of an erased message.
    public static final AgentNote ERASED = new AgentNote(Content.ERASED.text());

    private static final String SEALED = "{\"to\":";

    /// The same note, for one agent alone.
    ///
    /// @param reader the agent's name
    public AgentNote sealedFor(String reader) {
        return new AgentNote(seal(reader) + text.substring(1));
    }

    /// The reader comes first, where no other note has that member.
    private static String seal(String reader) {
        return SEALED + JsonValues.write(new JsonString(reader)) + ",";
    }

    /// @param agent the agent's name
    public boolean isSealedFrom(String agent) {
        return text.startsWith(SEALED) && !text.startsWith(seal(agent));
    }

    @Override
    public String toString() {
        return "AgentNote[" + text.length() + " characters]";
    }
}
