package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.view.SavedViews;
import dev.switchboard.domain.canned.Shelf;
import dev.switchboard.domain.view.SavedView;
import java.util.List;
import java.util.TreeMap;

/// Saved views that live as long as their test.
public final class InMemorySavedViews implements SavedViews {

    private final TreeMap<String, SavedView> all = new TreeMap<>();

    @Override
    public synchronized List<SavedView> of(Shelf shelf, int limit) {
        return all.values().stream()
                .filter(view -> view.shelf().equals(shelf))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized boolean save(SavedView view) {
        SavedView there = all.get(view.id());
        if ((there == null ? 0 : there.version()) != view.version() - 1) {
            return false;
        }
        all.put(view.id(), view);
        return true;
    }

    @Override
    public synchronized boolean remove(String id) {
        return all.remove(id) != null;
    }
}
