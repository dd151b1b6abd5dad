package dev.switchboard.domain.backup;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Pattern;

/// A backup's name: its time and a random part, such as
/// `20260131T120000.000Z-0123456789abcdef01234567`, so names sort by age. The name is also a file
/// name.
public record BackupId(String value) implements Comparable<BackupId> {

    private static final Pattern FORM =
            Pattern.compile("[0-9]{8}T[0-9]{6}\\.[0-9]{3}Z-[0-9a-f]{24}");
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder()
                    .appendPattern("uuuuMMdd'T'HHmmss")
                    .appendFraction(ChronoField.MILLI_OF_SECOND, 3, 3, true)
                    .appendLiteral('Z')
                    .toFormatter(Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final int TIME_LENGTH = 20;

    public BackupId {
        if (!FORM.matcher(value).matches() || !tellsATime(value)) {
            throw new InvalidValueException("backup_id", Reason.INVALID);
        }
    }

    /// @param unique 24 hexadecimal digits that no other backup has
    public static BackupId of(Instant madeAt, String unique) {
        return new BackupId(TIME.format(madeAt) + "-" + unique);
    }

    public Instant madeAt() {
        return madeAt(value);
    }

    private static Instant madeAt(String value) {
        return TIME.parse(value.substring(0, TIME_LENGTH), Instant::from);
    }

    private static boolean tellsATime(String value) {
        try {
            return madeAt(value).isAfter(Instant.MIN);
        } catch (DateTimeException _) {
            return false;
        }
    }

    @Override
    public int compareTo(BackupId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
