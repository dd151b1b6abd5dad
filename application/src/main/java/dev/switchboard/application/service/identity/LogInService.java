package dev.switchboard.application.service.identity;

import dev.switchboard.application.port.in.identity.LogIn;
import dev.switchboard.application.port.out.identity.AccessTokens;
import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.application.port.out.identity.Passwords;
import dev.switchboard.application.port.out.identity.Passwords.Match;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Trades passwords for access tokens.
public final class LogInService implements LogIn {

    static final Duration TOKEN_LIFE = Duration.ofHours(1);

    private final Accounts accounts;
    private final Passwords passwords;
    private final AccessTokens tokens;
    private final Clock clock;

    public LogInService(Accounts accounts, Passwords passwords, AccessTokens tokens, Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public Result logIn(String username, Secret password) {
        Optional<Account> account = find(username);
        Match match = passwords.check(password, account.map(Account::passwordHash).orElse(null));
        if (account.isEmpty() || match == Match.DIFFERENT) {
            return new Result.Refused();
        }
        return new Result.Granted(
                tokens.mint(account.get(), clock.instant(), TOKEN_LIFE), account.get().revision());
    }

    private Optional<Account> find(String username) {
        try {
            return accounts.find(new Username(username));
        } catch (InvalidValueException _) {
            return Optional.empty();
        }
    }
}
