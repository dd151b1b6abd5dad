package dev.switchboard.adapter.in.web.error;

/// The errors of HTTP requests. The numbers are API and never change their meaning; the titles are
/// for people.
public enum ProblemCode {
    /// The body is no JSON, or no object where one is required.
    MALFORMED_JSON(1000, 400, "Invalid JSON payload"),
    /// A header, the path or the whole request is malformed.
    BAD_REQUEST(1001, 400, "Bad request"),
    /// A field of the body or a parameter of the query has an invalid value.
    INVALID_FIELD(1002, 422, "Invalid field"),

    UNAUTHORIZED(1100, 401, "Unauthorized"),
    FORBIDDEN(1101, 403, "Forbidden"),

    NOT_FOUND(1200, 404, "Not found"),
    METHOD_NOT_ALLOWED(1201, 405, "Method not allowed"),
    NOT_ACCEPTABLE(1202, 406, "Not acceptable"),
    PAYLOAD_TOO_LARGE(1203, 413, "Payload too large"),
    UNSUPPORTED_MEDIA_TYPE(1204, 415, "Content-Type must be application/json"),
    /// The request did not arrive in time, because its sender was too slow.
    REQUEST_TIMEOUT(1205, 408, "Request timeout"),
    /// The address speaks WebSocket only.
    UPGRADE_REQUIRED(1206, 426, "Upgrade required"),

    /// The request does not fit the current state.
    CONFLICT(1300, 409, "Conflict"),
    /// `If-Match` names a version that is not the current one.
    PRECONDITION_FAILED(1301, 412, "Precondition failed"),
    /// Too many requests; `Retry-After` says how long to wait.
    TOO_MANY_REQUESTS(1302, 429, "Too many requests"),

    /// A bug of the hub.
    INTERNAL_ERROR(1500, 500, "Internal error"),
    /// The store does not answer; `Retry-After` says how long to wait.
    STORAGE_UNAVAILABLE(1501, 503, "Storage unavailable"),
    /// The requested part of Switchboard is not configured.
    NOT_CONFIGURED(1502, 503, "Not configured"),
    /// The request needs another system that is away; `Retry-After` says how long to wait.
    UNAVAILABLE(1503, 503, "Unavailable"),
    /// This hub's store does not support the operation.
    NOT_SUPPORTED(1504, 501, "Not supported"),
    /// The hub has no capacity for the request now; `Retry-After` says how long to wait.
    OVERLOADED(1505, 503, "Overloaded");

    private final int number;
    private final int status;
    private final String title;

    ProblemCode(int number, int status, String title) {
        this.number = number;
        this.status = status;
        this.title = title;
    }

    public int number() {
        return number;
    }

    /// The HTTP status under `/v1/`.
    public int status() {
        return status;
    }

    public String title() {
        return title;
    }
}
