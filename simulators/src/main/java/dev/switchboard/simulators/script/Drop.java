package dev.switchboard.simulators.script;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;

/// Ways to accept a request and never answer it.
public enum Drop {
    /// The connection stays open and silent, up to [Stage#LONGEST_SILENCE].
    HANG,
    /// The connection is closed.
    CLOSE;

    /// `true` hangs, like `"hang"`.
    @JsonCreator
    static @Nullable Drop of(String word) {
        return switch (word) {
            case "true", "hang" -> HANG;
            case "close" -> CLOSE;
            case "false" -> null;
            default -> throw new BadScriptException("drop must be true, hang or close");
        };
    }
}
