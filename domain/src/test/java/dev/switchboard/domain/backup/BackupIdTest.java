package dev.switchboard.domain.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.domain.InvalidValueException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupIdTest {

    private static final String UNIQUE = "0123456789abcdef01234567";
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00.123Z");

    @Test
    void tellsWhenTheBackupWasMade() {
        BackupId id = BackupId.of(NOON.plusNanos(456_000), UNIQUE);

        assertThat(id.value()).isEqualTo("20260131T120000.123Z-" + UNIQUE);
        assertThat(id.madeAt()).isEqualTo(NOON);
    }

    @Test
    void sortsByTime() {
        assertThat(BackupId.of(NOON, "f".repeat(24)))
                .isLessThan(BackupId.of(NOON.plusMillis(1), "0".repeat(24)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../20260131T120000.123Z-0123456789abcdef01234567",
                "20260131T120000.123Z-0123456789abcdef01234567/..",
                "20260131T120000.123Z-0123456789abcdef0123456",
                "20260131T120000.123Z-0123456789ABCDEF01234567",
                "20261331T120000.123Z-0123456789abcdef01234567",
                "20260131T120000Z-0123456789abcdef01234567",
                "20260131T120000.123Z-0123456789abcdef01234567.draft"
            })
    void refusesOtherNames(String name) {
        assertThatThrownBy(() -> new BackupId(name)).isInstanceOf(InvalidValueException.class);
    }
}
