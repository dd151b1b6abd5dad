package dev.switchboard.application.port.out.identity;

import dev.switchboard.domain.secret.Secret;
import org.jspecify.annotations.Nullable;

/// Hashes passwords with a slow, salted hash.
public interface Passwords {

    Secret hash(Secret password);

    /// Takes the same time with and without a hash, so that an unknown user cannot be distinguished
    /// from a wrong password.
    Match check(Secret password, @Nullable Secret hash);

    enum Match {
        SAME,
        DIFFERENT
    }
}
