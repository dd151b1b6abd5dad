package dev.switchboard.adapter.out.upstreams.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/// The body of an answer, as far as we are willing to read it.
///
/// @param mediaType its type in lower case without parameters, or empty if the peer named none
/// @param text its beginning, read as UTF-8; empty if it is compressed, which we never ask for
/// @param whole whether nothing was cut off
record BoundedBody(String mediaType, String text, boolean whole) {

    private static final int MAX_BYTES = 1024 * 1024;
    private static final int FIRST_BYTES = 1024;
    private static final BoundedBody EMPTY = new BoundedBody("", "", true);

    /// Reads to the end, which gives the connection back for the next call, or to the limit.
    static BoundedBody read(@Nullable HttpEntity entity) throws IOException {
        if (entity == null) {
            return EMPTY;
        }
        InputStream in = entity.getContent();
        byte[] bytes = new byte[firstSize(entity.getContentLength())];
        int length = 0;
        for (int n = in.read(bytes); n >= 0; n = in.read(bytes, length, bytes.length - length)) {
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

    /// Small, for a length that a peer announces is only a promise; with room for one byte more, so
    /// that the end is seen without growing.
    private static int firstSize(long announced) {
        return announced >= 0 && announced < FIRST_BYTES ? (int) announced + 1 : FIRST_BYTES;
    }

    private static BoundedBody of(HttpEntity entity, byte[] bytes, int length, boolean whole) {
        String encoding = entity.getContentEncoding();
        boolean plain = encoding == null || encoding.equalsIgnoreCase("identity");
        String text = plain ? new String(bytes, 0, length, StandardCharsets.UTF_8) : "";
        return new BoundedBody(mediaType(entity.getContentType()), text, whole);
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
