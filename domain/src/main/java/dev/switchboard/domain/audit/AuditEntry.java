package dev.switchboard.domain.audit;

import dev.switchboard.domain.digest.Sha256;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// One act that was done or tried. Entries form a chain: their ids count without a gap, and each
/// holds the hash of its predecessor. Entries of hubs before 0.1.0 precede the chain; they have no
/// hash and are ordered by time.
///
/// @param id rises; pages continue after it
/// @param actor the principal's name
/// @param action the verb, such as `channel.create`
/// @param subject the object of the action, such as a channel id
/// @param detail further facts, without secrets and bodies
/// @param address the actor's address; empty if the hub acted by itself
/// @param requestId the id of the request; empty if there was none
/// @param previous the hash of the previous entry; empty for the first
/// @param hash the hash of all other components; empty for entries before the chain
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

    /// Sorts after all ids from before the chain, whose fifth character is a hexadecimal digit.
    private static final String PREFIX = "aud_n";

    private static final int DIGITS = 15;

    /// An entry before the chain.
    public AuditEntry(
            String id, Instant at, String actor, String action, String subject, String detail) {
        this(id, at, actor, action, subject, detail, Outcome.DONE, "", "", "", "");
    }

    public enum Outcome {
        DONE,
        REFUSED,
        /// It was begun, and its result is unknown: the hub died, or the store did not answer.
        UNKNOWN
    }

    /// The end of a chain.
    ///
    /// @param number the count of all entries the chain ever had
    /// @param hash the hash of its last entry
    public record Head(long number, String hash) {

        /// The end of a chain without entries.
        public static final Head NONE = new Head(0, "");
    }

    /// An entry without a place in the chain yet.
    ///
    /// @param at truncated to milliseconds, the precision of every store
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

        /// The finished entry, appended after `head`.
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

    /// Whether the entry is part of the chain.
    public boolean isChained() {
        return id.startsWith(PREFIX);
    }

    /// The entry's number in the chain; 0 for entries before the chain.
    public long number() {
        return numberOf(id);
    }

    /// The number in an id; 0 for ids from before the chain.
    public static long numberOf(String id) {
        return id.startsWith(PREFIX) ? Long.parseLong(id.substring(PREFIX.length())) : 0;
    }

    /// The id of the entry with this number, whether or not there is one.
    public static String idOf(long number) {
        String digits = Long.toString(number);
        return PREFIX + "0".repeat(DIGITS - digits.length()) + digits;
    }

    /// The end of the chain if this is its last entry.
    public Head head() {
        return new Head(number(), hash);
    }

    /// Whether the entry still matches its hash.
    public boolean isSound() {
        return hash.equals(digest());
    }

    /// SHA-256 over all components, each prefixed with its length.
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
