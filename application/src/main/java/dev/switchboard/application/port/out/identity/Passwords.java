package dev.switchboard.application.port.out.identity;

import dev.switchboard.domain.secret.Secret;
import org.jspecify.annotations.Nullable;

/// Hashes passwords, slowly and salted.
public interface Passwords {

    Secret hash(Secret password);

    /// Takes the same time whether there is a hash to compare with or not, so that an unknown user
    /// cannot be told from a wrong password.
    Match check(Secret password, @Nullable Secret hash);

    enum Match {
        SAME,
        DIFFERENT
    }
}
