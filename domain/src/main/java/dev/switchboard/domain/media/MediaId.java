package dev.switchboard.domain.media;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.message.MessageId;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// The id of a file. A file from an agent has a random id that cannot be guessed; a file from a
/// user has the id of the message that brought it.
public record MediaId(String value) {

    private static final Pattern OWN =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    public MediaId {
        if (!OWN.matcher(value).matches() && !MessageId.FORM.matcher(value).matches()) {
            throw new InvalidValueException("mediaId", Reason.INVALID);
        }
    }

    public static MediaId of(UUID id) {
        return new MediaId(id.toString());
    }

    public static MediaId of(MessageId message) {
        return new MediaId(message.value());
    }

    /// Empty if the text is not a valid id.
    public static Optional<MediaId> named(String text) {
        try {
            return Optional.of(new MediaId(text));
        } catch (InvalidValueException _) {
            return Optional.empty();
        }
    }

    /// The message that brought the file, if one did.
    public Optional<MessageId> message() {
        return MessageId.FORM.matcher(value).matches()
                ? Optional.of(new MessageId(value))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
