package dev.switchboard.adapter.in.web.identity;

import dev.switchboard.adapter.in.web.digest.Sha256;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/// bcrypt over the SHA-256 of a password. bcrypt alone sees the first 72 bytes only, and ours may
/// have 200 characters.
record Sha256Bcrypt(BCryptPasswordEncoder bcrypt) implements PasswordEncoder {

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
