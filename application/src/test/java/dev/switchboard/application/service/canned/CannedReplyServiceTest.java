package dev.switchboard.application.service.canned;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InMemoryCannedReplies;
import dev.switchboard.application.port.in.canned.KeepCannedReplies;
import dev.switchboard.application.port.in.canned.KeepCannedReplies.Saved;
import dev.switchboard.domain.canned.CannedReply;
import dev.switchboard.domain.canned.Shelf;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.TenantId;
import java.util.List;
import org.junit.jupiter.api.Test;

class CannedReplyServiceTest {

    private static final Shelf SHARED = Shelf.of(TenantId.DEFAULT);

    private final CannedReplyService service = new CannedReplyService(new InMemoryCannedReplies());

    private static CannedReply reply(Shelf shelf, String shortcut, long version) {
        return new CannedReply(shelf, shortcut, version, "Title", "Text", List.of(), null);
    }

    @Test
    void addsANewOneAndReplacesTheVersionBefore() {
        assertThat(service.save(reply(SHARED, "a", 2))).isEqualTo(Saved.CHANGED);
        assertThat(service.save(reply(SHARED, "a", 1))).isEqualTo(Saved.DONE);
        assertThat(service.save(reply(SHARED, "a", 1))).isEqualTo(Saved.CHANGED);
        assertThat(service.save(reply(SHARED, "a", 2))).isEqualTo(Saved.DONE);
        assertThat(service.save(reply(SHARED, "a", 2))).isEqualTo(Saved.CHANGED);
        assertThat(service.list(SHARED)).containsExactly(reply(SHARED, "a", 2));
    }

    @Test
    void hasAMostForEachTenant() {
        for (int i = 0; i < KeepCannedReplies.MOST; i++) {
            assertThat(service.save(reply(SHARED, "a" + i, 1))).isEqualTo(Saved.DONE);
        }

        assertThat(service.save(reply(SHARED, "b", 1))).isEqualTo(Saved.TOO_MANY);
        assertThat(service.save(reply(SHARED, "a1", 2))).isEqualTo(Saved.DONE);
        assertThat(service.save(reply(Shelf.of(new TenantId("elektra")), "b", 1)))
                .isEqualTo(Saved.DONE);
        assertThat(service.remove(SHARED, "a2")).isTrue();
        assertThat(service.remove(SHARED, "a2")).isFalse();
        assertThat(service.save(reply(SHARED, "b", 1))).isEqualTo(Saved.DONE);
    }

    @Test
    void hasAnotherMostForWhatIsAnAgentsOwn() {
        Shelf own = new Shelf(TenantId.DEFAULT, new AgentId("ada"));
        for (int i = 0; i < KeepCannedReplies.MOST_OWN; i++) {
            assertThat(service.save(reply(own, "a" + i, 1))).isEqualTo(Saved.DONE);
        }

        assertThat(service.save(reply(own, "b", 1))).isEqualTo(Saved.TOO_MANY);
        assertThat(service.save(reply(SHARED, "b", 1))).isEqualTo(Saved.DONE);
        assertThat(service.list(own)).hasSize(KeepCannedReplies.MOST_OWN);
        assertThat(service.list(SHARED)).hasSize(1);
    }
}
