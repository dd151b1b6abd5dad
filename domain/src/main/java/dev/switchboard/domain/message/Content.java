package dev.switchboard.domain.message;

import java.nio.charset.StandardCharsets;

/// What a message says.
public sealed interface Content {

    /// Whether its words were erased.
    default boolean isErased() {
        return equals(Json.ERASED);
    }

    /// Free-form content of an outside system: one JSON value as compact text, kept character by
    /// character so that what leaves is what came in. Prints its size only, for it may be private.
    record Json(String text) implements Content {

        /// What stays of a message whose words were erased.
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
