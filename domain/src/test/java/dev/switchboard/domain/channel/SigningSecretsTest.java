package dev.switchboard.domain.channel;

import static dev.switchboard.domain.channel.Channels.START;
import static dev.switchboard.domain.channel.Channels.secret;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SigningSecretsTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant NEXT_DAY = START.plus(DAY);

    @Test
    void signsNothingWithoutASecret() {
        assertThat(SigningSecrets.none().activeAt(START)).isEmpty();
        assertThat(SigningSecrets.none().fullAt(START)).isFalse();
    }

    @Test
    void takesAFirstSecretByRotation() {
        SigningSecrets secrets = SigningSecrets.none().rotate(secret("s1"), START, DAY);

        assertThat(secrets.all()).containsExactly(secret("s1"));
    }

    @Test
    void printsNoSecret() {
        assertThat(SigningSecrets.of(secret("s1")).toString()).doesNotContain("whsec_");
    }

    @Nested
    class WhenRotated {
        private final SigningSecrets rotated =
                SigningSecrets.of(secret("s1")).rotate(secret("s2"), START, DAY);

        @Test
        void hasTheNewestFirst() {
            assertThat(ids(rotated.activeAt(START))).containsExactly("s2", "s1");
        }

        @Test
        void keepsThePreviousOneForTheOverlap() {
            assertThat(ids(rotated.activeAt(NEXT_DAY.minusNanos(1)))).containsExactly("s2", "s1");
            assertThat(ids(rotated.activeAt(NEXT_DAY))).containsExactly("s2");
        }

        @Test
        void neverLetsTheNewestExpire() {
            assertThat(rotated.all().getFirst().expiresAt()).isNull();
            assertThat(rotated.all().getLast().expiresAt()).isEqualTo(NEXT_DAY);
        }

        @Test
        void isFullUntilTheOverlapEnds() {
            assertThat(rotated.fullAt(START)).isTrue();
            assertThat(rotated.fullAt(NEXT_DAY)).isFalse();
        }
    }

    @Nested
    class WhenRotatedAgain {
        private final SigningSecrets rotated =
                SigningSecrets.of(secret("s1")).rotate(secret("s2"), START, DAY);

        @Test
        void dropsTheOlderOfTwoActiveSecrets() {
            SigningSecrets again = rotated.rotate(secret("s3"), START.plusSeconds(1), DAY);

            assertThat(ids(again.all())).containsExactly("s3", "s2");
        }

        @Test
        void forgetsWhatExpired() {
            SigningSecrets again = rotated.rotate(secret("s3"), NEXT_DAY, DAY);

            assertThat(ids(again.all())).containsExactly("s3", "s2");
            assertThat(again.all().getLast().expiresAt()).isEqualTo(NEXT_DAY.plus(DAY));
        }
    }

    @Nested
    class WithoutAnOverlap {
        @Test
        void dropsThePreviousSecretAtOnce() {
            SigningSecrets rotated =
                    SigningSecrets.of(secret("s1")).rotate(secret("s2"), START, Duration.ZERO);

            assertThat(ids(rotated.all())).containsExactly("s2");
        }
    }

    private static List<String> ids(List<SigningSecret> secrets) {
        return secrets.stream().map(SigningSecret::id).toList();
    }
}
