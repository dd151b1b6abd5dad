package dev.switchboard.adapter.in.web.channel;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the `window` parameter: a number and `s`, `m`, `h` or `d`, up to 30 days.
final class StatisticsWindow {

    static final String DEFAULT = "1h";

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,6})([smhd])");
    private static final Duration MAX = Duration.ofDays(30);

    private StatisticsWindow() {}

    static Duration parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw invalid();
        }
        long number = Long.parseLong(matcher.group(1));
        Duration window =
                switch (matcher.group(2)) {
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                };
        if (window.compareTo(MAX) > 0) {
            throw invalid();
        }
        return window;
    }

    private static InvalidValueException invalid() {
        return new InvalidValueException(
                "window", Reason.INVALID, "a number and s, m, h or d, up to 30d");
    }
}
