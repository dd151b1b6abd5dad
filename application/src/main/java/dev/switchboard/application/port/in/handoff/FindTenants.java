package dev.switchboard.application.port.in.handoff;

import dev.switchboard.domain.handoff.TenantId;
import org.jspecify.annotations.Nullable;

/// Tells which tenant somebody works for.
public interface FindTenants {

    /// Answers from memory.
    ///
    /// @param client the client that a credential proves; null if it names none
    /// @throws dev.switchboard.domain.InvalidValueException if no client can have that name
    TenantId ofClient(@Nullable String client);
}
