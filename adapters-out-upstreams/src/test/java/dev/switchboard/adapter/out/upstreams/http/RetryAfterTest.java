package dev.switchboard.adapter.out.upstreams.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.upstreams.http.ReplyReader.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-05-27T21:10:00Z");

    private static BasicHttpResponse asking(String value) {
        BasicHttpResponse response = new BasicHttpResponse(503);
        response.addHeader("Retry-After", value);
        return response;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | PT0S",
                "2 | PT2S",
                " 120 | PT2M",
                "999999999 | PT999999999S",
                "Wed, 27 May 2026 21:10:30 GMT | PT30S",
                "Wed, 27 May 2026 21:10:00 GMT | PT0S",
                "Wednesday, 27-May-26 21:11:00 GMT | PT1M",
            })
    void readsSecondsAndDates(String value, Duration patience) {
        assertThat(RetryAfter.of(asking(value), NOW)).isEqualTo(patience);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "1.5",
                "soon",
                "",
                "99999999999999999999",
                "1e30",
                "Wed, 27 May 2026 21:09:59 GMT",
                "2026-05-27T21:11:00Z",
            })
    void ignoresWhatIsPastOrUnreadable(String value) {
        assertThat(RetryAfter.of(asking(value), NOW)).isNull();
    }

    @Test
    void isAbsentWithoutTheHeader() {
        assertThat(RetryAfter.of(new BasicHttpResponse(503), NOW)).isNull();
    }
}
