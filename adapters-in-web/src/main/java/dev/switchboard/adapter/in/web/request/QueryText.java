package dev.switchboard.adapter.in.web.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses query parameters, and strings of a body, into values. Each method throws
/// [InvalidValueException] naming the parameter.
public final class QueryText {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    /// No store keeps times that are much earlier or later.
    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private QueryText() {}

    /// The page size: 1 to 1000; the default is 100.
    public static int limit(@Nullable String text) {
        return limit(text, MAX_LIMIT);
    }

    /// Like [#limit(String)], with another maximum.
    public static int limit(@Nullable String text, int most) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        long limit = DIGITS.matcher(text).matches() ? number("limit", text) : 0;
        if (limit < 1 || limit > most) {
            throw new InvalidValueException("limit", Reason.INVALID);
        }
        return (int) limit;
    }

    /// The number that a page begins after; the default is 0.
    public static long after(@Nullable String text) {
        return text == null ? 0 : number("after", text);
    }

    /// A non-negative whole number.
    public static long number(String name, String text) {
        try {
            long number = Long.parseLong(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException _) {
            // refused below, like a negative one
        }
        throw new InvalidValueException(name, Reason.INVALID);
    }

    /// A time such as `2026-01-31T12:00:00Z`, or null if there is none.
    public static @Nullable Instant instant(String name, @Nullable String text) {
        return text == null ? null : requiredInstant(name, text);
    }

    /// A time such as `2026-01-31T12:00:00Z`.
    public static Instant requiredInstant(String name, String text) {
        try {
            Instant time = Instant.parse(text);
            if (!time.isBefore(EARLIEST) && !time.isAfter(LATEST)) {
                return time;
            }
        } catch (DateTimeParseException _) {
            // refused below, like one that no store keeps
        }
        throw new InvalidValueException(name, Reason.INVALID);
    }

    /// Returns the values of a query parameter without reading the body, which may claim to be a
    /// form.
    public static List<String> all(HttpServletRequest request, String name) {
        String query = request.getQueryString();
        if (query == null) {
            return List.of();
        }
        try {
            return Arrays.stream(query.split("&"))
                    .filter(pair -> pair.startsWith(name + "="))
                    .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), UTF_8))
                    .toList();
        } catch (IllegalArgumentException _) {
            throw new InvalidValueException(name, Reason.INVALID);
        }
    }

    /// Returns all query parameters, in the same way.
    public static Map<String, String[]> all(HttpServletRequest request) {
        String query = request.getQueryString();
        Map<String, List<String>> all = new LinkedHashMap<>();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                String[] parts = pair.split("=", 2);
                String value = parts.length == 1 ? "" : decoded(parts[1]);
                all.computeIfAbsent(decoded(parts[0]), _ -> new ArrayList<>()).add(value);
            }
        }
        Map<String, String[]> arrays = new LinkedHashMap<>();
        all.forEach((name, values) -> arrays.put(name, values.toArray(String[]::new)));
        return arrays;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException _) {
            throw new ProblemException(Problem.of(ProblemCode.BAD_REQUEST));
        }
    }

    /// @throws InvalidValueException if it is absent
    public static String required(String name, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            throw new InvalidValueException(name, Reason.MISSING);
        }
        return text;
    }
}
