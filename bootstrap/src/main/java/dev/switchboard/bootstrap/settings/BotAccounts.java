package dev.switchboard.bootstrap.settings;

import dev.switchboard.application.service.identity.ConfiguredAccounts;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Names and passwords that systems around Yalo's bots log in with: each pair whole, or not at all.
///
/// @param client for whom they log in
/// @param username, password with the role YALO
/// @param salesforceUsername, salesforcePassword with the role SALESFORCE
/// @param tenants the same of other clients, by their names
@ConfigurationProperties("switchboard.yalo")
public record BotAccounts(
        @DefaultValue(BotAccounts.CLIENT) String client,
        @Nullable String username,
        @Nullable Secret password,
        @Nullable String salesforceUsername,
        @Nullable Secret salesforcePassword,
        @DefaultValue Map<String, BotAccounts> tenants) {

    /// Who is there if nobody is named.
    static final String CLIENT = "salesforce";

    public BotAccounts {
        requirePair("username", username, "password", password);
        requirePair(
                "salesforce-username",
                salesforceUsername,
                "salesforce-password",
                salesforcePassword);
    }

    private static void requirePair(
            String nameKey, @Nullable String name, String passwordKey, @Nullable Secret password) {
        boolean named = name != null && !name.isBlank();
        boolean proven = password != null && !password.reveal().isBlank();
        if (named != proven) {
            throw new IllegalArgumentException(
                    "switchboard.yalo.%s is missing: it goes with switchboard.yalo.%s"
                            .formatted(
                                    named ? passwordKey : nameKey, named ? nameKey : passwordKey));
        }
    }

    /// Makes sure that all of them can log in.
    public void ensure(ConfiguredAccounts accounts) {
        if (!tenants.containsKey(client)) {
            ensureOwn(accounts);
        }
        tenants.values().forEach(tenant -> tenant.ensureOwn(accounts));
    }

    private void ensureOwn(ConfiguredAccounts accounts) {
        ensure(accounts, username, password, Role.YALO);
        ensure(accounts, salesforceUsername, salesforcePassword, Role.SALESFORCE);
    }

    private void ensure(
            ConfiguredAccounts accounts,
            @Nullable String name,
            @Nullable Secret password,
            Role role) {
        if (name != null && !name.isBlank() && password != null && !password.reveal().isBlank()) {
            accounts.ensure(new Username(name), password, role, client);
        }
    }
}
