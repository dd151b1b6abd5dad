package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.in.view.KeepViews;
import dev.switchboard.domain.canned.Shelf;
import dev.switchboard.domain.view.SavedView;
import java.util.List;
import java.util.TreeMap;

/// Saved views of all tenants and people, of which three are many.
public final class FakeViews implements KeepViews {

    private final TreeMap<String, SavedView> all = new TreeMap<>();

    public void reset() {
        all.clear();
    }

    @Override
    public List<SavedView> list(Shelf own) {
        return all.values().stream()
                .filter(view -> view.shelf().equals(own) || view.shelf().equals(shared(own)))
                .toList();
    }

    private static Shelf shared(Shelf own) {
        return Shelf.of(own.tenant());
    }

    @Override
    public String nextId() {
        return "%024x".formatted(all.size() + 1);
    }

    @Override
    public Saved save(SavedView view, Shelf before) {
        SavedView there = all.get(view.id());
        if ((there == null ? 0 : there.version()) != view.version() - 1) {
            return Saved.CHANGED;
        }
        if (there == null && all.size() == 3) {
            return Saved.TOO_MANY;
        }
        all.put(view.id(), view);
        return Saved.DONE;
    }

    @Override
    public boolean remove(String id) {
        return all.remove(id) != null;
    }
}
