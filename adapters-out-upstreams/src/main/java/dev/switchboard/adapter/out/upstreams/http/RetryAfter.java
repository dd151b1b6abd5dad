package dev.switchboard.adapter.out.upstreams.http;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/// The patience a peer asks for (RFC 9110, 10.2.3).
final class RetryAfter {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private RetryAfter() {}

    /// The time to wait, or null if the peer asks for none, for one that has passed, or in a way
    /// that cannot be read.
    static @Nullable Duration of(HttpResponse response, Instant now) {
        Header header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        if (header == null || header.getValue() == null) {
            return null;
        }
        String value = header.getValue().strip();
        if (SECONDS.matcher(value).matches()) {
            return Duration.ofSeconds(Integer.parseInt(value));
        }
        Instant date = DateUtils.parseStandardDate(value);
        return date == null || date.isBefore(now) ? null : Duration.between(now, date);
    }
}
