package dev.switchboard.bootstrap.lifecycle;

import dev.switchboard.application.port.out.identity.AccountSource;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.identity.IdentityModule;
import dev.switchboard.bootstrap.settings.HubSettings;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Creates the first admin as soon as the store answers, then the accounts from the settings.
final class FirstStart {

    private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);

    private final IdentityModule identity;
    private final HubSettings settings;
    private final FirstPassword password;
    private final List<AccountSource> named;
    private volatile boolean done;

    /// @param named the accounts from the settings
    FirstStart(
            IdentityModule identity,
            HubSettings settings,
            FirstPassword password,
            List<AccountSource> named) {
        this.identity = identity;
        this.settings = settings;
        this.password = password;
        this.named = List.copyOf(named);
    }

    void ensureAdmin() {
        if (done) {
            return;
        }
        try {
            identity.ensureAdmin(settings.adminPassword(), password).ifPresent(password::show);
            named.forEach(source -> source.accounts().forEach(identity::ensure));
            done = true;
        } catch (StoreUnavailableException e) {
            LOG.debug("The first admin waits for the store: {}", e.getMessage());
        }
    }
}
