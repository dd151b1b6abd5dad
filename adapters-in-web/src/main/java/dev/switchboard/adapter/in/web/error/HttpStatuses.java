package dev.switchboard.adapter.in.web.error;

/// Finds the problem code for an HTTP status.
final class HttpStatuses {

    private HttpStatuses() {}

    static ProblemCode codeFor(int status) {
        return switch (status) {
            case 401 -> ProblemCode.UNAUTHORIZED;
            case 403 -> ProblemCode.FORBIDDEN;
            case 404 -> ProblemCode.NOT_FOUND;
            case 405 -> ProblemCode.METHOD_NOT_ALLOWED;
            case 406 -> ProblemCode.NOT_ACCEPTABLE;
            case 408 -> ProblemCode.REQUEST_TIMEOUT;
            case 413 -> ProblemCode.PAYLOAD_TOO_LARGE;
            case 415 -> ProblemCode.UNSUPPORTED_MEDIA_TYPE;
            case 426 -> ProblemCode.UPGRADE_REQUIRED;
            case 429 -> ProblemCode.TOO_MANY_REQUESTS;
            case 503 -> ProblemCode.OVERLOADED;
            default -> status < 500 ? ProblemCode.BAD_REQUEST : ProblemCode.INTERNAL_ERROR;
        };
    }
}
