package dev.switchboard.adapter.in.web.error;

import dev.switchboard.adapter.in.web.error.Problem.FieldError;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.util.List;
import java.util.Locale;

/// Describes values that the core refused, in the words of `docs/protocol/channels.md`.
final class InvalidValues {

    private static final String BODY = "body";

    private InvalidValues() {}

    static Problem problem(InvalidValueException refused) {
        return problem(List.of(refused));
    }

    /// @param refused at least one
    static Problem problem(List<InvalidValueException> refused) {
        return Problem.invalidFields(
                text(refused.getFirst()),
                refused.stream()
                        .map(each -> new FieldError(field(each), word(each.reason())))
                        .toList());
    }

    /// An unknown field is refused as part of the body and reported by its own name.
    private static String field(InvalidValueException refused) {
        return refused.field().equals(BODY) && refused.reason() == Reason.NOT_ALLOWED
                ? QuotedInput.of(refused.detail())
                : refused.field();
    }

    private static String word(Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    private static String text(InvalidValueException refused) {
        return switch (refused.field()) {
            case "channel_id" -> channelId(refused);
            case "endpoint_url" -> endpointUrl(refused);
            case "response_url" -> responseUrl(refused);
            case "channel_metadata" -> metadata(refused);
            case BODY -> "Unknown field: " + QuotedInput.of(refused.detail());
            case "filter" -> "Unsupported field: " + QuotedInput.of(refused.detail());
            default -> any(refused);
        };
    }

    private static String channelId(InvalidValueException refused) {
        return refused.reason() == Reason.NOT_ALLOWED
                ? "channel_id cannot be changed"
                : any(refused);
    }

    private static String endpointUrl(InvalidValueException refused) {
        return switch (refused.reason()) {
            case MISSING -> "Channel metadata missing 'endpoint_url'";
            case NOT_ALLOWED -> "endpoint_url host is not allowed";
            case INVALID, TOO_LONG, WRONG_TYPE -> "Invalid endpoint_url";
        };
    }

    private static String responseUrl(InvalidValueException refused) {
        return refused.reason() == Reason.WRONG_TYPE ? any(refused) : "response_url is not allowed";
    }

    private static String metadata(InvalidValueException refused) {
        return switch (refused.reason()) {
            case NOT_ALLOWED -> "Metadata key not allowed: " + QuotedInput.of(refused.detail());
            case INVALID -> "Invalid channel_metadata";
            case MISSING, TOO_LONG, WRONG_TYPE -> any(refused);
        };
    }

    private static String any(InvalidValueException refused) {
        String field = refused.field();
        return switch (refused.reason()) {
            case MISSING -> "Missing field: " + field;
            case TOO_LONG -> "Field " + field + " is too long";
            case WRONG_TYPE -> "Field " + field + " must be " + dueType(refused);
            case INVALID -> "Invalid " + field + allowed(refused);
            case NOT_ALLOWED -> "Invalid " + field;
        };
    }

    /// If there is a list of allowed values, or a rule that fits into a line.
    private static String allowed(InvalidValueException refused) {
        return refused.detail().isEmpty() ? "" : ": it is " + refused.detail();
    }

    private static String dueType(InvalidValueException refused) {
        return refused.detail().isEmpty() ? "a non-empty string" : refused.detail();
    }
}
