package dev.switchboard.application.service.message;

import java.time.Duration;

/// How long a repeat is recognised (promise D7).
final class Dedupe {

    /// Where the sender gives an id.
    static final Duration WINDOW = Duration.ofDays(8);

    /// Where only the content can be compared (contract channels 4.4).
    static final Duration CONTENT_WINDOW = Duration.ofHours(24);

    private Dedupe() {}
}
