package dev.switchboard.adapter.in.web.identity;

import dev.switchboard.application.port.out.identity.Passwords;
import dev.switchboard.domain.digest.Sha256;
import dev.switchboard.domain.secret.Secret;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/// Hashes passwords with bcrypt and names the algorithm in the hash, so that it can be replaced one
/// day. Plain bcrypt hashes of other tools are accepted too.
final class BcryptPasswords implements Passwords {

    private static final String NEW = "sha256-bcrypt";

    private final PasswordEncoder encoder;
    private final String nobodys;

    /// @param strength the logarithm of the rounds
    BcryptPasswords(int strength) {
        BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder(strength);
        this.encoder =
                new DelegatingPasswordEncoder(
                        NEW, Map.of(NEW, new Sha256Bcrypt(bcrypt), "bcrypt", bcrypt));
        // a well-formed hash that no password has, which takes as long to compare as a real one
        this.nobodys = "{%s}$2a$%02d$%s".formatted(NEW, strength, "a".repeat(53));
    }

    @Override
    public Secret hash(Secret password) {
        return new Secret(String.valueOf(encoder.encode(password.reveal())));
    }

    @Override
    public Match check(Secret password, @Nullable Secret hash) {
        String compared = hash == null ? nobodys : hash.reveal();
        boolean same = encoder.matches(password.reveal(), compared);
        return same && hash != null ? Match.SAME : Match.DIFFERENT;
    }

    /// bcrypt over the SHA-256 of a password, because bcrypt alone uses only the first 72 bytes,
    /// and passwords may have 200 characters.
    private record Sha256Bcrypt(BCryptPasswordEncoder bcrypt) implements PasswordEncoder {

        @Override
        public @Nullable String encode(@Nullable CharSequence password) {
            return bcrypt.encode(digest(password));
        }

        @Override
        public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
            return bcrypt.matches(digest(password), hash);
        }

        private static String digest(@Nullable CharSequence password) {
            return Base64.getEncoder().encodeToString(Sha256.of(String.valueOf(password)));
        }
    }
}
