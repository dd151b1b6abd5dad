package dev.switchboard.adapter.in.web.identity.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.switchboard.application.fakes.InMemorySigningKeys;
import dev.switchboard.application.fakes.Outage;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.identity.SigningKeys.UnusableException;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.secret.Secret;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OwnKeyTest {

    private final Outage outage = new Outage();
    private final InMemorySigningKeys kept = new InMemorySigningKeys(outage);

    private SigningKey keys() {
        return new OwnKey(kept).get();
    }

    @Nested
    class AtTheFirstStart {

        @Test
        void makesAKeyOf2048Bits() {
            RSAKey key = keys().pair();

            assertThat(key.size()).isEqualTo(2048);
            assertThat(key.isPrivate()).isTrue();
            assertThat(key.getKeyID()).isNotBlank();
        }

        @Test
        void makesItWhenTheStoreIsThere() {
            OwnKey key = new OwnKey(kept);
            outage.begin();

            key.prepare();

            assertThatThrownBy(key::get).isInstanceOf(StoreUnavailableException.class);
            outage.end();
            assertThat(key.get().pair()).isEqualTo(keys().pair());
        }
    }

    @Nested
    class AtTheNextStart {

        /// One for all of them, since making a key takes seconds of a processor.
        private static final String WHOLE =
                new OwnKey(new InMemorySigningKeys()).get().pair().toJSONString();

        @BeforeEach
        void keep() {
            kept.put(new Secret(WHOLE), null);
        }

        @Test
        void usesTheSameKey() {
            assertThat(keys().pair().toJSONString()).isEqualTo(WHOLE);
        }

        @Test
        void readsItOnce() {
            OwnKey key = new OwnKey(kept);
            key.prepare();
            outage.begin();

            assertThat(key.get().pair().toJSONString()).isEqualTo(WHOLE);
        }

        @Test
        void refusesAnEmptyKey() {
            refuses("");
        }

        @Test
        void refusesHalfAKey() {
            refuses(WHOLE.substring(0, 700));
        }

        @Test
        void refusesAKeyWithAnotherDigitInIt() {
            int digit = WHOLE.indexOf("\"n\":\"") + 100;
            char other = WHOLE.charAt(digit) == 'A' ? 'B' : 'A';

            refuses(WHOLE.substring(0, digit) + other + WHOLE.substring(digit + 1));
        }

        @Test
        void refusesAPublicKey() {
            refuses(keys().pair().toPublicJWK().toJSONString());
        }

        @Test
        void refusesAShortKey() throws Exception {
            refuses(new RSAKeyGenerator(1024, true).generate().toJSONString());
        }

        private void refuses(String text) {
            kept.put(new Secret(text), null);

            assertThatExceptionOfType(UnusableException.class)
                    .isThrownBy(() -> new OwnKey(kept).prepare())
                    .withMessageStartingWith("The signing key of this test is damaged")
                    .withMessageNotContaining("\n");
        }
    }

    @Nested
    class AfterARotation {

        @Test
        void verifiesWhatThePreviousKeySignedForAnHour() {
            RSAKey old = keys().pair();
            kept.rotate();

            SigningKey keys = keys();

            Instant made = Seed.NOW;
            assertThat(keys.pair().getKeyID()).isNotEqualTo(old.getKeyID());
            assertThat(keys.publicKeys(made.plusSeconds(3599)).getKeyByKeyId(old.getKeyID()))
                    .isNotNull();
            assertThat(keys.publicKeys(made.plusSeconds(3600)).getKeys())
                    .containsExactly(keys.pair().toPublicJWK());
        }

        @Test
        void knowsOneKeyIfThePreviousOneWasRemoved() {
            SigningKey keys = keys();

            assertThat(keys.publicKeys(Instant.EPOCH).getKeys())
                    .containsExactly(keys.pair().toPublicJWK());
        }

        @Test
        void refusesAPreviousKeyThatIsDamaged() {
            kept.put(new Secret(keys().pair().toJSONString()), new Secret("{}"));

            assertThatThrownBy(() -> new OwnKey(kept).get())
                    .isInstanceOf(UnusableException.class)
                    .hasMessageContaining("The signing key before it is damaged");
        }
    }
}
