package dev.switchboard.adapter.out.upstreams.http;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.channel.EndpointUrl;
import org.jspecify.annotations.Nullable;

/// Reads operators' settings of other systems in the same way for all of them.
public final class Configured {

    private Configured() {}

    /// The text without surrounding space; null if it is absent or blank.
    public static @Nullable String text(@Nullable String given) {
        return given == null || given.isBlank() ? null : given.strip();
    }

    /// Whether paths can be appended to it: an http or https URL without a query.
    public static boolean isBaseAddress(String url) {
        try {
            return EndpointUrl.parse(url).uri().getRawQuery() == null;
        } catch (InvalidValueException _) {
            return false;
        }
    }
}
