package dev.switchboard.adapter.out.persistence.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.out.cluster.PeerSignatures;
import org.junit.jupiter.api.Test;

class HmacPeerSignaturesTest {

    private static final byte[] CALL = "call".getBytes(UTF_8);

    private final PeerSignatures signatures = new HmacPeerSignatures(TestKeys.ring(1));

    @Test
    void areKnownByAnotherHubWithTheSameKey() {
        byte[] signature = new HmacPeerSignatures(TestKeys.ring(1)).sign(CALL);

        assertThat(signatures.isOurs(CALL, signature)).isTrue();
    }

    @Test
    void holdForOneTextAndOneKey() {
        byte[] signature = signatures.sign(CALL);

        assertThat(signatures.isOurs("other".getBytes(UTF_8), signature)).isFalse();
        assertThat(signatures.isOurs(CALL, new byte[0])).isFalse();
        assertThat(new HmacPeerSignatures(TestKeys.ring(2)).isOurs(CALL, signature)).isFalse();
    }
}
