package dev.switchboard.domain.message;

import java.nio.charset.StandardCharsets;

/// The content of a message: one JSON value of an outside system as compact text, kept character by
/// character so that it leaves as it came in. Prints only its size, because it may be private.
public record Content(String text) {

    /// The content of an erased message.
    public static final Content ERASED = new Content("{\"erased\":true}");

    public boolean isErased() {
        return equals(ERASED);
    }

    public int bytes() {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public String toString() {
        return "Content[" + text.length() + " characters]";
    }
}
