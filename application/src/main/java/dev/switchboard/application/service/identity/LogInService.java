package dev.switchboard.application.service.identity;

import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.identity.LogIn;
import dev.switchboard.application.port.out.identity.AccessTokens;
import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.application.port.out.identity.Passwords;
import dev.switchboard.application.port.out.identity.Passwords.Match;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.audit.Act;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.time.Clock;
import java.util.Optional;

/// Trades passwords for access tokens, and writes down who logged in and who tried to.
final class LogInService implements LogIn {

    private static final String ACTION = "log_in";
    private static final String NOBODY = "unknown";

    private final Accounts accounts;
    private final Passwords passwords;
    private final AccessTokens tokens;
    private final KeepAudit audit;
    private final Clock clock;

    LogInService(
            Accounts accounts,
            Passwords passwords,
            AccessTokens tokens,
            KeepAudit audit,
            Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.tokens = tokens;
        this.audit = audit;
        this.clock = clock;
    }

    /// People type passwords where names belong, so a name that is nobody's stays out of the audit.
    /// All such names are one there, or made-up names would crowd out the others.
    @Override
    public Result logIn(String username, Secret password) {
        Optional<Account> account = find(username);
        Match match = passwords.check(password, account.map(Account::passwordHash).orElse(null));
        if (account.isEmpty() || match == Match.DIFFERENT) {
            String name = account.isPresent() ? username : NOBODY;
            audit.record(Act.refused(name, ACTION, name));
            return new Result.Refused();
        }
        Secret token = tokens.mint(account.get(), clock.instant());
        audit.record(Act.often(username, ACTION, username));
        return new Result.Granted(token, account.get().revision());
    }

    private Optional<Account> find(String username) {
        try {
            return accounts.find(new Username(username));
        } catch (InvalidValueException _) {
            return Optional.empty();
        }
    }
}
