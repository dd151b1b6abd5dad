package dev.switchboard.adapter.out.persistence.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.domain.secret.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretCipherTest {

    private static final Secret SECRET = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    private final SecretCipher cipher = TestKeys.cipher();

    @Test
    void givesBackWhatItEncrypted() {
        assertThat(cipher.decrypt(cipher.encrypt(SECRET, "slack-sim"), "slack-sim"))
                .isEqualTo(SECRET);
    }

    @Test
    void showsNothingOfTheSecret() {
        String encrypted = cipher.encrypt(SECRET, "slack-sim");

        assertThat(encrypted)
                .startsWith("v1." + TestKeys.ring(1).id() + ".")
                .doesNotContain(SECRET.reveal(), "whsec");
    }

    @Test
    void encryptsTheSameSecretDifferentlyEachTime() {
        assertThat(cipher.encrypt(SECRET, "slack-sim"))
                .isNotEqualTo(cipher.encrypt(SECRET, "slack-sim"));
    }

    @Test
    void refusesTheSecretOfAnotherOwner() {
        String encrypted = cipher.encrypt(SECRET, "slack-sim");

        assertThatThrownBy(() -> cipher.decrypt(encrypted, "teams"))
                .isInstanceOf(UnreadableSecretException.class);
    }

    @Test
    void refusesASecretUnderAnotherMasterKey() {
        String encrypted = new SecretCipher(TestKeys.ring(2)).encrypt(SECRET, "slack-sim");

        assertThatThrownBy(() -> cipher.decrypt(encrypted, "slack-sim"))
                .isInstanceOf(UnreadableSecretException.class)
                .hasMessageContaining("slack-sim")
                .hasMessageContaining("master key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA", "?", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void refusesWhatItDidNotEncrypt(String rest) {
        String prefix = "v1." + TestKeys.ring(1).id() + ".";

        assertThatThrownBy(() -> cipher.decrypt(prefix + rest, "slack-sim"))
                .isInstanceOf(UnreadableSecretException.class)
                .hasNoCause();
    }

    @Test
    void refusesAChangedText() {
        String encrypted = cipher.encrypt(SECRET, "slack-sim");
        char last = encrypted.charAt(encrypted.length() - 5);
        String changed =
                encrypted.substring(0, encrypted.length() - 5)
                        + (last == 'A' ? 'B' : 'A')
                        + encrypted.substring(encrypted.length() - 4);

        assertThatThrownBy(() -> cipher.decrypt(changed, "slack-sim"))
                .isInstanceOf(UnreadableSecretException.class);
    }
}
