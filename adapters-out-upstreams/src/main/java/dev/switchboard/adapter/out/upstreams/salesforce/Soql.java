package dev.switchboard.adapter.out.upstreams.salesforce;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/// Queries that mean what they say, whatever the values are.
final class Soql {

    private Soql() {}

    /// A value between quotes, with which nothing else can be said.
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

    /// As the value of a parameter in a URL; a space is `%20`, which every server reads alike.
    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
