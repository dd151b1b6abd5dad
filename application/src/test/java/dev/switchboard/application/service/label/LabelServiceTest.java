package dev.switchboard.application.service.label;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InMemoryLabelLists;
import dev.switchboard.application.port.in.label.KeepLabels.Saved;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.label.Label;
import dev.switchboard.domain.label.LabelList;
import dev.switchboard.domain.label.LabelList.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LabelServiceTest {

    private final LabelService service = new LabelService(new InMemoryLabelLists());

    private static LabelList tags(long version, String... ids) {
        List<Label> labels =
                Stream.of(ids).map(id -> new Label(new LabelId(id), id, null, false)).toList();
        return new LabelList(TenantId.DEFAULT, Kind.TAGS, version, false, labels);
    }

    @Test
    void replacesTheVersionBefore() {
        assertThat(service.save(tags(2, "vip"))).isEqualTo(new Saved.Changed());
        assertThat(service.save(tags(1, "vip"))).isEqualTo(new Saved.Done());
        assertThat(service.save(tags(1, "vip"))).isEqualTo(new Saved.Changed());
        assertThat(service.save(tags(2, "late", "vip"))).isEqualTo(new Saved.Done());
        assertThat(service.list(TenantId.DEFAULT, Kind.TAGS)).isEqualTo(tags(2, "late", "vip"));
    }

    /// Another label could get the id otherwise.
    @Test
    void losesNoId() {
        service.save(tags(1, "vip", "late"));

        Saved saved = service.save(tags(2, "new"));

        assertThat(saved)
                .isEqualTo(new Saved.Incomplete(List.of(new LabelId("vip"), new LabelId("late"))));
        assertThat(service.list(TenantId.DEFAULT, Kind.TAGS)).isEqualTo(tags(1, "vip", "late"));
    }
}
