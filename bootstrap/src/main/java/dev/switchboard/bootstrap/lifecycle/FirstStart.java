package dev.switchboard.bootstrap.lifecycle;

import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.identity.FirstAdmin;
import dev.switchboard.domain.secret.Secret;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the first admin as soon as the store answers.
final class FirstStart {

    private static final Logger log = LoggerFactory.getLogger(FirstStart.class);

    private final FirstAdmin firstAdmin;
    private final @Nullable Secret chosen;
    private volatile boolean done;

    FirstStart(FirstAdmin firstAdmin, @Nullable Secret chosen) {
        this.firstAdmin = firstAdmin;
        this.chosen = chosen;
    }

    void ensureAdmin() {
        if (done) {
            return;
        }
        try {
            firstAdmin.ensure(chosen).ifPresent(FirstStart::show);
            done = true;
        } catch (StoreUnavailableException e) {
            log.warn("The first admin waits for the store: {}", e.getMessage());
        }
    }

    /// The one place where a secret is printed, once: nobody could log in otherwise.
    private static void show(Secret password) {
        log.warn(
                "First start: user 'admin' has the password {} (shown only now; change it)",
                password.reveal());
    }
}
