package dev.switchboard.bootstrap.lifecycle;

import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.identity.FirstAdmin;
import dev.switchboard.bootstrap.settings.UnusableSettingException;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.secret.Secret;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Creates the first admin as soon as the store answers, then the accounts from the settings.
final class FirstStart {

    private static final Logger log = LoggerFactory.getLogger(FirstStart.class);

    private final FirstAdmin firstAdmin;
    private final @Nullable Secret chosen;
    private final FirstPassword password;
    private final Runnable others;
    private volatile boolean done;

    /// @param others creates all other accounts
    FirstStart(
            FirstAdmin firstAdmin,
            @Nullable Secret chosen,
            FirstPassword password,
            Runnable others) {
        this.firstAdmin = firstAdmin;
        this.chosen = chosen;
        this.password = password;
        this.others = others;
    }

    void ensureAdmin() {
        if (done) {
            return;
        }
        try {
            firstAdmin.ensure(chosen).ifPresent(password::show);
            others.run();
            done = true;
        } catch (StoreUnavailableException e) {
            log.debug("The first admin waits for the store: {}", e.getMessage());
        } catch (InvalidValueException e) {
            throw new UnusableSettingException(
                    "switchboard.admin-password is too weak or too long:",
                    "it has 12 to 200 characters, or leave it out to have one made.",
                    e);
        }
    }
}
