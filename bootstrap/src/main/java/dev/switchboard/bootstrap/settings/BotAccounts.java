package dev.switchboard.bootstrap.settings;

import dev.switchboard.application.service.identity.ConfiguredAccounts;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Names and passwords that systems around Yalo's bots log in with. Whatever is not set whole is
/// nobody's.
///
/// @param username, password with the role YALO
/// @param salesforceUsername, salesforcePassword with the role SALESFORCE
@ConfigurationProperties("switchboard.yalo")
public record BotAccounts(
        @Nullable String username,
        @Nullable Secret password,
        @Nullable String salesforceUsername,
        @Nullable Secret salesforcePassword) {

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
