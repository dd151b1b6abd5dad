package dev.switchboard.domain.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.label.LabelList.Kind;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelListTest {

    private static final Label SOLVED = label("solved", false);
    private static final Label OLD = label("old", true);

    private static Label label(String id, boolean retired) {
        return new Label(new LabelId(id), "Name", "#00aaFF", retired);
    }

    private static LabelList list(Kind kind, boolean required, List<Label> items) {
        return new LabelList(TenantId.DEFAULT, kind, 1, required, items);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "vip", "1.a_b-c", "0123456789012345678901234567890123456789"})
    void takesAnId(String id) {
        assertThat(new LabelId(id)).hasToString(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "VIP", "-a", "a b", "ñ", "01234567890123456789012345678901234567890"})
    void refusesWhatIsNoId(String id) {
        assertThatThrownBy(() -> new LabelId(id)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refusesANamelessLabelAndAColorThatIsNone() {
        LabelId id = new LabelId("a");

        assertThatThrownBy(() -> new Label(id, " ", null, false))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new Label(id, "n".repeat(61), null, false))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new Label(id, "Name", "red", false))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void offersWhatIsNotRetired() {
        LabelList list = list(Kind.OUTCOMES, true, List.of(OLD, SOLVED));

        assertThat(list.offered()).containsExactly(SOLVED);
        assertThat(list.offers(SOLVED.id())).isTrue();
        assertThat(list.offers(OLD.id())).isFalse();
        assertThat(list.offers(new LabelId("none"))).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void hasAnIdOnceAndIsNotLong(Kind kind) {
        List<Label> most =
                IntStream.range(0, LabelList.MOST).mapToObj(i -> label("i" + i, false)).toList();
        List<Label> more =
                IntStream.rangeClosed(0, LabelList.MOST)
                        .mapToObj(i -> label("i" + i, false))
                        .toList();

        assertThat(list(kind, false, most).items()).hasSize(LabelList.MOST);
        assertThatThrownBy(() -> list(kind, false, more)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> list(kind, false, List.of(SOLVED, SOLVED)))
                .isInstanceOf(InvalidValueException.class);
    }

    /// Nobody could end a conversation.
    @Test
    void requiresNothingThatIsNotThere() {
        assertThatThrownBy(() -> list(Kind.OUTCOMES, true, List.of()))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> list(Kind.OUTCOMES, true, List.of(OLD)))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> list(Kind.TAGS, true, List.of(SOLVED)))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void saysWhichIdsItLost() {
        LabelList before = list(Kind.TAGS, false, List.of(OLD, SOLVED));

        assertThat(list(Kind.TAGS, false, List.of(SOLVED)).missing(before))
                .containsExactly(OLD.id());
        assertThat(before.missing(list(Kind.TAGS, false, List.of(SOLVED)))).isEmpty();
    }
}
