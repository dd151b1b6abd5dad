package dev.switchboard.adapter.out.upstreams.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text/plain | no such room | no such room",
                "`` | no such room | no such room",
                "application/json | {\"error\":\"no such room\"} | no such room",
                "`` | {\"success\":false,\"error\":\"gone\"} | gone",
                "application/problem+json | {\"title\":\"x\"} | {\"title\":\"x\"}",
                "application/json | {\"error\":{\"code\":7}} | {\"error\":{\"code\":7}}",
                "application/json | {\"error\":\"half | {\"error\":\"half",
                "application/json | [\"error\"] | [\"error\"]",
                "text/html | no such room | ``",
                "text/plain | <html>no such room</html> | ``",
                "`` | ` <!doctype html>` | ``",
                "application/json | {\"error\":\"<script>alert(1)</script>\"} | ``",
                "application/json | {\"error\":\" <p>gone\"} | ``",
                "application/json | {\"error\":\"no <b>such</b> room\"} | no  such  room",
                "application/json | {\"error\":\"no \\u003cimg src=x onerror=y\"} | no",
                "application/json | {\"error\":\"no <scr<b>ipt>x\"} | no   ipt>x",
                "application/json | {\"detail\":\"<b>x</b>\"} | {\"detail\":\" x \"}",
                "text/plain | no <!-- such --> room | no   room",
                "text/plain | 3 < 4 and 5 > 4 | 3 < 4 and 5 > 4",
                "text/plain | a <-- b | a <-- b",
                "application/octet-stream | no such room | ``",
                "image/svg+xml | no such room | ``",
            })
    void saysWhatThePeerSaid(String mediaType, String body, String text) {
        assertThat(RefusalText.of(mediaType, body)).isEqualTo(text);
    }

    @Test
    void replacesControlCharacters() {
        String text = RefusalText.of("text/plain", "\r\nno\u0000such\u001b[31m\u2028room\u0085\n");

        assertThat(text).isEqualTo("no such [31m room");
    }

    @Test
    void replacesControlCharactersThatJsonEscaped() {
        String text = RefusalText.of("application/json", "{\"error\":\"no\\u0000such\\nroom\"}");

        assertThat(text).isEqualTo("no such room");
    }

    @Test
    void cutsBetweenCharactersAtTwoKibibytes() {
        String text = RefusalText.of("text/plain", "x" + "é".repeat(3000));

        assertThat(text).isEqualTo("x" + "é".repeat(1023));
        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSize(2047);
    }
}
