package dev.switchboard.adapter.out.upstreams.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.upstreams.http.ReplyReader.RetryAfter;
import dev.switchboard.domain.fuzz.Fuzz;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.junit.jupiter.api.Test;

/// What peers answer is understood or not, and can be shown to our caller in any case.
class ReplyFuzzTest {

    private static final Instant NOW = Instant.parse("2026-05-27T21:10:00Z");
    private static final int LONGEST_TEXT = 2048;

    @Test
    void showsARefusalWithoutMarkupAndControls() {
        Fuzz.of("texts of refusals")
                .seeds(
                        "{\"error\":\"no such <b>chat</b>\"}",
                        "no such chat",
                        "<html>no</html>",
                        "{\"error\":{\"message\":\"x\"}}",
                        "a <!-- b --> c < d > e")
                .kept("a<\udfff/" + "b".repeat(2_100))
                .words("<script>", "</", "<", ">", "\\u003cb\\u003e", "{\"error\":\"", "\u2028")
                .texts(body -> {
                    String text = RefusalText.of("application/json", body);
                    assertThat(text.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(LONGEST_TEXT);
                    assertThat(text).doesNotContainPattern("<[A-Za-z/!?]");
                    assertThat(text.codePoints()).noneMatch(Character::isISOControl);
                    assertThat(JsonText.isJson(body) && JsonText.read(body).isMissingNode())
                            .isFalse();
                    return !text.isEmpty();
                });
    }

    @Test
    void waitsAsLongAsItIsAsked() {
        Fuzz.of("Retry-After")
                .seeds(
                        "120",
                        "Wed, 27 May 2026 21:10:30 GMT",
                        "Wednesday, 27-May-26 21:11:00 GMT",
                        "Wed May 27 21:11:00 2026")
                .words("GMT", "Feb", "30", "99999", "Mon, ", "-")
                .texts(value -> {
                    BasicHttpResponse response = new BasicHttpResponse(503);
                    response.addHeader("Retry-After", value);
                    Duration wait = RetryAfter.of(response, NOW);
                    assertThat(wait == null || !wait.isNegative()).isTrue();
                    return wait != null;
                });
    }

    @Test
    void readsTheSameLinesInAnyPieces() {
        Fuzz.of("lines of streams")
                .seeds("data: a\r\ndata:b\n\n: ping\n\nid: 1\n", "\u2615\n", "a\rb\n\n")
                .words("\n", "\r\n", "data:")
                .bytes(bytes -> {
                    List<String> lines = lines(new ByteArrayInputStream(bytes));
                    assertThat(lines(new Drip(bytes))).isEqualTo(lines);
                    assertThat(lines).noneMatch(line -> line.contains("\n"));
                    return !lines.isEmpty();
                });
    }

    private static List<String> lines(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        LineStream.read(
                in,
                new LineStream() {
                    @Override
                    public boolean opened() {
                        return true;
                    }

                    @Override
                    public boolean line(String text) {
                        return lines.add(text);
                    }
                },
                new LineStream.Waits() {
                    @Override
                    public void begin() {}

                    @Override
                    public void over() {}
                });
        return lines;
    }

    /// Bytes that come some at a time.
    private static final class Drip extends ByteArrayInputStream {

        private int piece;

        Drip(byte[] bytes) {
            super(Arrays.copyOf(bytes, bytes.length));
        }

        @Override
        public int read(byte[] target) {
            piece = piece % 7 + 1;
            return super.read(target, 0, piece);
        }
    }
}
