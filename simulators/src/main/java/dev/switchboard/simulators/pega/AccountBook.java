package dev.switchboard.simulators.pega;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The account the desk works with: the one it was told last, else the one of the hub around it.
/// Without any it lets nobody in.
public final class AccountBook {

    private final Supplier<Optional<PegaAccount>> hubs;
    private volatile @Nullable PegaAccount told;

    AccountBook(Supplier<Optional<PegaAccount>> hubs) {
        this.hubs = hubs;
    }

    /// @param account null to go back to the hub's own
    public void tell(@Nullable PegaAccount account) {
        told = account;
    }

    Optional<PegaAccount> current() {
        PegaAccount account = told;
        return account == null ? hubs.get() : Optional.of(account);
    }
}
