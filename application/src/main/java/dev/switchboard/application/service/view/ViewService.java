package dev.switchboard.application.service.view;

import dev.switchboard.application.port.in.handoff.FindTenants;
import dev.switchboard.application.port.in.view.KeepViews;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.view.SavedViews;
import dev.switchboard.application.service.identity.IdentityModule;
import dev.switchboard.domain.canned.Shelf;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.view.SavedView;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Keeps saved views. Those of a person's own go with their account.
public final class ViewService implements KeepViews, IdentityModule.Belongings {

    /// Two that are added at once may make one more than allowed.
    private static final int ALL = 2 * MOST;

    private static final Comparator<SavedView> BY_NAME =
            Comparator.comparing(SavedView::name).thenComparing(SavedView::id);

    private final SavedViews views;
    private final FindTenants tenants;
    private final Ids ids;

    public ViewService(SavedViews views, FindTenants tenants, Ids ids) {
        this.views = views;
        this.tenants = tenants;
        this.ids = ids;
    }

    @Override
    public List<SavedView> list(Shelf own) {
        return Stream.of(own, Shelf.of(own.tenant()))
                .flatMap(shelf -> views.of(shelf, ALL).stream())
                .sorted(BY_NAME)
                .toList();
    }

    @Override
    public String nextId() {
        return ids.objectId();
    }

    @Override
    public Saved save(SavedView view, Shelf before) {
        boolean comes = view.version() == 1 || !view.shelf().equals(before);
        if (comes && views.of(view.shelf(), MOST).size() >= MOST) {
            return Saved.TOO_MANY;
        }
        return views.save(view) ? Saved.DONE : Saved.CHANGED;
    }

    @Override
    public boolean remove(String id) {
        return views.remove(id);
    }

    @Override
    public void remove(Account account) {
        AgentId owner = new AgentId(account.username().value());
        Shelf own = new Shelf(tenants.ofClient(account.client()), owner);
        views.of(own, ALL).forEach(view -> views.remove(view.id()));
    }
}
