package dev.switchboard.application.service.identity;

import dev.switchboard.application.port.in.identity.ManageAccounts;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes sure that somebody can log in: a hub without accounts gets the user `admin`.
public final class FirstAdmin {

    /// Its name.
    public static final Username ADMIN = new Username("admin");

    private final ManageAccounts accounts;
    private final Ids ids;

    public FirstAdmin(ManageAccounts accounts, Ids ids) {
        this.accounts = accounts;
        this.ids = ids;
    }

    /// Does nothing if there is any account.
    ///
    /// @param chosen the first password, or null to have one made
    /// @return the password that was made, to be shown once; empty if none had to be
    public Optional<Secret> ensure(@Nullable Secret chosen) {
        if (!accounts.list().isEmpty()) {
            return Optional.empty();
        }
        Secret password = chosen != null ? chosen : new Secret(ids.password());
        return switch (accounts.create(ADMIN, password, Set.of(Role.ADMIN), null)) {
            case DONE -> chosen != null ? Optional.empty() : Optional.of(password);
            case EXISTS, UNKNOWN, LAST_ADMIN -> Optional.empty();
        };
    }
}
