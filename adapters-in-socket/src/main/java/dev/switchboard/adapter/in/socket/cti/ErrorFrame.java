package dev.switchboard.adapter.in.socket.cti;

import dev.switchboard.adapter.in.socket.presence.Topic;
import org.jspecify.annotations.Nullable;

/// One error frame.
///
/// @param path the subscription that it concerns, in its canonical spelling
/// @param requestId the request that it concerns
/// @param user the user in that request
record ErrorFrame(
        ErrorCode code,
        String message,
        @Nullable String path,
        @Nullable String requestId,
        @Nullable String user) {

    private static final int LONGEST_ECHO = 200;

    static ErrorFrame of(ErrorCode code) {
        return new ErrorFrame(code, code.message(), null, null, null);
    }

    static ErrorFrame of(ErrorCode code, Topic topic) {
        return new ErrorFrame(code, code.message(), topic.path(), null, null);
    }

    /// @param user as the client wrote it, or a part of it
    static ErrorFrame of(ErrorCode code, String requestId, String user) {
        return new ErrorFrame(code, code.message(), null, requestId, user);
    }

    /// The error for a text that names no user.
    static ErrorFrame badUser(String requestId, String text) {
        String printable =
                text.codePoints()
                        .filter(c -> !Character.isISOControl(c) && Character.isDefined(c))
                        .limit(LONGEST_ECHO)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
        return of(ErrorCode.BAD_USER, requestId, printable);
    }

    /// The error for a revoked subscription, by the name that its client knows.
    static ErrorFrame revoked(Subscription subscription) {
        Topic topic = subscription.topic();
        return topic.kind() == Topic.Kind.UNREAD
                ? of(ErrorCode.SUBSCRIPTION_REVOKED, subscription.requestId(), topic.path())
                : of(ErrorCode.SUBSCRIPTION_REVOKED, topic);
    }

    /// @param field the field's name in the documentation
    static ErrorFrame invalid(String field, @Nullable String path, @Nullable String requestId) {
        return new ErrorFrame(
                ErrorCode.BAD_FRAME, "Invalid field: " + field + ".", path, requestId, null);
    }
}
