package dev.switchboard.adapter.out.persistence.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KeyBytesTest {

    private static final String LATER = "msg_0197123456797000a000000000000000";
    private static final String EARLIER = "msg_0197123456787fffbfffffffffffffff";

    @Test
    void ordersKeysThatCountUpWhateverTheirScope() {
        byte[] earlier = KeyBytes.of("reply:netomi:one", EARLIER);
        byte[] later = KeyBytes.of("reply:netomi:another", LATER);

        assertThat(Arrays.compareUnsigned(earlier, later)).isNegative();
    }

    @Test
    void tellsKeysApartThatBeginAlike() {
        String start = "k".repeat(100);

        assertThat(KeyBytes.of("svc", start + "1")).isNotEqualTo(KeyBytes.of("svc", start + "2"));
    }

    @Test
    void tellsApartWhereTheScopeEndsAndTheKeyBegins() {
        assertThat(KeyBytes.of("a", "bc")).isNotEqualTo(KeyBytes.of("ab", "c"));
    }

    @Test
    void isShortHoweverLongTheTextsAre() {
        assertThat(KeyBytes.of("s".repeat(500), "k".repeat(500))).hasSize(32);
        assertThat(KeyBytes.ofFingerprint("f".repeat(64))).hasSize(16);
    }

    @Test
    void hasNoKeyBehindTheLast() {
        byte[] id = KeyBytes.of("s", Character.toString(Character.MAX_CODE_POINT));

        assertThat(Arrays.compareUnsigned(id, KeyBytes.last())).isNegative();
    }

    @Test
    void neverTakesAShortFingerprintForAHash() {
        assertThat(KeyBytes.ofFingerprint("")).isEmpty();
        assertThat(KeyBytes.ofFingerprint("f1")).isNotEqualTo(KeyBytes.ofFingerprint("f2"));
        assertThat(KeyBytes.ofFingerprint("f".repeat(15))).hasSize(15);
    }
}
