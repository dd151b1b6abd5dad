package dev.switchboard.adapter.in.web.error;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;

/// The failures of the original's webhook for desks: a word or two, as text.
final class PlainRefusal {

    private static final String PATH = "/webhook";

    private PlainRefusal() {}

    static boolean covers(String path) {
        return path.equals(PATH);
    }

    static byte[] text(ProblemCode code) {
        String text =
                switch (code) {
                    case MALFORMED_JSON, BAD_REQUEST, INVALID_FIELD -> "bad request";
                    case UNAUTHORIZED, FORBIDDEN -> "forbidden";
                    case UNSUPPORTED_MEDIA_TYPE -> "unsupported media type";
                    case STORAGE_UNAVAILABLE, UNAVAILABLE, OVERLOADED -> "unavailable";
                    case NOT_FOUND,
                            METHOD_NOT_ALLOWED,
                            NOT_ACCEPTABLE,
                            PAYLOAD_TOO_LARGE,
                            REQUEST_TIMEOUT,
                            UPGRADE_REQUIRED,
                            CONFLICT,
                            PRECONDITION_FAILED,
                            TOO_MANY_REQUESTS,
                            INTERNAL_ERROR,
                            NOT_CONFIGURED,
                            NOT_SUPPORTED ->
                            code.title().toLowerCase(Locale.ROOT);
                };
        return text.getBytes(UTF_8);
    }
}
