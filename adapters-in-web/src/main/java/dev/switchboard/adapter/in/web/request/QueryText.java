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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Parameters of a query, or texts in a body, as they came, read as what they should be. Each
/// method throws [InvalidValueException] naming it.
public final class QueryText {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    private QueryText() {}

    /// How many items a page may have: 1 to 1000, or 100 if it is not said.
    public static int limit(@Nullable String text) {
        return limit(text, MAX_LIMIT);
    }

    /// As [#limit(String)], with another most.
    public static int limit(@Nullable String text, int most) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        long limit = number("limit", text);
        if (limit < 1 || limit > most) {
            throw new InvalidValueException("limit", Reason.INVALID);
        }
        return (int) limit;
    }

    /// The number behind which a page begins: 0 if it is not said.
    public static long after(@Nullable String text) {
        return text == null ? 0 : number("after", text);
    }

    /// A whole number from 0 on.
    public static long number(String name, String text) {
        try {
            long number = Long.parseLong(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException _) {
            // refused below, as a negative one is
        }
        throw new InvalidValueException(name, Reason.INVALID);
    }

    /// A point in time such as `2026-01-31T12:00:00Z`, or null if there is none.
    public static @Nullable Instant instant(String name, @Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException _) {
            throw new InvalidValueException(name, Reason.INVALID);
        }
    }

    /// The values of a parameter of a request's query, without a look at its body, which somebody
    /// may call a form.
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

    /// All parameters of a request's query, likewise.
    static Map<String, String[]> all(HttpServletRequest request) {
        String query = request.getQueryString();
        Map<String, String[]> all = new LinkedHashMap<>();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                String[] parts = pair.split("=", 2);
                String value = parts.length == 1 ? "" : decoded(parts[1]);
                all.merge(decoded(parts[0]), new String[] {value}, QueryText::together);
            }
        }
        return all;
    }

    private static String[] together(String[] before, String[] more) {
        String[] all = Arrays.copyOf(before, before.length + 1);
        all[before.length] = more[0];
        return all;
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
