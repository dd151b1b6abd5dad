package dev.switchboard.application.port.out.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The contract of [AuditCursor].
public interface AuditCursorContract {

    /// The cursor, read anew from the store at each call; unset at the start of a test.
    AuditCursor cursor();

    @Test
    default void isNowhereAtFirst() {
        assertThat(cursor().last()).isEmpty();
    }

    @Test
    default void staysWhereItWasMoved() {
        cursor().move("aud_n000000000000001");
        cursor().move("aud_n000000000000042");

        assertThat(cursor().last()).contains("aud_n000000000000042");
    }
}
