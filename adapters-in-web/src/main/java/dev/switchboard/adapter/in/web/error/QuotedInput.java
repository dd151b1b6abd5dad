package dev.switchboard.adapter.in.web.error;

import dev.switchboard.domain.Utf8;

/// Quotes callers' input in error texts.
public final class QuotedInput {

    private static final int MAX_LENGTH = 100;

    private QuotedInput() {}

    /// The text, or its beginning if it is long.
    public static String of(String text) {
        return text.length() > MAX_LENGTH ? Utf8.beginning(text, MAX_LENGTH) + "…" : text;
    }
}
