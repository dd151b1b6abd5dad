package dev.switchboard.domain.message;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// A message's id, assigned by the hub and stable over all attempts and restarts: `msg_` and 32
/// hexadecimal digits that rise with time, so ids sort by age. The first twelve digits are the
/// milliseconds since 1970.
public record MessageId(String value) {

    private static final Instant LAST = Instant.ofEpochMilli((1L << 48) - 1);
    public static final Pattern FORM = Pattern.compile("msg_[0-9a-f]{32}");

    public MessageId {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidValueException("message_id", Reason.INVALID);
        }
    }

    /// Less than every id assigned at or after this moment, greater than all earlier ones.
    public static MessageId firstAt(Instant moment) {
        boolean tooEarly = moment.isBefore(Instant.EPOCH);
        long millis =
                tooEarly ? 0 : moment.isAfter(LAST) ? LAST.toEpochMilli() : moment.toEpochMilli();
        return new MessageId("msg_" + HexFormat.of().toHexDigits(millis, 12) + "0".repeat(20));
    }

    /// Returns the time at which it was assigned, by the clock of the hub that did it.
    public Instant assignedAt() {
        return Instant.ofEpochMilli(HexFormat.fromHexDigitsToLong(value, 4, 16));
    }

    @Override
    public String toString() {
        return value;
    }
}
