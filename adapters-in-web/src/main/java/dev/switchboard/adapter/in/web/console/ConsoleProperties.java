package dev.switchboard.adapter.in.web.console;

import dev.switchboard.application.port.out.identity.AccessTokens;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param enabled without it the hub has no console: its addresses answer 404
/// @param session how long a console session lasts before the password is needed again
/// @param sessionIdle how long it lasts while no page of the console is open
/// @param name what the console calls itself, in its header and in the title of the tab
/// @param hue of links, buttons and what is chosen, in degrees of OKLCH
/// @param logo a PNG or SVG of this machine, instead of the hub's own mark
@ConfigurationProperties("switchboard.console")
public record ConsoleProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("12h") Duration session,
        @DefaultValue("2h") Duration sessionIdle,
        @DefaultValue("Switchboard") String name,
        @DefaultValue("258") int hue,
        @Nullable Path logo) {

    private static final int LONGEST_NAME = 40;

    public ConsoleProperties {
        if (!session.isPositive()) {
            throw new IllegalArgumentException("switchboard.console.session must be positive");
        }
        // An open page renews its session each time its token ends.
        if (sessionIdle.compareTo(AccessTokens.LIFE) <= 0) {
            throw new IllegalArgumentException(
                    "switchboard.console.session-idle must be more than an hour");
        }
        name = name.strip();
        if (name.isEmpty()
                || name.codePointCount(0, name.length()) > LONGEST_NAME
                || name.codePoints().anyMatch(ConsoleProperties::isUnseen)) {
            throw new IllegalArgumentException(
                    "switchboard.console.name must have 1 to 40 characters in one line");
        }
        if (hue < 0 || hue > 360) {
            throw new IllegalArgumentException("switchboard.console.hue must be from 0 to 360");
        }
    }

    /// A mark of direction would turn what stands beside the name.
    private static boolean isUnseen(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    true;
            default -> false;
        };
    }
}
