package dev.switchboard.domain.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HmacSha256Test {

    /// Test case 2 of RFC 4231.
    private static final HmacSha256 KEY = HmacSha256.of(new Secret("Jefe"));

    private static final String SIGNATURE =
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

    @Test
    void signsAsTheStandardSays() {
        byte[] signature = KEY.sign("what do ya want for nothing?".getBytes(US_ASCII));

        assertThat(HexFormat.of().formatHex(signature)).isEqualTo(SIGNATURE);
    }

    @Test
    void signsPartsAsOne() {
        byte[] signature =
                KEY.sign("what do ya want ".getBytes(US_ASCII), "for nothing?".getBytes(US_ASCII));

        assertThat(HexFormat.of().formatHex(signature)).isEqualTo(SIGNATURE);
    }

    @Test
    void refusesAnEmptyKey() {
        assertThatIllegalArgumentException().isThrownBy(() -> HmacSha256.of(new Secret("")));
    }
}
