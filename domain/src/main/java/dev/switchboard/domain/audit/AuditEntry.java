package dev.switchboard.domain.audit;

import java.time.Instant;

/// One thing an administrator did.
///
/// @param id grows with time; pages continue after it
/// @param actor the principal's name
/// @param action what was done, such as `channel.create`
/// @param subject what it was done to, such as a channel id
/// @param detail what else is worth knowing, without secrets and bodies
public record AuditEntry(
        String id, Instant at, String actor, String action, String subject, String detail) {}
