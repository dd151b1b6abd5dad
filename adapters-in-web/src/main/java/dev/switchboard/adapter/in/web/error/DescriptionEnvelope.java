package dev.switchboard.adapter.in.web.error;

import java.util.List;
import java.util.Set;

/// The failures of the bots' endpoints as the original has them, down to their spelling.
final class DescriptionEnvelope {

    private static final Set<String> PATHS =
            Set.of("/v1/authenticate", "/v1/tokens/check", "/v1/welcome", "/v1/chats/connect");
    private static final List<String> BELOW =
            List.of("/v1/chat/finish", "/v1/context", "/v1/integrations");

    private DescriptionEnvelope() {}

    static boolean covers(String path) {
        return PATHS.contains(path)
                || BELOW.stream()
                        .anyMatch(each -> path.equals(each) || path.startsWith(each + "/"));
    }

    static byte[] error(Problem problem) {
        return LegacyEnvelope.body("{\"ErrorDescription\":", text(problem));
    }

    private static String text(Problem problem) {
        return switch (problem.code()) {
            case MALFORMED_JSON, INVALID_FIELD ->
                    "Invalid payload received : error decode body request";
            case PAYLOAD_TOO_LARGE -> "Invalid payload received : body too large";
            case FORBIDDEN -> "Invalid Authorization token.";
            case NOT_FOUND -> "not found";
            case METHOD_NOT_ALLOWED -> "method not allowed";
            case STORAGE_UNAVAILABLE -> "storage unavailable";
            case NOT_CONFIGURED -> "not configured";
            case BAD_REQUEST,
                    UNAUTHORIZED,
                    NOT_ACCEPTABLE,
                    UNSUPPORTED_MEDIA_TYPE,
                    REQUEST_TIMEOUT,
                    UPGRADE_REQUIRED,
                    CONFLICT,
                    PRECONDITION_FAILED,
                    TOO_MANY_REQUESTS,
                    INTERNAL_ERROR,
                    UNAVAILABLE,
                    NOT_SUPPORTED,
                    OVERLOADED ->
                    problem.detail();
        };
    }
}
