package dev.switchboard.application.port.out.figures;

import dev.switchboard.domain.figures.CountedStep;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.TenantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The steps of handoffs that figures count. They stay when their conversation is removed.
///
/// Reads see every write that has returned. Every method throws
/// [dev.switchboard.application.port.out.store.StoreUnavailableException] if the store does not
/// answer in time.
public interface CountedSteps {

    /// Keeps a step; durable when it returns. A step that is kept already stays as it is.
    void keep(CountedStep step);

    /// Returns steps from before a moment, the latest first, and those of one moment in an order
    /// that does not change. There are no more behind an empty page; a page that is shorter than
    /// its limit says nothing.
    ///
    /// @param before in whole milliseconds, as all times of steps are kept
    /// @param behind continues behind this step; null to begin
    /// @param limit 1 to 1000
    List<CountedStep> latest(Whose whose, Instant before, @Nullable CountedStep behind, int limit);

    /// Removes the steps taken at `last` or before, the oldest first.
    void forgetThrough(Instant last);

    /// @param agent only the steps that count for this agent; null for all
    record Whose(TenantId tenant, @Nullable AgentId agent) {}
}
