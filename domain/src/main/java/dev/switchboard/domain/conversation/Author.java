package dev.switchboard.domain.conversation;

/// The author of a message.
///
/// @param name the principal, channel or user, as its own system names it
public record Author(Party party, String name) {

    /// The hub itself.
    public static final Author HUB = new Author(Party.SYSTEM, "switchboard");
}
