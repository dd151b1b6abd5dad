package dev.switchboard.adapter.out.persistence.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.out.media.MediaSignatures;
import dev.switchboard.domain.media.MediaId;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HmacMediaSignaturesTest {

    private static final MediaId FILE = new MediaId("6f1c7c1e-5f0e-4b6e-9d3e-2a9d6f6f0001");
    private static final Instant UNTIL = Instant.parse("2026-11-20T10:00:00Z");

    private final MediaSignatures signatures = new HmacMediaSignatures(TestKeys.ring(1));

    @Test
    void knowItsOwnAlsoAfterARestart() {
        String signature = new HmacMediaSignatures(TestKeys.ring(1)).sign(FILE, UNTIL);

        assertThat(signatures.isOurs(FILE, UNTIL, signature)).isTrue();
        assertThat(signature).matches("[A-Za-z0-9_-]{43}");
    }

    @Test
    void holdForOneFileOneTimeAndOneHub() {
        String signature = signatures.sign(FILE, UNTIL);
        MediaId other = MediaId.of(new MessageId("msg_" + "0123456789abcdef".repeat(2)));

        assertThat(signatures.isOurs(other, UNTIL, signature)).isFalse();
        assertThat(signatures.isOurs(FILE, UNTIL.plusSeconds(1), signature)).isFalse();
        assertThat(new HmacMediaSignatures(TestKeys.ring(2)).isOurs(FILE, UNTIL, signature))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "\uffff", "====", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void areNothingElse(String signature) {
        assertThat(signatures.isOurs(FILE, UNTIL, signature)).isFalse();
        assertThat(signatures.isOurs(FILE, UNTIL, signatures.sign(FILE, UNTIL) + signature))
                .isEqualTo(signature.isEmpty());
    }
}
