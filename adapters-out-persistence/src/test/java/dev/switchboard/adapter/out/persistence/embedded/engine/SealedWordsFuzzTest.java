package dev.switchboard.adapter.out.persistence.embedded.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.keys.BodySeal;
import dev.switchboard.adapter.out.persistence.keys.TestKeys;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.domain.fuzz.Fuzz;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A sealed value opens as it was closed, and where it was; anything else that bears its mark is
/// damage.
class SealedWordsFuzzTest {

    private static final byte[] KEY = "key".getBytes(UTF_8);
    private static final byte[] WORDS = "a customer's words".getBytes(UTF_8);

    private final SealedWords words =
            new SealedWords(
                    new BodySeal(
                            new BodySeal.Settings(true, TestKeys.cipher(), new MutableClock()),
                            new Days()));

    private static final class Days implements BodySeal.Shelf {

        private final Map<LocalDate, String> kept = new HashMap<>();

        @Override
        public Optional<String> find(LocalDate day) {
            return Optional.ofNullable(kept.get(day));
        }

        @Override
        public String keep(LocalDate day, String encrypted) {
            kept.put(day, encrypted);
            return encrypted;
        }
    }

    @Test
    void openAsTheyWereClosed() {
        Batch batch = LoneRecord.batch();
        batch.put(Table.MESSAGE, KEY, WORDS);
        byte[] sealed = words.closed(batch.changes().getFirst());

        Fuzz.of("sealed words")
                .seeds(sealed, WORDS)
                .seeds(new byte[] {-11, 83, 87, 1}, new byte[] {-11, 83, 87, 1, 127, -1, -1, -1})
                .refusedBy(DamagedRecordException.class)
                .bytes(stored -> {
                    byte[] opened = words.opened(Table.MESSAGE, KEY, stored);
                    assertThat(opened).isEqualTo(Arrays.equals(stored, sealed) ? WORDS : stored);
                    return Arrays.equals(stored, sealed);
                });
    }
}
