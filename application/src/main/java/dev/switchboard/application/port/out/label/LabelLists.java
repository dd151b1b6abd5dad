package dev.switchboard.application.port.out.label;

import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.label.LabelList;

/// Keeps the lists of labels that tenants' agents choose from.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface LabelLists {

    /// A tenant's list; [LabelList#empty] if it was never saved.
    LabelList of(TenantId tenant, LabelList.Kind kind);

    /// Stores a list, if the stored one has the version before. Durable when it returns.
    ///
    /// @param list of a version of at least 1
    /// @return false, without a change, if the stored one has another version
    boolean save(LabelList list);
}
