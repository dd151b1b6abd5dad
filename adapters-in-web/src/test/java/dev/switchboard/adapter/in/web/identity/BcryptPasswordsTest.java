package dev.switchboard.adapter.in.web.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.out.identity.Passwords.Match;
import dev.switchboard.domain.secret.Secret;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

class BcryptPasswordsTest {

    private final BcryptPasswords passwords = new BcryptPasswords(4);

    @Test
    void knowsThePasswordAgain() {
        Secret hash = passwords.hash(new Secret("correct horse"));

        assertThat(passwords.check(new Secret("correct horse"), hash)).isEqualTo(Match.SAME);
        assertThat(passwords.check(new Secret("correct house"), hash)).isEqualTo(Match.DIFFERENT);
    }

    @Test
    void saltsAndSaysHowItHashed() {
        Secret first = passwords.hash(new Secret("correct horse"));
        Secret second = passwords.hash(new Secret("correct horse"));

        assertThat(first).isNotEqualTo(second);
        assertThat(first.reveal()).startsWith("{sha256-bcrypt}$2a$04$");
    }

    @Test
    void readsLongPasswordsToTheirEnd() {
        Secret hash = passwords.hash(new Secret("ñ".repeat(199) + "1"));

        assertThat(passwords.check(new Secret("ñ".repeat(199) + "1"), hash)).isEqualTo(Match.SAME);
        assertThat(passwords.check(new Secret("ñ".repeat(199) + "2"), hash))
                .isEqualTo(Match.DIFFERENT);
    }

    @Test
    void takesThePlainBcryptOfOtherTools() {
        String plain = "{bcrypt}" + new BCryptPasswordEncoder(4).encode("correct horse");

        Match match = passwords.check(new Secret("correct horse"), new Secret(plain));

        assertThat(match).isEqualTo(Match.SAME);
    }

    @Test
    void hasNoMatchWithoutAHash() {
        assertThat(passwords.check(new Secret("correct horse"), null)).isEqualTo(Match.DIFFERENT);
    }

    /// A shortcut would take a thousandth of the time, so a quarter distinguishes both cases on any
    /// machine.
    @Test
    void hashesAsHardWithoutAHashAsWithOne() {
        BcryptPasswords slow = new BcryptPasswords(10);
        Secret hash = slow.hash(new Secret("correct horse"));

        long with = fastestOfThree(slow, hash);
        long without = fastestOfThree(slow, null);

        assertThat(without).isGreaterThan(with / 4);
    }

    private static long fastestOfThree(BcryptPasswords passwords, @Nullable Secret hash) {
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long begun = System.nanoTime();
            assertThat(passwords.check(new Secret("wrong"), hash)).isEqualTo(Match.DIFFERENT);
            fastest = Math.min(fastest, System.nanoTime() - begun);
        }
        return fastest;
    }
}
