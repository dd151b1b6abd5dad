package dev.switchboard.simulators.pega;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The desk's account: the one set last, otherwise that of the hub in this process. Without any,
/// all calls are rejected.
public final class AccountBook {

    private final Supplier<Optional<PegaAccount>> hubs;
    private volatile @Nullable PegaAccount told;

    AccountBook(Supplier<Optional<PegaAccount>> hubs) {
        this.hubs = hubs;
    }

    /// @param account null to return to the hub's own
    public void tell(@Nullable PegaAccount account) {
        told = account;
    }

    Optional<PegaAccount> current() {
        PegaAccount account = told;
        return account == null ? hubs.get() : Optional.of(account);
    }
}
