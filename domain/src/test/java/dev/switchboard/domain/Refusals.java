package dev.switchboard.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.switchboard.domain.InvalidValueException.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// Assertions that a value was refused, and with which text.
public final class Refusals {
    private Refusals() {}

    public static void assertRefused(ThrowingCallable making, String field, Reason reason) {
        assertRefused(making, field, reason, "");
    }

    public static void assertRefused(
            ThrowingCallable making, String field, Reason reason, String detail) {
        InvalidValueException refusal = catchThrowableOfType(InvalidValueException.class, making);

        assertThat(refusal).isNotNull();
        assertThat(refusal.field()).isEqualTo(field);
        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.detail()).isEqualTo(detail);
    }
}
