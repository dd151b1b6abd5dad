package dev.switchboard.adapter.out.persistence.mongo.identity;

import java.time.Instant;

/// @param id grows with time
record AuditDocument(
        String id, Instant at, String actor, String action, String subject, String detail) {}
