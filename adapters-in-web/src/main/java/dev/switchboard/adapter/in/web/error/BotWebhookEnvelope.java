package dev.switchboard.adapter.in.web.error;

import java.util.Set;

/// The failures of the bot's webhook: `error` alone.
final class BotWebhookEnvelope {

    private static final Set<String> PATHS =
            Set.of("/webhook/netomi", "/webhook/test", "/webhook/info");

    private BotWebhookEnvelope() {}

    static boolean covers(String path) {
        return PATHS.contains(path);
    }

    static byte[] error(Problem problem) {
        return LegacyEnvelope.body("{\"error\":", text(problem));
    }

    private static String text(Problem problem) {
        return switch (problem.code()) {
            case MALFORMED_JSON, INVALID_FIELD -> "Invalid JSON payload";
            case INTERNAL_ERROR -> "Internal server error";
            case BAD_REQUEST,
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
                    STORAGE_UNAVAILABLE,
                    NOT_CONFIGURED,
                    UNAVAILABLE,
                    NOT_SUPPORTED,
                    OVERLOADED ->
                    problem.detail();
        };
    }
}
