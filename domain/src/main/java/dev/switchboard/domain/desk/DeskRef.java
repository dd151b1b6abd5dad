package dev.switchboard.domain.desk;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.chat.ChatId;
import java.util.regex.Pattern;

/// The name of a session at a desk: the id of its chat, which is ours and known before any call
/// goes out. 1-64 of `[A-Za-z0-9_-]`.
public record DeskRef(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public DeskRef {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidValueException("chatId", Reason.INVALID);
        }
    }

    public static DeskRef of(ChatId chat) {
        return new DeskRef(chat.value());
    }

    public ChatId id() {
        return new ChatId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
