package dev.switchboard.domain.media;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.handoff.TenantId;
import java.time.Instant;

/// A file that an agent sends, without its bytes.
///
/// @param name without anything that leads elsewhere in a path, at most 120 characters
/// @param mimeType without parameters
/// @param size in bytes, at least 1
/// @param tenant whose agents may read it, and send it
public record MediaFile(
        MediaId id, String name, String mimeType, int size, Instant at, TenantId tenant) {

    /// The upper limit of any operator's setting: a file is in memory several times over while it
    /// is passed on.
    public static final int LARGEST = 64 * 1024 * 1024;

    private static final int LONGEST_TYPE = 100;

    public MediaFile {
        if (name.isEmpty() || !name.equals(FileKind.name(name, "", ""))) {
            throw new InvalidValueException("name", Reason.INVALID);
        }
        if (!isType(mimeType)) {
            throw new InvalidValueException("mimeType", Reason.INVALID);
        }
        if (size < 1) {
            throw new InvalidValueException("size", Reason.INVALID);
        }
    }

    /// Whether a text names a type in the form that clients accept.
    public static boolean isType(String text) {
        return text.length() <= LONGEST_TYPE && text.matches("[\\w.+-]+/[\\w.+-]+");
    }

    @Override
    public String toString() {
        return "MediaFile[" + id + "]";
    }
}
