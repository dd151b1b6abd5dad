package dev.switchboard.adapter.in.web.identity.token;

import dev.switchboard.domain.identity.Username;
import org.jspecify.annotations.Nullable;

/// For which of several clients of an outside system an account is, as the settings say: its tokens
/// name that client.
@FunctionalInterface
public interface AccountClients {

    /// Null for an account that is for none of them.
    @Nullable String clientOf(Username account);
}
