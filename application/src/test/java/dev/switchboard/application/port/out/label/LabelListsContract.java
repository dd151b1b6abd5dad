package dev.switchboard.application.port.out.label;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.label.Label;
import dev.switchboard.domain.label.LabelList;
import dev.switchboard.domain.label.LabelList.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The contract of [LabelLists].
public interface LabelListsContract {

    TenantId ELEKTRA = new TenantId("elektra");
    Label SOLVED = new Label(new LabelId("solved"), "Resuelto ñ", "#00aa00", false);
    Label OLD = new Label(new LabelId("a.b_c-1"), "Old", null, true);

    LabelLists lists();

    private static LabelList outcomes(TenantId tenant, long version, Label... items) {
        return new LabelList(
                tenant, Kind.OUTCOMES, version, List.of(items).contains(SOLVED), List.of(items));
    }

    @Test
    default void hasAnEmptyListWhereNoneWasSaved() {
        assertThat(lists().of(ELEKTRA, Kind.TAGS)).isEqualTo(LabelList.empty(ELEKTRA, Kind.TAGS));
    }

    @Test
    default void keepsAListAsItIs() {
        LabelList list = outcomes(TenantId.DEFAULT, 1, OLD, SOLVED);

        assertThat(lists().save(list)).isTrue();

        assertThat(lists().of(TenantId.DEFAULT, Kind.OUTCOMES)).isEqualTo(list);
    }

    @Test
    default void keepsEachKindAndTenantApart() {
        LabelList outcomes = outcomes(TenantId.DEFAULT, 1, SOLVED);
        LabelList tags = new LabelList(TenantId.DEFAULT, Kind.TAGS, 1, false, List.of(OLD));
        LabelList theirs = outcomes(ELEKTRA, 1, OLD);

        assertThat(lists().save(outcomes)).isTrue();
        assertThat(lists().save(tags)).isTrue();
        assertThat(lists().save(theirs)).isTrue();

        assertThat(lists().of(TenantId.DEFAULT, Kind.OUTCOMES)).isEqualTo(outcomes);
        assertThat(lists().of(TenantId.DEFAULT, Kind.TAGS)).isEqualTo(tags);
        assertThat(lists().of(ELEKTRA, Kind.OUTCOMES)).isEqualTo(theirs);
        assertThat(lists().of(ELEKTRA, Kind.TAGS).items()).isEmpty();
    }

    @Test
    default void replacesTheVersionBeforeAlone() {
        LabelList first = outcomes(TenantId.DEFAULT, 1, SOLVED);
        LabelList second = outcomes(TenantId.DEFAULT, 2, SOLVED, OLD);
        assertThat(lists().save(outcomes(TenantId.DEFAULT, 2, SOLVED))).isFalse();
        assertThat(lists().save(first)).isTrue();

        assertThat(lists().save(outcomes(TenantId.DEFAULT, 1, OLD))).isFalse();
        assertThat(lists().save(outcomes(TenantId.DEFAULT, 3, OLD))).isFalse();
        assertThat(lists().of(TenantId.DEFAULT, Kind.OUTCOMES)).isEqualTo(first);
        assertThat(lists().save(second)).isTrue();
        assertThat(lists().save(outcomes(TenantId.DEFAULT, 2, OLD))).isFalse();
        assertThat(lists().of(TenantId.DEFAULT, Kind.OUTCOMES)).isEqualTo(second);
    }

    @Test
    default void letsOneOfManyWin() {
        for (long version = 1; version <= 5; version++) {
            LabelList next = outcomes(TenantId.DEFAULT, version, SOLVED);

            List<Boolean> saved = InParallel.results(4, _ -> lists().save(next));

            assertThat(saved).filteredOn(Boolean.TRUE::equals).hasSize(1);
        }
    }
}
