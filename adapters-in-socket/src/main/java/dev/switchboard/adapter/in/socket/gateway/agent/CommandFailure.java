package dev.switchboard.adapter.in.socket.gateway.agent;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The reason for which a console was refused, or a command did nothing. Consoles act on the code.
/// The text is for people and contains nothing of the command.
public enum CommandFailure {
    UNAUTHENTICATED("The token is not good"),
    SESSION_EXPIRED("The token has expired"),
    FORBIDDEN("The roles do not allow this"),
    CONSOLE_LIMIT("Too many consoles of this agent are open"),
    UNAVAILABLE("The store does not answer"),
    DRAINING("This hub is going away"),
    UNKNOWN_EVENT("Unknown event"),
    INVALID("Invalid field"),
    TOO_LARGE("Too large"),
    NOT_FOUND("Not found"),
    ID_REUSED("This id was used with another content"),
    TAKEN("Another agent has it"),
    GONE("It is over"),
    VERSION("It has changed since"),
    LIMIT("You have as many as you may have"),
    NOT_AVAILABLE("You are not available"),
    LEASE_LOST("The lease is over"),
    NO_TARGET("Nobody is there to take it"),
    OUTCOME_REQUIRED("An outcome has to be named"),
    WINDOW_CLOSED("The user has to write first"),
    INTERNAL("Internal error");

    private static final int RETRY_AFTER_SECONDS = 5;

    private final String text;

    CommandFailure(String text) {
        this.text = text;
    }

    /// The ack of a failed command.
    public ObjectNode asAck(@Nullable String field) {
        ObjectNode ack = JsonNodeFactory.instance.objectNode().put("ok", false);
        return described(ack, field);
    }

    /// The `problem` event for a failed command without an ack.
    public ObjectNode asProblem(String event, @Nullable String field) {
        ObjectNode problem = JsonNodeFactory.instance.objectNode().put("event", event);
        return described(problem, field);
    }

    /// The data of a refused connect, beside the message.
    public ObjectNode asData() {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("code", name());
        return hasRetry() ? data.put("retryAfter", RETRY_AFTER_SECONDS) : data;
    }

    private ObjectNode described(ObjectNode answer, @Nullable String field) {
        answer.put("code", name()).put("error", field == null ? text : text + ": " + field);
        return hasRetry() ? answer.put("retryAfter", RETRY_AFTER_SECONDS) : answer;
    }

    private boolean hasRetry() {
        return this == UNAVAILABLE;
    }
}
