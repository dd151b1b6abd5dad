package dev.switchboard.application.port.in.view;

import dev.switchboard.domain.canned.Shelf;
import dev.switchboard.domain.view.SavedView;
import java.util.List;

/// Keeps the saved views of tenants, and those of people's own. Nobody sees another tenant's or
/// another person's.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface KeepViews {

    /// The most that a tenant may share, and that a person may have beside them.
    int MOST = 100;

    /// Returns the views of a person and those that their tenant shares, by name.
    ///
    /// @param own the person's shelf
    List<SavedView> list(Shelf own);

    /// An id for a new view.
    String nextId();

    /// Adds a view of version 1, or replaces the one of the version before.
    ///
    /// @param before the shelf from which it is taken; its own for a new one
    Saved save(SavedView view, Shelf before);

    /// @return false if there is none
    boolean remove(String id);

    enum Saved {
        DONE,
        /// It has another version, or is gone.
        CHANGED,
        /// The shelf has [#MOST].
        TOO_MANY
    }
}
