package dev.switchboard.domain.audit;

import dev.switchboard.domain.digest.Sha256;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// One thing that somebody did, or tried. Entries are a chain: their ids count without a gap, and
/// each holds the hash of the one before it. Entries of hubs before 0.1.0 stand before the chain,
/// without a hash and ordered by time.
///
/// @param id grows; pages continue after it
/// @param actor the principal's name
/// @param action what was done, such as `channel.create`
/// @param subject what it was done to, such as a channel id
/// @param detail what else is worth knowing, without secrets and bodies
/// @param address where the actor called from; empty if nobody called
/// @param requestId the id of the request; empty if there was none
/// @param previous the hash of the entry before; empty for the first
/// @param hash over everything else here; empty for entries before the chain
public record AuditEntry(
        String id,
        Instant at,
        String actor,
        String action,
        String subject,
        String detail,
        Outcome outcome,
        String address,
        String requestId,
        String previous,
        String hash) {

    /// Behind all ids before the chain, whose fifth character is a hexadecimal digit.
    private static final String PREFIX = "aud_n";

    private static final int DIGITS = 15;

    /// An entry before the chain.
    public AuditEntry(
            String id, Instant at, String actor, String action, String subject, String detail) {
        this(id, at, actor, action, subject, detail, Outcome.DONE, "", "", "", "");
    }

    /// What came of it.
    public enum Outcome {
        DONE,
        REFUSED,
        /// It was begun, and nobody knows whether it was done: the hub died, or the store did not
        /// answer.
        UNKNOWN
    }

    /// Where a chain ends.
    ///
    /// @param number how many entries it ever had
    /// @param hash of the last one
    public record Head(long number, String hash) {

        /// The end of a chain without entries.
        public static final Head NONE = new Head(0, "");
    }

    /// An entry that has no place yet.
    ///
    /// @param at in milliseconds, as every store keeps it
    public record Draft(
            Instant at,
            String actor,
            String action,
            String subject,
            String detail,
            Outcome outcome,
            String address,
            String requestId) {

        public Draft {
            at = at.truncatedTo(ChronoUnit.MILLIS);
        }

        /// The entry, at the end of a chain.
        public AuditEntry behind(Head head) {
            AuditEntry open =
                    new AuditEntry(
                            idOf(head.number() + 1),
                            at,
                            actor,
                            action,
                            subject,
                            detail,
                            outcome,
                            address,
                            requestId,
                            head.hash(),
                            "");
            return open.with(open.digest());
        }
    }

    /// Whether it has a place in the chain.
    public boolean isChained() {
        return id.startsWith(PREFIX);
    }

    /// Its place in the chain; 0 before it.
    public long number() {
        return numberOf(id);
    }

    /// The place that an id names; 0 for one before the chain.
    public static long numberOf(String id) {
        return id.startsWith(PREFIX) ? Long.parseLong(id.substring(PREFIX.length())) : 0;
    }

    private static String idOf(long number) {
        String digits = Long.toString(number);
        return PREFIX + "0".repeat(DIGITS - digits.length()) + digits;
    }

    /// The chain's end if this is its last entry.
    public Head head() {
        return new Head(number(), hash);
    }

    /// Whether it is as it was written.
    public boolean isSound() {
        return hash.equals(digest());
    }

    /// SHA-256 over all members, each behind its length.
    private String digest() {
        StringBuilder text = new StringBuilder();
        for (String part :
                List.of(
                        id,
                        Long.toString(at.toEpochMilli()),
                        actor,
                        action,
                        subject,
                        detail,
                        outcome.name(),
                        address,
                        requestId,
                        previous)) {
            text.append(part.length()).append(':').append(part);
        }
        return Sha256.hex(text.toString());
    }

    private AuditEntry with(String sum) {
        return new AuditEntry(
                id, at, actor, action, subject, detail, outcome, address, requestId, previous, sum);
    }
}
