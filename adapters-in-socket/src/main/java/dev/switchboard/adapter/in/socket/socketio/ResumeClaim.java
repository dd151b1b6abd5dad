package dev.switchboard.adapter.in.socket.socketio;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a stock client adds to its connect auth to resume its session.
///
/// @param offset what it saw last, null if it does not know
record ResumeClaim(String pid, @Nullable String offset) {

    private static final int MAX_LENGTH = 200;

    /// Takes the claim out of the auth.
    ///
    /// @return null if there is none
    static @Nullable ResumeClaim takenFrom(ObjectNode auth) {
        String pid = text(auth.remove("pid"));
        String offset = text(auth.remove("offset"));
        return pid == null ? null : new ResumeClaim(pid, offset);
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        if (value == null || !value.isString()) {
            return null;
        }
        String text = value.stringValue();
        return text.isEmpty() || text.length() > MAX_LENGTH ? null : text;
    }

    @Override
    public String toString() {
        return "ResumeClaim[]";
    }
}
