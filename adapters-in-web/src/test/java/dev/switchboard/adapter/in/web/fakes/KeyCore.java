package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.fakes.FakePasswords;
import dev.switchboard.application.fakes.InMemoryAccounts;
import dev.switchboard.application.fakes.InMemoryApiKeys;
import dev.switchboard.application.fakes.InMemoryKeptLogIns;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.in.identity.KeepLogIns;
import dev.switchboard.application.port.in.identity.ManageApiKeys;
import dev.switchboard.application.port.in.identity.ManageApiKeys.Made;
import dev.switchboard.application.port.in.identity.ManageApiKeys.Wanted;
import dev.switchboard.application.port.in.identity.ManageLogIns;
import dev.switchboard.application.port.in.identity.ProveKey;
import dev.switchboard.application.port.out.identity.AccessTokens;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.service.identity.IdentityModule;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.ApiKey;
import dev.switchboard.domain.identity.KeyScope;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.util.List;
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
        return accounts.identity.logIns().keep();
    }

    @Bean
    ManageLogIns manageLogIns(Accounts accounts) {
        return accounts.identity.logIns().manage();
    }

    @Bean
    ManageApiKeys manageApiKeys(Accounts accounts) {
        return accounts.identity.keys();
    }

    @Bean
    ProveKey proveKey(Accounts accounts) {
        return accounts.identity.keyProof();
    }

    /// Accounts that have keys.
    public static final class Accounts {

        private final InMemoryAccounts accounts = new InMemoryAccounts();
        private final InMemoryApiKeys keys = new InMemoryApiKeys();
        private final MutableClock clock;
        private final Ids ids;
        private final IdentityModule identity;

        Accounts(
                MutableClock clock,
                Ids ids,
                FakeStanding standing,
                AccessTokens tokens,
                FakeAudit audit) {
            this.clock = clock;
            this.ids = ids;
            this.identity =
                    new IdentityModule(
                            new IdentityModule.Stores(
                                    accounts, keys, new InMemoryKeptLogIns(), List.of()),
                            new FakePasswords(),
                            tokens,
                            audit,
                            new IdentityModule.Settings(
                                    Duration.ofDays(365),
                                    Duration.ofDays(7),
                                    Duration.ofDays(30),
                                    Duration.ofSeconds(30)),
                            ids,
                            clock,
                            System::nanoTime);
            standing.leaveKeysTo(identity.standings());
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
            identity.refresh();
        }

        /// The same account with other roles.
        public void change(String name, Role... roles) {
            Account account = accounts.find(new Username(name)).orElseThrow();
            accounts.replace(account.withRoles(Set.of(roles), ids.uuid()), account.revision());
            identity.refresh();
        }

        public Made.Done key(String name, KeyScope scope, Role... roles) {
            return (Made.Done)
                    identity.keys()
                            .make(
                                    new Username(name),
                                    new Wanted("a test", Set.of(roles), scope, null));
        }

        public void revoke(String name, ApiKey key) {
            identity.keys().revoke(new Username(name), key.id());
        }

        /// How often keys were looked up in the store.
        public int reads() {
            return keys.reads();
        }
    }
}
