package dev.switchboard.adapter.out.persistence.mongo.identity;

import dev.switchboard.domain.identity.Role;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// @param id the user name
/// @param revision null of an account that is older than revisions are
record AccountDocument(
        String id,
        String passwordHash,
        Set<Role> roles,
        Instant createdAt,
        @Nullable String revision) {}
