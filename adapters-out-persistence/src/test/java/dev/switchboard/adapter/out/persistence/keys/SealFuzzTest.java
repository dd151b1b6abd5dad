package dev.switchboard.adapter.out.persistence.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.domain.fuzz.Fuzz;
import dev.switchboard.domain.media.MediaId;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.secret.Secret;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the hub sealed or signed is what it takes, and nothing that looks like it.
class SealFuzzTest {

    private static final MessageId MESSAGE = new MessageId("msg_0123456789abcdef0123456789abcdef");

    private final KeyRing ring = TestKeys.ring(2, 1);

    @Test
    void opensHintsOfThisStore() {
        HubHintSeal seal = new HubHintSeal(ring);
        byte[] hint = seal.close("{\"is\":\"Hint$Pulse\"}".getBytes(UTF_8));

        Fuzz.of("seals of hints")
                .seeds(hint)
                .inputs(5_000)
                .bytes(bytes -> {
                    boolean opened = seal.open(bytes).isPresent();
                    assertThat(opened).isEqualTo(Arrays.equals(bytes, hint));
                    return opened;
                });
    }

    @Test
    void decryptsSecretsOfTheirOwner() {
        SecretCipher cipher = new SecretCipher(ring);
        Secret secret = new Secret("a stored secret");
        String encrypted = cipher.encrypt(secret, "owner");

        Fuzz.of("stored secrets")
                .seeds(encrypted, "v1.00000000.AAAA", ".", "")
                .words("v1.", ".", "_", "-", "=", encrypted.substring(0, 12))
                .inputs(5_000)
                .refusedBy(UnreadableSecretException.class)
                .texts(text -> {
                    assertThat(cipher.decrypt(text, "owner")).isEqualTo(secret);
                    return true;
                });
    }

    @Test
    void takesItsOwnTokens() {
        HmacResumeTokens resume = new HmacResumeTokens(ring);
        HmacResponseTokens response = new HmacResponseTokens(ring);
        HmacMediaSignatures media = new HmacMediaSignatures(ring);
        MediaId file = MediaId.of(MESSAGE);
        String browser = resume.issue().reveal();
        String answer = response.tokenFor(MESSAGE);
        String link = media.sign(file, Seed.NOW);

        Fuzz.of("signed texts")
                .seeds(browser, answer, link, ".", "")
                .words(".", "_", "-", "=", "msg_", answer.substring(0, 37))
                .inputs(5_000)
                .texts(text -> {
                    assertThat(resume.verify(text).isPresent()).isEqualTo(text.equals(browser));
                    assertThat(response.verify(text))
                            .isEqualTo(
                                    text.equals(answer) ? Optional.of(MESSAGE) : Optional.empty());
                    assertThat(media.isOurs(file, Seed.NOW, text)).isEqualTo(text.equals(link));
                    return text.equals(browser) || text.equals(answer) || text.equals(link);
                });
    }

    @Test
    void readsMasterKeysOrSaysWhatIsWrong() {
        Fuzz.of("master keys")
                .seeds(TestKeys.text(1), TestKeys.text(1, 2), "AAAA", "")
                .words(",", "=", " ", "\n", "AAAA")
                .inputs(5_000)
                .refusedBy(MasterKeyException.class)
                .texts(text -> !KeyRing.parse(text, "a test").id().isEmpty());
    }
}
