package dev.switchboard.application.service.identity;

import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.identity.ManageAccounts;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.domain.audit.Act;
import dev.switchboard.domain.audit.AuditEntry.Outcome;
import dev.switchboard.domain.audit.Intent;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Ensures that somebody can log in: a hub without accounts gets the user `admin`.
final class FirstAdmin {

    /// The account's name.
    static final Username ADMIN = new Username("admin");

    /// The actor of changes that only the settings asked for.
    static final String HUB = "switchboard";

    private final ManageAccounts accounts;
    private final KeepAudit audit;
    private final Ids ids;

    FirstAdmin(ManageAccounts accounts, KeepAudit audit, Ids ids) {
        this.accounts = accounts;
        this.audit = audit;
        this.ids = ids;
    }

    /// Creates the account unless any account exists.
    ///
    /// @param chosen the first password, or null to generate one
    /// @return the generated password, to be shown once; empty if none was generated
    Optional<Secret> ensure(@Nullable Secret chosen) {
        if (!accounts.list().isEmpty()) {
            return Optional.empty();
        }
        Secret password = chosen != null ? chosen : new Secret(ids.password());
        Intent intent = audit.begin(Act.of(HUB, "account.create", ADMIN.value(), ""));
        return switch (accounts.create(ADMIN, password, Set.of(Role.ADMIN), null, null)) {
            case DONE -> {
                audit.end(intent, Outcome.DONE, Role.ADMIN.name());
                yield chosen != null ? Optional.empty() : Optional.of(password);
            }
            case EXISTS, UNKNOWN, LAST_ADMIN -> {
                audit.end(intent, null, "");
                yield Optional.empty();
            }
        };
    }
}
