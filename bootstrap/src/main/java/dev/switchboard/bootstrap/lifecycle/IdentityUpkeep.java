package dev.switchboard.bootstrap.lifecycle;

import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.identity.ApiKeyService;
import dev.switchboard.application.service.identity.KnownAccounts;
import dev.switchboard.application.service.identity.KnownKeys;
import dev.switchboard.application.service.identity.LogInKeeper;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Refreshes cached accounts and keys, and removes expired ones.
final class IdentityUpkeep {

    private static final Logger log = LoggerFactory.getLogger(IdentityUpkeep.class);
    private static final Duration SWEEP_EVERY = Duration.ofHours(1);

    private final KnownAccounts accounts;
    private final KnownKeys inUse;
    private final ApiKeyService keys;
    private final LogInKeeper logIns;

    IdentityUpkeep(
            KnownAccounts accounts, KnownKeys inUse, ApiKeyService keys, LogInKeeper logIns) {
        this.accounts = accounts;
        this.inUse = inUse;
        this.keys = keys;
        this.logIns = logIns;
    }

    void begin(Schedule schedule) {
        schedule.every(KnownAccounts.READ_EVERY, () -> unlessAway(accounts::read));
        schedule.every(KnownAccounts.READ_EVERY, () -> unlessAway(inUse::read));
        schedule.every(SWEEP_EVERY, () -> unlessAway(keys::sweep));
        schedule.every(SWEEP_EVERY, () -> unlessAway(logIns::sweep));
    }

    /// An unavailable store is reported elsewhere: here it would be logged every second.
    private static void unlessAway(Runnable work) {
        try {
            work.run();
        } catch (StoreUnavailableException e) {
            log.debug("Accounts and keys are not refreshed: {}", e.getMessage());
        }
    }
}
