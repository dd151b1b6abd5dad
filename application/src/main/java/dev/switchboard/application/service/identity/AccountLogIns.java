package dev.switchboard.application.service.identity;

import dev.switchboard.application.port.in.identity.ManageLogIns;
import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.application.port.out.identity.KeptLogIns;
import dev.switchboard.application.port.out.identity.KeptLogIns.Outcome;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.KeptLogIn;
import dev.switchboard.domain.identity.Username;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The log-ins of accounts, for those who look after them. All of one account end with a new
/// revision of it, without a write to any.
final class AccountLogIns implements ManageLogIns {

    private final KeptLogIns kept;
    private final Accounts accounts;
    private final KnownAccounts known;
    private final Duration idle;
    private final Ids ids;
    private final Clock clock;

    /// @param idle how long a log-in may go without a renewal
    AccountLogIns(
            KeptLogIns kept,
            Accounts accounts,
            KnownAccounts known,
            Duration idle,
            Ids ids,
            Clock clock) {
        this.kept = kept;
        this.accounts = accounts;
        this.known = known;
        this.idle = idle;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Optional<List<KeptLogIn>> list(Username username) {
        Instant now = clock.instant();
        return accounts.find(username)
                .map(account ->
                        kept.of(username).stream()
                                .filter(it -> it.revision().equals(account.revision()))
                                .filter(it -> !it.isOver(now, idle))
                                .sorted(Comparator.comparing(KeptLogIn::renewedAt).reversed())
                                .toList());
    }

    @Override
    public Ended end(Username username, String id) {
        boolean its = kept.find(id).filter(it -> it.account().equals(username)).isPresent();
        return its && kept.remove(id) == Outcome.DONE ? Ended.DONE : Ended.UNKNOWN;
    }

    @Override
    public Ended endAll(Username username) {
        while (true) {
            Account account = accounts.find(username).orElse(null);
            if (account == null) {
                return Ended.UNKNOWN;
            }
            Account next = account.withRoles(account.roles(), ids.uuid());
            try {
                if (accounts.replace(next, account.revision()) == Accounts.Change.DONE) {
                    return Ended.DONE;
                }
            } finally {
                known.forget(username);
            }
        }
    }
}
