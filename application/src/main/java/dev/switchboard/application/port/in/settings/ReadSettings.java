package dev.switchboard.application.port.in.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells with which settings this hub runs. They do not change before its next start.
public interface ReadSettings {

    /// Returns every setting that the hub knows, by name, whether somebody set it or not.
    List<Setting> settings();

    /// @param name the property
    /// @param value what is in effect; null if there is none, and always of a secret
    /// @param secret whether its value is never told
    /// @param usual the value without any setting; empty for none
    /// @param source who set it
    /// @param place where it is set: a variable, an argument, or a file and its line; empty for a
    ///   default
    /// @param description what it is, as a part of a sentence; may be empty
    record Setting(
            String name,
            @Nullable String value,
            boolean secret,
            String usual,
            Source source,
            String place,
            String description) {}

    /// The place where a setting is set.
    enum Source {
        DEFAULT,
        FILE,
        ENVIRONMENT,
        ARGUMENT
    }
}
