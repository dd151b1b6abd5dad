package dev.switchboard.domain.chat;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.util.regex.Pattern;

/// The id of a chat: a random UUID in its usual text form.
public record ChatId(String value) {

    private static final Pattern FORM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    public ChatId {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidValueException("chatId", Reason.INVALID);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
