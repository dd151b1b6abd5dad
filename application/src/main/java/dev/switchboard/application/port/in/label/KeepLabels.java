package dev.switchboard.application.port.in.label;

import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.label.LabelList;
import java.util.List;

/// Keeps the lists of labels that a tenant's agents choose from. Nobody sees another tenant's.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface KeepLabels {

    LabelList list(TenantId tenant, LabelList.Kind kind);

    /// Replaces the list of the version before.
    Saved save(LabelList list);

    sealed interface Saved {

        record Done() implements Saved {}

        /// The list has another version.
        record Changed() implements Saved {}

        /// A label may be retired and not removed.
        ///
        /// @param missing at least one
        record Incomplete(List<LabelId> missing) implements Saved {

            public Incomplete {
                missing = List.copyOf(missing);
            }
        }
    }
}
