package dev.switchboard.adapter.in.socket.socketio;

import tools.jackson.databind.JsonNode;

/// One argument of an event.
public sealed interface Argument {

    /// A JSON value; `BinaryNode`s in it are sent as attachments.
    static Argument of(JsonNode value) {
        return new Value(value);
    }

    /// A value that is JSON text already and is sent character by character.
    ///
    /// @param text exactly one well-formed JSON value; not checked
    static Argument json(String text) {
        return new Text(text);
    }

    /// A JSON value.
    record Value(JsonNode value) implements Argument {}

    /// JSON text.
    record Text(String text) implements Argument {

        @Override
        public String toString() {
            return "Text[" + text.length() + "]";
        }
    }
}
