package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.fakes.InMemoryAccounts;
import dev.switchboard.application.fakes.InMemoryApiKeys;
import dev.switchboard.application.fakes.InMemoryKeptLogIns;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.in.identity.KeepLogIns;
import dev.switchboard.application.port.in.identity.ManageApiKeys;
import dev.switchboard.application.port.in.identity.ManageApiKeys.Made;
import dev.switchboard.application.port.in.identity.ManageApiKeys.Wanted;
import dev.switchboard.application.port.in.identity.ProveKey;
import dev.switchboard.application.port.out.identity.AccessTokens;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.service.identity.ApiKeyService;
import dev.switchboard.application.service.identity.KnownAccounts;
import dev.switchboard.application.service.identity.KnownKeys;
import dev.switchboard.application.service.identity.LogInKeeper;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.ApiKey;
import dev.switchboard.domain.identity.KeyScope;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Real keys of accounts in memory, which [Accounts] adds.
@Configuration(proxyBeanMethods = false)
public class KeyCore {

    @Bean
    Accounts keyAccounts(
            MutableClock clock,
            Ids ids,
            FakeStanding standing,
            AccessTokens tokens,
            FakeAudit audit) {
        return new Accounts(clock, ids, standing, tokens, audit);
    }

    @Bean
    KeepLogIns keepLogIns(Accounts accounts) {
        return accounts.logIns;
    }

    @Bean
    ManageApiKeys manageApiKeys(Accounts accounts) {
        return accounts.service;
    }

    @Bean
    ProveKey proveKey(Accounts accounts) {
        return text -> accounts.known.prove(text);
    }

    /// Accounts that have keys.
    public static final class Accounts {

        private final InMemoryAccounts accounts = new InMemoryAccounts();
        private final InMemoryApiKeys keys = new InMemoryApiKeys();
        private final MutableClock clock;
        private final Ids ids;
        private final KnownAccounts knownAccounts;
        private final KnownKeys known;
        private final ApiKeyService service;
        private final LogInKeeper logIns;

        Accounts(
                MutableClock clock,
                Ids ids,
                FakeStanding standing,
                AccessTokens tokens,
                FakeAudit audit) {
            this.clock = clock;
            this.ids = ids;
            this.knownAccounts = new KnownAccounts(accounts, System::nanoTime);
            this.known = new KnownKeys(keys, accounts, knownAccounts, clock, System::nanoTime);
            this.service =
                    new ApiKeyService(keys, accounts, known, Duration.ofDays(365), ids, clock);
            this.logIns =
                    new LogInKeeper(
                            new InMemoryKeptLogIns(),
                            accounts,
                            knownAccounts,
                            tokens,
                            audit,
                            new LogInKeeper.Limits(
                                    Duration.ofDays(7),
                                    Duration.ofDays(30),
                                    Duration.ofSeconds(30)),
                            ids,
                            clock);
            standing.leaveKeysTo(known);
        }

        /// Replaces an account of that name.
        public void put(String name, @Nullable String client, Role... roles) {
            put(name, client, ids.uuid(), roles);
        }

        /// Adds the account that [FakeLogIn] knows.
        public void putAsLoggedIn(String name, Role... roles) {
            put(name, null, "r-1", roles);
        }

        private void put(String name, @Nullable String client, String revision, Role... roles) {
            Username username = new Username(name);
            accounts.remove(username);
            accounts.insert(
                    new Account(
                            username,
                            new Secret("unused"),
                            Set.of(roles),
                            null,
                            clock.instant(),
                            revision,
                            client));
            knownAccounts.read();
        }

        /// The same account with other roles.
        public void change(String name, Role... roles) {
            Account account = accounts.find(new Username(name)).orElseThrow();
            accounts.replace(account.withRoles(Set.of(roles), ids.uuid()), account.revision());
            knownAccounts.read();
        }

        public Made.Done key(String name, KeyScope scope, Role... roles) {
            return (Made.Done)
                    service.make(
                            new Username(name), new Wanted("a test", Set.of(roles), scope, null));
        }

        public void revoke(String name, ApiKey key) {
            service.revoke(new Username(name), key.id());
        }

        /// How often keys were looked up in the store.
        public int reads() {
            return keys.reads();
        }
    }
}
