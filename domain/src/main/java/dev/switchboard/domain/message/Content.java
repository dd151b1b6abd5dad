package dev.switchboard.domain.message;

import java.nio.charset.StandardCharsets;

/// The content of a message.
public sealed interface Content {

    /// Whether the content was erased.
    default boolean isErased() {
        return equals(Json.ERASED);
    }

    /// Free-form content of an outside system: one JSON value as compact text, kept character by
    /// character so that it leaves as it came in. Prints only its size, because it may be private.
    record Json(String text) implements Content {

        /// The content of an erased message.
        public static final Json ERASED = new Json("{\"erased\":true}");

        public int bytes() {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }

        @Override
        public String toString() {
            return "Json[" + text.length() + " characters]";
        }
    }
}
