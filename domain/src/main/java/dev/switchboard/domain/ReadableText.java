package dev.switchboard.domain;

/// Text that people can read and every store can write: without control characters and unpaired
/// surrogates. Joining characters and private use characters are allowed: people type them.
public final class ReadableText {

    private ReadableText() {}

    /// A loop rather than a pattern: this runs for every message.
    public static boolean isReadable(String text) {
        int letter;
        for (int i = 0; i < text.length(); i += Character.charCount(letter)) {
            letter = text.codePointAt(i);
            if (!isReadable(letter)) {
                return false;
            }
        }
        return true;
    }

    /// @param letter a code point
    public static boolean isReadable(int letter) {
        return !Character.isISOControl(letter) && Character.getType(letter) != Character.SURROGATE;
    }
}
