package dev.switchboard.adapter.in.web.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.domain.audit.AuditEntry;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;

/// An entry as admins see it.
///
/// @param outcome `done`, `refused` or `unknown`
/// @param address where the caller called from
/// @param previous the hash of the entry before
/// @param hash over all the rest; empty for entries that are older than the chain
@Schema(name = "AuditEntry")
record EntryView(
        String id,
        Instant at,
        String actor,
        String action,
        String subject,
        String detail,
        String outcome,
        String address,
        @JsonProperty("request_id") String requestId,
        String previous,
        String hash) {

    static EntryView of(AuditEntry entry) {
        return new EntryView(
                entry.id(),
                entry.at(),
                entry.actor(),
                entry.action(),
                entry.subject(),
                entry.detail(),
                entry.outcome().name().toLowerCase(Locale.ROOT),
                entry.address(),
                entry.requestId(),
                entry.previous(),
                entry.hash());
    }
}
