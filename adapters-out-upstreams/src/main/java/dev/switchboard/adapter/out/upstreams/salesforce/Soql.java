package dev.switchboard.adapter.out.upstreams.salesforce;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/// Quotes values for queries.
final class Soql {

    private Soql() {}

    /// A quoted value, which cannot break out of its quotes.
    static String quoted(String value) {
        StringBuilder text = new StringBuilder(value.length() + 8).append('\'');
        for (int i = 0; i < value.length(); i++) {
            char next = value.charAt(i);
            if (next == '\\' || next == '\'') {
                text.append('\\');
            }
            text.append(next);
        }
        return text.append('\'').toString();
    }

    /// Encodes the value of a URL parameter; a space becomes `%20`, which every server decodes
    /// alike.
    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
