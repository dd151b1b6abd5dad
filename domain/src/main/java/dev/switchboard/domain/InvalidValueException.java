package dev.switchboard.domain;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Thrown by the constructor of a value that refuses its input: the caller sent nonsense.
///
/// Adapters translate `field`, `reason` and `detail` into the envelope of their system. The message
/// of this exception is for our logs and never leaves the hub.
public final class InvalidValueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// The reason for which a value was refused. A closed list, because adapters choose their texts
    /// by it.
    public enum Reason {
        /// The value is required and absent.
        MISSING,
        /// The value has the right type and the wrong form; `detail` may say what is allowed.
        INVALID,
        /// The value is longer or larger than its limit.
        TOO_LONG,
        /// The value is of another type than its field.
        WRONG_TYPE,
        /// The value is well formed and forbidden; `detail` names the offender.
        NOT_ALLOWED
    }

    private final String field;
    private final Reason reason;
    private final String detail;

    public InvalidValueException(String field, Reason reason) {
        this(field, reason, "");
    }

    /// @param detail a help for the caller: the offender (a key, a type) or the allowed values; may
    ///   be empty
    public InvalidValueException(String field, Reason reason, String detail) {
        super(field + ": " + reason + (detail.isEmpty() ? "" : " (" + detail + ")"));
        this.field = field;
        this.reason = reason;
        this.detail = detail;
    }

    /// A value outside a short list.
    ///
    /// @param allowed the whole list, as callers write it
    public static InvalidValueException noneOf(String field, Stream<String> allowed) {
        return new InvalidValueException(
                field, Reason.INVALID, allowed.collect(Collectors.joining(", ", "one of ", "")));
    }

    public String field() {
        return field;
    }

    public Reason reason() {
        return reason;
    }

    public String detail() {
        return detail;
    }
}
