package dev.switchboard.application.port.in.audit;

import dev.switchboard.domain.audit.Act;
import dev.switchboard.domain.audit.AuditEntry.Outcome;
import dev.switchboard.domain.audit.Intent;
import org.jspecify.annotations.Nullable;

/// Writes the audit.
///
/// An act that changes something gets its entry in two steps: it is begun here before the change
/// and ended afterwards. The beginning is durable before the change starts, so a crash never leaves
/// an act without an entry. An act that the hub left unfinished when it died gets an entry with an
/// unknown outcome.
public interface KeepAudit {

    /// Writes an entry with the address and id of the current request. Ends the act that this
    /// request began, if there is one.
    ///
    /// @param action the verb, such as `channel.create`
    /// @param subject the object of the action
    /// @param detail further facts, without secrets and bodies
    default void record(String actor, String action, String subject, String detail) {
        record(Act.of(actor, action, subject, detail));
    }

    /// Like [#record(String, String, String, String)]. While the store refuses writes, an act that
    /// changed nothing waits in memory, up to a bound, and is logged at once.
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException if the entry
    ///   can neither be written nor wait
    void record(Act act);

    /// Makes the intent to change something durable.
    Intent begin(Act act);

    /// Records the outcome of an intent. A second call does nothing.
    ///
    /// @param outcome null if nothing was done and no entry is needed
    void end(Intent intent, @Nullable Outcome outcome, String detail);
}
