package dev.switchboard.domain.conversation;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.math.BigDecimal;
import java.util.Optional;

/// What an outside system calls a conversation or a customer: 1 to 200 printable characters, no
/// space. One rule for whoever names them, on a socket or in a webhook, or an answer could not
/// reach the one who asked.
///
/// Refused are control characters, everything that separates, and halves of characters, which no
/// store could write. What joins characters or is of private use is part of what people type.
public record ExternalId(String value) {

    public static final int MAX_LENGTH = 200;

    public ExternalId {
        if (!isOne(value)) {
            throw new InvalidValueException("id", Reason.INVALID);
        }
    }

    /// Empty if the text may not name anybody.
    public static Optional<ExternalId> of(String text) {
        return isOne(text) ? Optional.of(new ExternalId(text)) : Optional.empty();
    }

    /// A number as people write it, so that `7`, `7.0` and `7e0` name the same; empty if it would
    /// be too long.
    public static Optional<ExternalId> of(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        boolean small = Math.abs((long) shortest.scale()) <= MAX_LENGTH;
        return small ? of(shortest.toPlainString()) : Optional.empty();
    }

    private static boolean isOne(String text) {
        return !text.isEmpty() && text.length() <= MAX_LENGTH && isVisible(text);
    }

    /// A loop, for it is asked of every message.
    private static boolean isVisible(String text) {
        int letter;
        for (int i = 0; i < text.length(); i += Character.charCount(letter)) {
            letter = text.codePointAt(i);
            if (Character.isSpaceChar(letter)
                    || Character.isISOControl(letter)
                    || Character.getType(letter) == Character.SURROGATE) {
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
