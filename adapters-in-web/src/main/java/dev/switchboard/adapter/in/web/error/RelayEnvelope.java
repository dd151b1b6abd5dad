package dev.switchboard.adapter.in.web.error;

/// The failures of the bot's endpoints under `/api/`, as the original has them: `ok` and `error`.
public final class RelayEnvelope {

    private static final String CONVERSATIONS = "/api/conversations";

    private RelayEnvelope() {}

    static boolean covers(String path) {
        return path.startsWith("/api/netomi/")
                || path.equals("/api/webhook-messages")
                || path.equals(CONVERSATIONS)
                || path.startsWith(CONVERSATIONS + "/");
    }

    public static byte[] error(String text) {
        return LegacyEnvelope.body("{\"ok\":false,\"error\":", text);
    }

    static byte[] error(Problem problem) {
        return error(
                switch (problem.code()) {
                    case MALFORMED_JSON -> problem.code().title();
                    case BAD_REQUEST,
                            INVALID_FIELD,
                            UNAUTHORIZED,
                            FORBIDDEN,
                            NOT_FOUND,
                            METHOD_NOT_ALLOWED,
                            NOT_ACCEPTABLE,
                            PAYLOAD_TOO_LARGE,
                            UNSUPPORTED_MEDIA_TYPE,
                            REQUEST_TIMEOUT,
                            UPGRADE_REQUIRED,
                            CONFLICT,
                            PRECONDITION_FAILED,
                            TOO_MANY_REQUESTS,
                            INTERNAL_ERROR,
                            STORAGE_UNAVAILABLE,
                            NOT_CONFIGURED,
                            UNAVAILABLE,
                            NOT_SUPPORTED,
                            OVERLOADED ->
                            problem.detail();
                });
    }
}
