package dev.switchboard.adapter.out.persistence.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class KeyRingTest {

    @Test
    void derivesTheSameKeysFromTheSameMasterKey() {
        assertThat(TestKeys.ring(1).derive("a", "AES"))
                .isEqualTo(TestKeys.ring(1).derive("a", "AES"));
        assertThat(TestKeys.ring(1).id()).isEqualTo(TestKeys.ring(1).id()).hasSize(8);
    }

    @Test
    void derivesAnotherKeyForEveryPurpose() {
        KeyRing keys = TestKeys.ring(1);

        assertThat(keys.derive("a", "AES")).isNotEqualTo(keys.derive("b", "AES"));
    }

    @Test
    void derivesOtherKeysFromAnotherMasterKey() {
        assertThat(TestKeys.ring(1).derive("a", "AES"))
                .isNotEqualTo(TestKeys.ring(2).derive("a", "AES"));
        assertThat(TestKeys.ring(1).id()).isNotEqualTo(TestKeys.ring(2).id());
    }

    @Test
    void makesWhatIsNewByTheFirstOfSeveralKeys() {
        KeyRing both = TestKeys.ring(2, 1);

        assertThat(both.id()).isEqualTo(TestKeys.ring(2).id());
        assertThat(both.ids()).containsExactly(TestKeys.ring(2).id(), TestKeys.ring(1).id());
        assertThat(both.derive("a", "AES")).isEqualTo(TestKeys.ring(2).derive("a", "AES"));
    }

    @Test
    void refusesAKeyThatIsThereTwice() {
        assertThatThrownBy(() -> TestKeys.ring(1, 2, 1))
                .isInstanceOf(MasterKeyException.class)
                .hasMessage("A master key stands twice in a test.");
    }

    @Test
    void refusesWhatStandsBlankBetweenCommas() {
        assertThatThrownBy(() -> KeyRing.parse(TestKeys.text(1) + ",", "a test"))
                .isInstanceOf(MasterKeyException.class)
                .hasMessage("The master key in a test has 0 bytes instead of 32.");
    }

    @Test
    void refusesAKeyOfAnotherLength() {
        String text = Base64.getEncoder().encodeToString(new byte[31]);

        assertThatThrownBy(() -> KeyRing.parse(text, "a test"))
                .isInstanceOf(MasterKeyException.class)
                .hasMessage("The master key in a test has 31 bytes instead of 32.");
    }

    @Test
    void refusesWhatIsNoBase64WithoutQuotingIt() {
        assertThatThrownBy(() -> KeyRing.parse("my ? secret", "a test"))
                .isInstanceOf(MasterKeyException.class)
                .hasMessage("The master key in a test is not base64.")
                .hasNoCause();
    }
}
