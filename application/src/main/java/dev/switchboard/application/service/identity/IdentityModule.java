package dev.switchboard.application.service.identity;

import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.handoff.FindTenants;
import dev.switchboard.application.port.in.identity.AccountStandings;
import dev.switchboard.application.port.in.identity.KeepLogIns;
import dev.switchboard.application.port.in.identity.LogIn;
import dev.switchboard.application.port.in.identity.ManageAccounts;
import dev.switchboard.application.port.in.identity.ManageApiKeys;
import dev.switchboard.application.port.in.identity.ManageLogIns;
import dev.switchboard.application.port.in.identity.ProveIdentity;
import dev.switchboard.application.port.in.identity.ProveKey;
import dev.switchboard.application.port.out.identity.AccessTokens;
import dev.switchboard.application.port.out.identity.AccountSource.ConfiguredAccount;
import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.application.port.out.identity.ApiKeys;
import dev.switchboard.application.port.out.identity.KeptLogIns;
import dev.switchboard.application.port.out.identity.KeptPassword;
import dev.switchboard.application.port.out.identity.Passwords;
import dev.switchboard.application.port.out.identity.TokenCheck;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Accounts, their keys, and log-ins.
public final class IdentityModule {

    /// The first admin of a hub.
    public static final Username ADMIN = FirstAdmin.ADMIN;

    /// The interval of [#refresh].
    public static final Duration REFRESH_EVERY = KnownAccounts.READ_EVERY;

    private final LogInService logIn;
    private final LogInKeeper logIns;
    private final AccountLogIns accountLogIns;
    private final AccountService accounts;
    private final ApiKeyService keys;
    private final KnownAccounts knownAccounts;
    private final KnownKeys knownKeys;
    private final FirstAdmin firstAdmin;
    private final ConfiguredAccounts configured;

    /// The stores of accounts, keys and log-ins, and what else is theirs.
    public record Stores(
            Accounts accounts, ApiKeys keys, KeptLogIns logIns, List<Belongings> belongings) {}

    /// Things that account owners keep for themselves.
    public interface Belongings {

        /// Removes it. The account is removed afterwards, so nobody else has its name before.
        void remove(Account account);
    }

    /// @param keyLife how long a key may live, and lives if nobody says how long
    /// @param idle how long a log-in may go without a renewal
    /// @param logInLife how long a log-in may go on with renewals
    /// @param grace for how long the answer to a renewal is given again
    public record Settings(Duration keyLife, Duration idle, Duration logInLife, Duration grace) {}

    public IdentityModule(
            Stores stores,
            Passwords passwords,
            AccessTokens tokens,
            KeepAudit audit,
            Settings settings,
            Ids ids,
            Clock clock,
            LongSupplier nanoTime) {
        Accounts stored = stores.accounts();
        Belongings all = account -> stores.belongings().forEach(each -> each.remove(account));
        this.knownAccounts = new KnownAccounts(stored, nanoTime);
        this.knownKeys = new KnownKeys(stores.keys(), stored, knownAccounts, clock, nanoTime);
        this.logIn = new LogInService(stored, passwords, tokens, audit, clock);
        this.logIns = new LogInKeeper(stores.logIns(), stored, tokens, audit, settings, ids, clock);
        this.accountLogIns =
                new AccountLogIns(
                        stores.logIns(), stored, knownAccounts, settings.idle(), ids, clock);
        this.accounts = new AccountService(stored, knownAccounts, all, passwords, ids, clock);
        this.keys =
                new ApiKeyService(stores.keys(), stored, knownKeys, settings.keyLife(), ids, clock);
        this.firstAdmin = new FirstAdmin(accounts, passwords, audit, ids);
        this.configured =
                new ConfiguredAccounts(stored, knownAccounts, passwords, audit, ids, clock);
    }

    public LogIn logIn() {
        return logIn;
    }

    /// Log-ins that go on without the password.
    ///
    /// @param keep for those who are logged in
    /// @param manage for those who look after accounts
    public record LogIns(KeepLogIns keep, ManageLogIns manage) {}

    public LogIns logIns() {
        return new LogIns(logIns, accountLogIns);
    }

    public ManageAccounts accounts() {
        return accounts;
    }

    public ManageApiKeys keys() {
        return keys;
    }

    public ProveKey keyProof() {
        return knownKeys::prove;
    }

    /// Tells of all that was granted, whether to an account or to a key of it.
    public AccountStandings standings() {
        return knownKeys::check;
    }

    /// Apart from the module, because tokens are verified with what it knows of accounts.
    public static ProveIdentity proofs(TokenCheck tokens, FindTenants tenants) {
        return new IdentityProof(tokens, tenants);
    }

    /// Makes the first admin if there is no account.
    ///
    /// @param chosen the first password, or null to have one made
    /// @param kept where one that was made is kept
    /// @return the kept password if it is the admin's, to be shown
    public Optional<Secret> ensureAdmin(@Nullable Secret chosen, KeptPassword kept) {
        return firstAdmin.ensure(chosen, kept);
    }

    /// Makes or updates an account that the settings name.
    public void ensure(ConfiguredAccount named) {
        configured.ensure(named);
    }

    /// Reads accounts and keys that are known here anew, for other hubs change them too.
    public void refresh() {
        knownAccounts.read();
        knownKeys.read();
    }

    /// Removes keys and log-ins that are over.
    public void sweep() {
        keys.sweep();
        logIns.sweep();
    }

    /// @param renewed how often a log-in was renewed
    /// @param refused how often a renewal was refused
    /// @param reused how often a token was shown that had been traded long before
    /// @param endedKeys how often a key was shown that was good once
    /// @param unknownKeys how often something was shown for a key that is none
    public record Figures(
            long renewed, long refused, long reused, long endedKeys, long unknownKeys) {}

    public Figures figures() {
        return new Figures(
                logIns.renewed(),
                logIns.refused(),
                logIns.reused(),
                knownKeys.ended(),
                knownKeys.unknown());
    }
}
