package dev.switchboard.adapter.out.persistence.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class HubHintSealTest {

    private static final String OLD = key(1);
    private static final String NEW = key(2);
    private static final byte[] HINT = "a customer's words".getBytes(UTF_8);

    private final HubHintSeal seal = of(OLD);

    private static String key(int fill) {
        byte[] bytes = new byte[KeyRing.MASTER_KEY_BYTES];
        Arrays.fill(bytes, (byte) fill);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static HubHintSeal of(String keys) {
        return new HubHintSeal(KeyRing.parse(keys, "the test"));
    }

    @Test
    void isOpenedByEveryHubWithTheKey() {
        assertThat(of(OLD).open(seal.close(HINT))).contains(HINT);
    }

    @Test
    void isOpenedWhileTheMasterKeyIsChanged() {
        assertThat(of(NEW + "," + OLD).open(seal.close(HINT))).contains(HINT);
        assertThat(of(OLD + "," + NEW).open(of(NEW).close(HINT))).contains(HINT);
    }

    @Test
    void hidesTheHintAndLooksDifferentEachTime() {
        byte[] one = seal.close(HINT);

        assertThat(new String(one, UTF_8)).doesNotContain("customer");
        assertThat(seal.close(HINT)).isNotEqualTo(one);
    }

    @Test
    void isNotOpenedIfItWasChangedOrMadeByAnother() {
        byte[] changed = seal.close(HINT);
        changed[changed.length - 1] ^= 1;

        assertThat(seal.open(changed)).isEmpty();
        assertThat(seal.open(of(NEW).close(HINT))).isEmpty();
        assertThat(seal.open(HINT)).isEmpty();
        assertThat(seal.open(new byte[0])).isEmpty();
    }

    @Test
    void namesTopicsAlikeAndTellsNothing() {
        assertThat(seal.topic("conversation netomi:ann"))
                .isEqualTo(of(OLD).topic("conversation netomi:ann"))
                .isNotEqualTo(seal.topic("conversation netomi:bob"))
                .isNotEqualTo(of(NEW).topic("conversation netomi:ann"))
                .matches("sb:[0-9a-f]{24}");
    }
}
