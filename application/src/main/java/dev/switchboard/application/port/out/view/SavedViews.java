package dev.switchboard.application.port.out.view;

import dev.switchboard.domain.canned.Shelf;
import dev.switchboard.domain.view.SavedView;
import java.util.List;

/// Keeps the saved views of tenants and of people.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface SavedViews {

    /// Returns the views of a shelf, by id.
    ///
    /// @param limit 1 to 1000
    List<SavedView> of(Shelf shelf, int limit);

    /// Stores a view: a new one, or in place of the one with its id, also of another shelf, if that
    /// has the version before. Durable when it returns.
    ///
    /// @return false, without a change, if there is another version
    boolean save(SavedView view);

    /// @return false if there is none
    boolean remove(String id);
}
