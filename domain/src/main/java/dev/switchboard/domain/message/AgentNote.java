package dev.switchboard.domain.message;

/// What agents alone may read of a message: the members of one JSON object, which consoles add to
/// those of the [Content]. It is a type of its own, so that whatever renders a content for users,
/// bots, desks or back ends has no note in its hands. Prints only its size, because it is private.
public record AgentNote(String text) {

    /// The note of an erased message.
    public static final AgentNote ERASED = new AgentNote(Content.ERASED.text());

    @Override
    public String toString() {
        return "AgentNote[" + text.length() + " characters]";
    }
}
