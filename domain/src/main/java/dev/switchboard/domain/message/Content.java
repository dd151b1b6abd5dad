package dev.switchboard.domain.message;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The content of a message: one JSON value of an outside system as compact text, kept character by
/// character so that it leaves as it came in. Prints only its size, because it may be private.
///
/// @param text for everybody who may see the message
/// @param note for agents alone; null if there is none
public record Content(String text, @Nullable AgentNote note) {

    /// The content of an erased message.
    public static final Content ERASED = new Content("{\"erased\":true}");

    private static final String FOR_AGENTS = "{\"type\":\"note\"}";

    public Content(String text) {
        this(text, null);
    }

    /// The content of a message that is for agents alone.
    public static Content forAgents(AgentNote note) {
        return new Content(FOR_AGENTS, note);
    }

    /// Whether only agents may know that there is such a message.
    public boolean isForAgents() {
        return note != null && text.equals(FOR_AGENTS);
    }

    /// Returns what remains once the message is erased. A note stays a note.
    public Content erased() {
        return isForAgents() ? forAgents(AgentNote.ERASED) : ERASED;
    }

    public boolean isErased() {
        return equals(ERASED) || AgentNote.ERASED.equals(note);
    }

    /// The number of characters, for a rough estimate of memory.
    public int length() {
        return text.length() + (note == null ? 0 : note.text().length());
    }

    public int bytes() {
        return bytes(text) + (note == null ? 0 : bytes(note.text()));
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public String toString() {
        return "Content[" + text.length() + " characters]";
    }
}
