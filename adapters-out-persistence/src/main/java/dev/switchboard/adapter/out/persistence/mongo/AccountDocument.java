package dev.switchboard.adapter.out.persistence.mongo;

import dev.switchboard.domain.identity.Role;
import java.time.Instant;
import java.util.Set;

/// @param id the user name
record AccountDocument(String id, String passwordHash, Set<Role> roles, Instant createdAt) {}
