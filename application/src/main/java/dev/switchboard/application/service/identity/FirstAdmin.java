package dev.switchboard.application.service.identity;

import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.identity.ManageAccounts;
import dev.switchboard.application.port.out.identity.KeptPassword;
import dev.switchboard.application.port.out.identity.Passwords;
import dev.switchboard.application.port.out.identity.Passwords.Match;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.domain.audit.Act;
import dev.switchboard.domain.audit.AuditEntry.Outcome;
import dev.switchboard.domain.audit.Intent;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Ensures that somebody can log in: a hub without accounts gets the user `admin`. A generated
/// password is kept before the account is stored, because a start may end or lose a reply between
/// the two, and nobody could read the password of an account that exists.
final class FirstAdmin {

    /// The account's name.
    static final Username ADMIN = new Username("admin");

    private final ManageAccounts accounts;
    private final Passwords passwords;
    private final KeepAudit audit;
    private final Ids ids;

    FirstAdmin(ManageAccounts accounts, Passwords passwords, KeepAudit audit, Ids ids) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.audit = audit;
        this.ids = ids;
    }

    /// Creates the account unless any account exists. Forgets a kept password that does not open
    /// it: another hub was faster, or the password was changed.
    ///
    /// @param chosen the first password, or null to generate one
    /// @return the kept password, to be shown; empty if there is none
    Optional<Secret> ensure(@Nullable Secret chosen, KeptPassword kept) {
        if (accounts.list().isEmpty()) {
            Secret first = chosen != null ? chosen : kept(kept);
            if (create(first) && chosen == null) {
                return Optional.of(first);
            }
        }
        Optional<Secret> password = kept.find();
        if (password.isPresent() && !opens(password.get())) {
            kept.forget();
            return Optional.empty();
        }
        return password;
    }

    private Secret kept(KeptPassword kept) {
        return kept.find()
                .orElseGet(() -> {
                    Secret made = new Secret(ids.password());
                    kept.keep(made);
                    return made;
                });
    }

    /// @return false if another hub was faster
    private boolean create(Secret password) {
        Intent intent = audit.begin(Act.of(Act.HUB, "account.create", ADMIN.value(), ""));
        return switch (accounts.create(ADMIN, password, Set.of(Role.ADMIN), null, null)) {
            case DONE -> {
                audit.end(intent, Outcome.DONE, Role.ADMIN.name());
                yield true;
            }
            case EXISTS, UNKNOWN, LAST_ADMIN -> {
                audit.end(intent, null, "");
                yield false;
            }
        };
    }

    private boolean opens(Secret password) {
        Secret hash =
                accounts.list().stream()
                        .filter(account -> account.username().equals(ADMIN))
                        .map(Account::passwordHash)
                        .findFirst()
                        .orElse(null);
        return passwords.check(password, hash) == Match.SAME;
    }
}
