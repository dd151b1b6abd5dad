package dev.switchboard.application.service.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InMemorySavedViews;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.port.in.view.KeepViews;
import dev.switchboard.application.port.in.view.KeepViews.Saved;
import dev.switchboard.domain.canned.Shelf;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import dev.switchboard.domain.view.SavedView;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ViewServiceTest {

    private static final TenantId TENANT = new TenantId("elektra");
    private static final Shelf SHARED = Shelf.of(TENANT);
    private static final Shelf ADAS = new Shelf(TENANT, new AgentId("ada"));
    private static final Shelf BENS = new Shelf(TENANT, new AgentId("ben"));

    private final ViewService views =
            new ViewService(
                    new InMemorySavedViews(),
                    client -> client == null ? TenantId.DEFAULT : new TenantId(client),
                    new SequentialIds());

    private SavedView add(Shelf shelf, String name) {
        SavedView view = new SavedView(views.nextId(), 1, shelf, "search", name, "words=box");
        assertThat(views.save(view, shelf)).isEqualTo(Saved.DONE);
        return view;
    }

    @Test
    void areThoseOfAPersonAndThoseOfTheirTenantByName() {
        SavedView beta = add(SHARED, "beta");
        SavedView alpha = add(ADAS, "alpha");
        SavedView gamma = add(ADAS, "gamma");
        add(BENS, "another's");
        add(Shelf.of(TenantId.DEFAULT), "another tenant's");

        assertThat(views.list(ADAS)).containsExactly(alpha, beta, gamma);
    }

    @Test
    void areBounded() {
        SavedView last = add(ADAS, "last");
        for (int number = 0; number < KeepViews.MOST; number++) {
            add(SHARED, "shared " + number);
        }
        SavedView more = new SavedView(views.nextId(), 1, SHARED, "search", "more", "");
        SavedView shared = new SavedView(last.id(), 2, SHARED, "search", "last", "");
        SavedView renamed = new SavedView(last.id(), 2, ADAS, "search", "renamed", "");

        assertThat(views.save(more, SHARED)).isEqualTo(Saved.TOO_MANY);
        assertThat(views.save(shared, ADAS)).isEqualTo(Saved.TOO_MANY);
        assertThat(views.save(renamed, ADAS)).isEqualTo(Saved.DONE);
        assertThat(views.save(renamed, ADAS)).isEqualTo(Saved.CHANGED);
    }

    @Test
    void goWithTheAccountOfTheirOwner() {
        add(ADAS, "own");
        add(SHARED, "shared");
        add(BENS, "another's");

        views.remove(
                new Account(
                        new Username("ada"),
                        new Secret("hash"),
                        Set.of(Role.AGENT),
                        null,
                        Instant.EPOCH,
                        "1",
                        "elektra"));

        assertThat(views.list(ADAS)).extracting(SavedView::name).containsExactly("shared");
        assertThat(views.list(BENS)).hasSize(2);
    }
}
