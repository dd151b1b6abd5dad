package dev.switchboard.application.port.in.audit;

import dev.switchboard.domain.audit.Act;
import dev.switchboard.domain.audit.AuditEntry.Outcome;
import dev.switchboard.domain.audit.Intent;
import org.jspecify.annotations.Nullable;

/// Writes down who did what.
///
/// An act that changes something is begun here before it begins there, and ended afterwards: what
/// was begun is on the disk before, so no kill leaves an act without its entry. What the hub left
/// unfinished when it died gets an entry whose outcome is unknown.
public interface KeepAudit {

    /// Writes down what was done, with the address and the id of the request under way. If that
    /// request began an act, this ends it.
    ///
    /// @param action what was done, such as `channel.create`
    /// @param subject what it was done to
    /// @param detail what else is worth knowing, without secrets and bodies
    default void record(String actor, String action, String subject, String detail) {
        record(Act.of(actor, action, subject, detail));
    }

    /// As above. What changes nothing and comes while the store refuses writes waits in memory, up
    /// to a bound, and is told in the log at once.
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException if it is
    ///   neither written nor waits
    void record(Act act);

    /// Makes durable that something is about to be changed.
    Intent begin(Act act);

    /// Says what came of it. Does nothing if that was said already.
    ///
    /// @param outcome null if nothing was done and there is nothing to tell
    void end(Intent intent, @Nullable Outcome outcome, String detail);
}
