package dev.switchboard.adapter.in.web.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.adapter.in.web.request.EnumNames;
import dev.switchboard.domain.audit.AuditEntry;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/// An audit entry for admins.
///
/// @param outcome `done`, `refused` or `unknown`
/// @param address the caller's address
/// @param previous the hash of the previous entry
/// @param hash the hash of all other members; empty for entries from before the chain
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

    /// Has the members of all.
    static final EntryView BLANK =
            new EntryView("", Instant.EPOCH, "", "", "", "", "", "", "", "", "");

    static EntryView of(AuditEntry entry) {
        return new EntryView(
                entry.id(),
                entry.at(),
                entry.actor(),
                entry.action(),
                entry.subject(),
                entry.detail(),
                EnumNames.of(entry.outcome()),
                entry.address(),
                entry.requestId(),
                entry.previous(),
                entry.hash());
    }
}
