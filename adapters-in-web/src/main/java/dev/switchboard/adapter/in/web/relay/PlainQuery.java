package dev.switchboard.adapter.in.web.relay;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The query of a plain request: none, or one parameter that is written as it is meant, such as the
/// token of a channel's answer. How other queries are read is the servlet container's business.
///
/// @param parameters by their names
record PlainQuery(Map<String, String[]> parameters) {

    private static final PlainQuery NONE = new PlainQuery(Map.of());

    /// Returns the query; null if it is not plain.
    ///
    /// @param text as in the URI, without the question mark; null if there is none
    static @Nullable PlainQuery of(@Nullable String text) {
        if (text == null) {
            return NONE;
        }
        int end = text.indexOf('=');
        if (end <= 0) {
            return null;
        }
        String name = text.substring(0, end);
        String value = text.substring(end + 1);
        return isPlain(name) && isPlain(value)
                ? new PlainQuery(Map.of(name, new String[] {value}))
                : null;
    }

    /// Whether all characters are "unreserved" in RFC 3986, so that they stand for themselves.
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letterOrDigit = c < 128 && Character.isLetterOrDigit(c);
            if (!letterOrDigit && "-._~".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
