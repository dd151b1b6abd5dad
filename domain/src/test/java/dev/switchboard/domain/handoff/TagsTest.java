package dev.switchboard.domain.handoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.domain.InvalidValueException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TagsTest {

    private static List<LabelId> ids(String... ids) {
        return Stream.of(ids).map(LabelId::new).toList();
    }

    private static List<LabelId> many(int n) {
        return IntStream.range(0, n).mapToObj(i -> new LabelId("t" + i)).toList();
    }

    @Test
    void haveEachIdOnceInTheOrderInWhichTheyCame() {
        Tags tags = new Tags(ids("b", "a", "b"));

        assertThat(tags.ids()).isEqualTo(ids("b", "a"));
        assertThat(tags.changed(ids("c", "a"), ids("b"))).hasValue(new Tags(ids("a", "c")));
        assertThat(tags.changed(List.of(), ids("x"))).hasValue(tags);
    }

    @Test
    void areTwentyAtMost() {
        Tags full = new Tags(many(Tags.MOST));

        assertThat(full.changed(ids("t1"), List.of())).hasValue(full);
        assertThat(full.changed(ids("one-more"), List.of())).isEmpty();
        assertThat(full.changed(ids("another"), ids("t1"))).isPresent();
        assertThat(Tags.of(many(Tags.MOST + 1))).isEmpty();
        assertThatThrownBy(() -> new Tags(many(Tags.MOST + 1)))
                .isInstanceOf(InvalidValueException.class);
    }
}
