package dev.switchboard.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.identity.MarkedSecret.Mark;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkedSecretTest {

    private static MarkedSecret of(int name, int secret) {
        byte[] names = new byte[8];
        byte[] secrets = new byte[32];
        Arrays.fill(names, (byte) name);
        Arrays.fill(secrets, (byte) secret);
        return MarkedSecret.of(Mark.API_KEY, names, secrets);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 255})
    void readsWhatItMade(int octet) {
        MarkedSecret made = of(octet, octet);

        assertThat(made.whole().reveal()).matches("sbk_[0-9A-Za-z]{60}");
        assertThat(MarkedSecret.parse(Mark.API_KEY, made.whole().reveal())).contains(made);
        assertThat(made.whole().reveal()).startsWith(Mark.API_KEY.prefix(made.id()));
    }

    @Test
    void isAnotherForEachSecret() {
        assertThat(of(1, 1).hash()).isNotEqualTo(of(1, 2).hash());
        assertThat(of(1, 1).id()).isEqualTo(of(1, 2).id());
        assertThat(of(1, 1))
                .hasToString(
                        "MarkedSecret[mark=API_KEY, id=" + of(1, 1).id() + ", whole=[redacted]]");
    }

    @Test
    void findsAnyOneWrongCharacter() {
        String key = of(7, 9).whole().reveal();

        for (int i = 0; i < key.length(); i++) {
            String wrong =
                    key.substring(0, i) + (key.charAt(i) == 'Q' ? 'R' : 'Q') + key.substring(i + 1);
            assertThat(MarkedSecret.parse(Mark.API_KEY, wrong)).as(wrong).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sbk_", "sbk_é", "eyJhbGciOiJSUzI1NiJ9.e30.e30"})
    void isNotWhatOnlyBeginsLikeIt(String text) {
        assertThat(MarkedSecret.parse(Mark.API_KEY, text)).isEmpty();
        assertThat(MarkedSecret.parse(Mark.API_KEY, of(1, 1).whole().reveal() + text + "0"))
                .isEmpty();
    }
}
