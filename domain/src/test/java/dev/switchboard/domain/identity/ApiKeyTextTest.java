package dev.switchboard.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTextTest {

    private static ApiKeyText of(int name, int secret) {
        byte[] names = new byte[8];
        byte[] secrets = new byte[32];
        Arrays.fill(names, (byte) name);
        Arrays.fill(secrets, (byte) secret);
        return ApiKeyText.of(names, secrets);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 255})
    void readsWhatItMade(int octet) {
        ApiKeyText made = of(octet, octet);

        assertThat(made.whole().reveal()).matches("sbk_[0-9A-Za-z]{60}");
        assertThat(ApiKeyText.parse(made.whole().reveal())).contains(made);
        assertThat(made.whole().reveal()).startsWith(ApiKeyText.prefix(made.id()));
    }

    @Test
    void isAnotherForEachSecret() {
        assertThat(of(1, 1).hash()).isNotEqualTo(of(1, 2).hash());
        assertThat(of(1, 1).id()).isEqualTo(of(1, 2).id());
        assertThat(of(1, 1)).hasToString("ApiKeyText[id=" + of(1, 1).id() + ", whole=[redacted]]");
    }

    @Test
    void findsAnyOneWrongCharacter() {
        String key = of(7, 9).whole().reveal();

        for (int i = 0; i < key.length(); i++) {
            String wrong =
                    key.substring(0, i) + (key.charAt(i) == 'Q' ? 'R' : 'Q') + key.substring(i + 1);
            assertThat(ApiKeyText.parse(wrong)).as(wrong).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sbk_", "sbk_é", "eyJhbGciOiJSUzI1NiJ9.e30.e30"})
    void isNotWhatOnlyBeginsLikeIt(String text) {
        assertThat(ApiKeyText.parse(text)).isEmpty();
        assertThat(ApiKeyText.parse(of(1, 1).whole().reveal() + text + "0")).isEmpty();
    }
}
