package dev.switchboard.application.port.out.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.canned.Shelf;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.view.SavedView;
import org.junit.jupiter.api.Test;

/// The contract of [SavedViews].
public interface SavedViewsContract {

    Shelf SHARED = Shelf.of(TenantId.DEFAULT);
    Shelf ELEKTRA = Shelf.of(new TenantId("elektra"));
    Shelf ADAS = new Shelf(TenantId.DEFAULT, new AgentId("ada"));

    SavedViews views();

    private static SavedView view(Shelf shelf, String number, long version) {
        String query = "target=channel%3Aslack&reason=exhausted";
        return new SavedView(id(number), version, shelf, "hub/parked", "Slack ñ", query);
    }

    private static String id(String number) {
        return "64f0c1a2b3d4e5f60718293" + number;
    }

    @Test
    default void listsWhatStandsOnAShelf() {
        assertThat(views().save(view(SHARED, "2", 1))).isTrue();
        assertThat(views().save(view(SHARED, "1", 1))).isTrue();
        assertThat(views().save(view(ADAS, "3", 1))).isTrue();
        assertThat(views().save(view(ELEKTRA, "4", 1))).isTrue();

        assertThat(views().of(SHARED, 10))
                .containsExactly(view(SHARED, "1", 1), view(SHARED, "2", 1));
        assertThat(views().of(SHARED, 1)).containsExactly(view(SHARED, "1", 1));
        assertThat(views().of(ADAS, 10)).containsExactly(view(ADAS, "3", 1));
        assertThat(views().of(new Shelf(ELEKTRA.tenant(), ADAS.owner()), 10)).isEmpty();
    }

    @Test
    default void replacesTheVersionThatWasReadAlone() {
        views().save(view(ADAS, "1", 1));
        SavedView second = new SavedView(id("1"), 2, ADAS, "search", "Other", "");

        assertThat(views().save(view(ADAS, "1", 1))).isFalse();
        assertThat(views().save(view(ADAS, "1", 3))).isFalse();
        assertThat(views().save(view(ADAS, "2", 2))).isFalse();
        assertThat(views().save(second)).isTrue();

        assertThat(views().of(ADAS, 10)).containsExactly(second);
    }

    @Test
    default void putsOneOnAnotherShelf() {
        views().save(view(ADAS, "1", 1));

        assertThat(views().save(view(SHARED, "1", 2))).isTrue();

        assertThat(views().of(ADAS, 10)).isEmpty();
        assertThat(views().of(SHARED, 10)).containsExactly(view(SHARED, "1", 2));
    }

    @Test
    default void removesOneOnce() {
        views().save(view(ADAS, "1", 1));
        views().save(view(ADAS, "2", 1));

        assertThat(views().remove(id("1"))).isTrue();
        assertThat(views().remove(id("1"))).isFalse();

        assertThat(views().of(ADAS, 10)).containsExactly(view(ADAS, "2", 1));
    }
}
