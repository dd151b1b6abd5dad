package dev.switchboard.adapter.out.upstreams.http;

import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Accepted;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Refused;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/// Interprets answers (promise D11). Reads bodies only where they add to the status.
record ReplyReader(Clock clock) {

    UpstreamReply read(ClassicHttpResponse response) throws IOException {
        int status = response.getCode();
        Cause away = Cause.ofStatus(status);
        if (away != null) {
            return new Unavailable(away, status, RetryAfter.of(response, clock.instant()));
        }
        return switch (status / 100) {
            case 2 -> new Accepted(status, json(BoundedBody.read(response.getEntity())));
            case 3, 4 -> refused(response);
            default -> new Unavailable(Cause.BROKEN, status, null);
        };
    }

    /// The whole answer, uninterpreted.
    Exchange readWhole(ClassicHttpResponse response) throws IOException {
        BoundedBody body = BoundedBody.read(response.getEntity());
        return new Exchange.Answered(
                response.getCode(),
                body.mediaType(),
                body.text(),
                RetryAfter.of(response, clock.instant()));
    }

    /// A file of at most `most` bytes.
    Download readFile(ClassicHttpResponse response, int most) throws IOException {
        HttpEntity entity = response.getEntity();
        if (response.getCode() != 200 || entity == null || !BoundedBody.isPlain(entity)) {
            return new Download.Failed();
        }
        if (entity.getContentLength() > most) {
            return new Download.TooLarge();
        }
        byte[] bytes = entity.getContent().readNBytes(most + 1);
        return bytes.length > most
                ? new Download.TooLarge()
                : new Download.Done(
                        BoundedBody.mediaType(entity.getContentType()), ByteBuffer.wrap(bytes));
    }

    private static @Nullable String json(BoundedBody body) {
        String text = body.whole() ? body.text() : "";
        return JsonText.isJson(text) ? text : null;
    }

    private static Refused refused(ClassicHttpResponse response) throws IOException {
        BoundedBody body = BoundedBody.read(response.getEntity());
        return new Refused(response.getCode(), RefusalText.of(body.mediaType(), body.text()));
    }

    /// The part of an answer's body that we are willing to read.
    ///
    /// @param mediaType in lower case without parameters; empty if the peer named none
    /// @param text the first part, read as UTF-8; empty if it is compressed, which we never ask for
    /// @param whole whether nothing was cut off
    private record BoundedBody(String mediaType, String text, boolean whole) {

        private static final int MAX_BYTES = 1024 * 1024;
        private static final int FIRST_BYTES = 1024;
        private static final BoundedBody EMPTY = new BoundedBody("", "", true);

        /// Reads to the end, which makes the connection reusable, or to the limit.
        static BoundedBody read(@Nullable HttpEntity entity) throws IOException {
            if (entity == null) {
                return EMPTY;
            }
            InputStream in = entity.getContent();
            byte[] bytes = new byte[firstSize(entity.getContentLength())];
            int length = 0;
            for (int n = in.read(bytes);
                    n >= 0;
                    n = in.read(bytes, length, bytes.length - length)) {
                length += n;
                if (length > MAX_BYTES) {
                    return of(entity, bytes, MAX_BYTES, false);
                }
                if (length == bytes.length) {
                    bytes = Arrays.copyOf(bytes, Math.min(2 * length, MAX_BYTES + 1));
                }
            }
            return of(entity, bytes, length, true);
        }

        /// Small, because an announced length is only a promise; one byte longer than announced, so
        /// that the end is detected without growing.
        private static int firstSize(long announced) {
            return announced >= 0 && announced < FIRST_BYTES ? (int) announced + 1 : FIRST_BYTES;
        }

        private static BoundedBody of(HttpEntity entity, byte[] bytes, int length, boolean whole) {
            String text =
                    isPlain(entity) ? new String(bytes, 0, length, StandardCharsets.UTF_8) : "";
            return new BoundedBody(mediaType(entity.getContentType()), text, whole);
        }

        /// Whether the body is uncompressed; we never ask for compression.
        private static boolean isPlain(HttpEntity entity) {
            String encoding = entity.getContentEncoding();
            return encoding == null || encoding.equalsIgnoreCase("identity");
        }

        private static String mediaType(@Nullable String contentType) {
            if (contentType == null) {
                return "";
            }
            int parameters = contentType.indexOf(';');
            String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
            return type.strip().toLowerCase(Locale.ROOT);
        }
    }

    /// The wait that a peer asks for (RFC 9110, 10.2.3).
    static final class RetryAfter {

        private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

        private RetryAfter() {}

        /// The time to wait; null if the peer asks for none, for a time in the past, or in an
        /// unreadable form.
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
}
