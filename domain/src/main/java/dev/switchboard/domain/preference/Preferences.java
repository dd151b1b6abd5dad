package dev.switchboard.domain.preference;

import dev.switchboard.domain.identity.Username;
import org.jspecify.annotations.Nullable;

/// An account owner's preferences for the console. A value that was never chosen is null: the
/// console then follows the browser, or does as usual.
///
/// @param version 0 before the first change; rises with each
/// @param sounds whether the console calls by sounds
/// @param notifications whether it calls by notices of the desktop
/// @param shortcuts whether single letters are shortcuts where nobody writes
public record Preferences(
        Username owner,
        long version,
        @Nullable Locale locale,
        @Nullable Theme theme,
        @Nullable Density density,
        @Nullable Boolean sounds,
        @Nullable Boolean notifications,
        @Nullable Boolean shortcuts,
        @Nullable SendWith sendWith) {

    /// A language that the console speaks.
    public enum Locale {
        EN,
        ES,
        PT
    }

    public enum Theme {
        /// As the browser's.
        AUTO,
        LIGHT,
        DARK
    }

    /// How much of a desktop's window one line takes.
    public enum Density {
        COZY,
        COMPACT
    }

    /// The key that sends what an agent has written.
    public enum SendWith {
        ENTER,
        /// Enter with Ctrl or Command; Enter alone begins a new line.
        CTRL_ENTER
    }

    /// The preferences of an owner who has never chosen anything.
    public static Preferences none(Username owner) {
        return new Preferences(owner, 0, null, null, null, null, null, null, null);
    }
}
