package dev.switchboard.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.InvalidValueException.Reason;
import org.junit.jupiter.api.Test;

class InvalidValueExceptionTest {
    @Test
    void namesFieldAndReason() {
        assertThat(new InvalidValueException("channel_id", Reason.MISSING))
                .hasMessage("channel_id: MISSING");
    }

    @Test
    void namesTheOffenderIfThereIsOne() {
        assertThat(new InvalidValueException("filter", Reason.NOT_ALLOWED, "$where"))
                .hasMessage("filter: NOT_ALLOWED ($where)");
    }
}
