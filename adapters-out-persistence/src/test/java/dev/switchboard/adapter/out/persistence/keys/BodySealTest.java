package dev.switchboard.adapter.out.persistence.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.adapter.out.persistence.keys.BodySeal.Sealed;
import dev.switchboard.application.fakes.MutableClock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class BodySealTest {

    private static final byte[] HERE = BodySeal.place("journal/content/1");
    private static final byte[] ELSEWHERE = BodySeal.place("journal/content/2");
    private static final byte[] WORDS = "said".getBytes(UTF_8);

    private final MutableClock clock = new MutableClock();
    private final Map<LocalDate, String> kept = new ConcurrentHashMap<>();
    private final BodySeal seal = seal(1);

    @Test
    void opensWhatItClosed() {
        Sealed sealed = seal.close(WORDS, HERE);

        assertThat(seal.open(sealed, HERE)).isEqualTo(WORDS);
        assertThat(new String(sealed.bytes(), UTF_8)).doesNotContain("said");
    }

    @Test
    void opensNothingElsewhere() {
        Sealed sealed = seal.close(WORDS, HERE);

        assertThatThrownBy(() -> seal.open(sealed, ELSEWHERE))
                .isInstanceOf(BrokenSealException.class)
                .hasMessage("it was changed, or moved from elsewhere");
    }

    @Test
    void opensNothingWhoseKeyIsGone() {
        Sealed sealed = seal.close(WORDS, HERE);
        kept.clear();
        seal.forget(sealed.day());

        assertThatThrownBy(() -> seal.open(sealed, HERE))
                .isInstanceOf(BrokenSealException.class)
                .hasMessage("the key of %s is not there".formatted(sealed.day()));
    }

    @Test
    void opensNothingUnderAnotherMasterKey() {
        Sealed sealed = seal.close(WORDS, HERE);

        assertThatThrownBy(() -> seal(2).open(sealed, HERE))
                .isInstanceOf(BrokenSealException.class)
                .hasMessageContaining("not encrypted under this master key");
    }

    @Test
    void keepsOneKeyForADayUnderTheMasterKey() {
        seal.close(WORDS, HERE);
        seal.close(WORDS, ELSEWHERE);
        clock.advance(Duration.ofDays(1));
        seal.close(WORDS, HERE);

        assertThat(kept).hasSize(2);
        assertThat(kept.values()).allMatch(key -> SecretCipher.FORM.matcher(key).matches());
    }

    @Test
    void takesTheKeyThatAnotherHubWasQuickerToMake() {
        BodySeal other = seal(1);
        BodySeal late =
                new BodySeal(
                        settings(1),
                        new Shelf() {
                            @Override
                            public String keep(LocalDate day, String encrypted) {
                                other.close(WORDS, HERE);
                                return super.keep(day, encrypted);
                            }
                        });

        Sealed sealed = late.close(WORDS, HERE);

        assertThat(other.open(sealed, HERE)).isEqualTo(WORDS);
    }

    @Test
    void usesNoNonceTwiceHoweverManyItSeals() {
        BodySeal frugal = new BodySeal(settings(1), new Shelf(), 3);
        List<String> nonces = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            nonces.add(HexFormat.of().formatHex(frugal.close(WORDS, HERE).bytes(), 0, 12));
        }

        assertThat(nonces).doesNotHaveDuplicates();
        assertThat(nonces.stream().map(nonce -> nonce.substring(0, 16)).distinct()).hasSize(4);
        assertThat(nonces.stream().map(nonce -> nonce.substring(16)).distinct()).hasSize(3);
    }

    private BodySeal seal(int masterKey) {
        return new BodySeal(settings(masterKey), new Shelf());
    }

    private BodySeal.Settings settings(int masterKey) {
        return new BodySeal.Settings(true, new SecretCipher(TestKeys.ring(masterKey)), clock);
    }

    /// One store for all hubs.
    private class Shelf implements BodySeal.Shelf {

        @Override
        public Optional<String> find(LocalDate day) {
            return Optional.ofNullable(kept.get(day));
        }

        @Override
        public String keep(LocalDate day, String encrypted) {
            String before = kept.putIfAbsent(day, encrypted);
            return before == null ? encrypted : before;
        }
    }
}
