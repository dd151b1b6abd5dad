package dev.switchboard.adapter.in.socket.gateway.customer;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the `seq` up to which a client says that it has everything.
public final class Cursor {

    /// The standard Java client sends only strings when it connects.
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

    private Cursor() {}

    /// Anything but a whole number is no position and counts as absent.
    public static @Nullable Long of(@Nullable JsonNode given) {
        if (given == null) {
            return null;
        }
        if (given.isIntegralNumber() && given.canConvertToLong()) {
            return given.longValue();
        }
        return given.isString() && DIGITS.matcher(given.stringValue()).matches()
                ? Long.valueOf(given.stringValue())
                : null;
    }
}
