package dev.switchboard.domain.conversation;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.ReadableText;
import java.math.BigDecimal;
import java.util.Optional;

/// An outside system's id of a conversation or customer: 1 to 200 printable characters without
/// spaces. Sockets and webhooks share this one rule; otherwise an answer could miss the
/// conversation that asked.
///
/// Control characters, all separators and unpaired surrogates, which no store could write, are
/// refused. Joining characters and private use characters are allowed: people type them.
public record ExternalId(String value) {

    public static final int MAX_LENGTH = 200;

    public ExternalId {
        if (!isOne(value)) {
            throw new InvalidValueException("id", Reason.INVALID);
        }
    }

    /// Empty if the text is not a valid id.
    public static Optional<ExternalId> of(String text) {
        return isOne(text) ? Optional.of(new ExternalId(text)) : Optional.empty();
    }

    /// A number as people write it, so `7`, `7.0` and `7e0` name the same; empty if the text would
    /// be too long.
    public static Optional<ExternalId> of(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        boolean small = Math.abs((long) shortest.scale()) <= MAX_LENGTH;
        return small ? of(shortest.toPlainString()) : Optional.empty();
    }

    private static boolean isOne(String text) {
        return !text.isEmpty() && text.length() <= MAX_LENGTH && isVisible(text);
    }

    /// A loop rather than a pattern: this runs for every message.
    private static boolean isVisible(String text) {
        int letter;
        for (int i = 0; i < text.length(); i += Character.charCount(letter)) {
            letter = text.codePointAt(i);
            if (Character.isSpaceChar(letter) || !ReadableText.isReadable(letter)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return value;
    }
}
