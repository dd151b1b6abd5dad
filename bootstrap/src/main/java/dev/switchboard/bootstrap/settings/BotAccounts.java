package dev.switchboard.bootstrap.settings;

import dev.switchboard.application.service.identity.ConfiguredAccounts;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Names and passwords that systems around Yalo's bots log in with: each pair whole, or not at all.
///
/// @param username, password with the role YALO
/// @param salesforceUsername, salesforcePassword with the role SALESFORCE
@ConfigurationProperties("switchboard.yalo")
public record BotAccounts(
        @Nullable String username,
        @Nullable Secret password,
        @Nullable String salesforceUsername,
        @Nullable Secret salesforcePassword) {

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

    public void ensure(ConfiguredAccounts accounts) {
        ensure(accounts, username, password, Role.YALO);
        ensure(accounts, salesforceUsername, salesforcePassword, Role.SALESFORCE);
    }

    private static void ensure(
            ConfiguredAccounts accounts,
            @Nullable String name,
            @Nullable Secret password,
            Role role) {
        if (name != null && !name.isBlank() && password != null && !password.reveal().isBlank()) {
            accounts.ensure(new Username(name), password, role);
        }
    }
}
