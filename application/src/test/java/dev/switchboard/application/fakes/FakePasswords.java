package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.identity.Passwords;
import dev.switchboard.domain.secret.Secret;
import org.jspecify.annotations.Nullable;

/// Readable hashes: `{fake}` and the password.
public final class FakePasswords implements Passwords {
    @Override
    public Secret hash(Secret password) {
        return new Secret("{fake}" + password.reveal());
    }

    @Override
    public Match check(Secret password, @Nullable Secret hash) {
        return hash(password).equals(hash) ? Match.SAME : Match.DIFFERENT;
    }
}
