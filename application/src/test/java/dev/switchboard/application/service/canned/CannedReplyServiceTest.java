package dev.switchboard.application.service.canned;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InMemoryCannedReplies;
import dev.switchboard.application.port.in.canned.KeepCannedReplies;
import dev.switchboard.application.port.in.canned.KeepCannedReplies.Saved;
import dev.switchboard.domain.canned.CannedReply;
import dev.switchboard.domain.handoff.TenantId;
import org.junit.jupiter.api.Test;

class CannedReplyServiceTest {

    private final CannedReplyService service = new CannedReplyService(new InMemoryCannedReplies());

    private static CannedReply reply(TenantId tenant, String shortcut, long version) {
        return new CannedReply(tenant, shortcut, version, "Title", "Text");
    }

    @Test
    void addsANewOneAndReplacesTheVersionBefore() {
        assertThat(service.save(reply(TenantId.DEFAULT, "a", 2))).isEqualTo(Saved.CHANGED);
        assertThat(service.save(reply(TenantId.DEFAULT, "a", 1))).isEqualTo(Saved.DONE);
        assertThat(service.save(reply(TenantId.DEFAULT, "a", 1))).isEqualTo(Saved.CHANGED);
        assertThat(service.save(reply(TenantId.DEFAULT, "a", 2))).isEqualTo(Saved.DONE);
        assertThat(service.save(reply(TenantId.DEFAULT, "a", 2))).isEqualTo(Saved.CHANGED);
        assertThat(service.list(TenantId.DEFAULT)).containsExactly(reply(TenantId.DEFAULT, "a", 2));
    }

    @Test
    void hasAMostForEachTenant() {
        for (int i = 0; i < KeepCannedReplies.MOST; i++) {
            assertThat(service.save(reply(TenantId.DEFAULT, "a" + i, 1))).isEqualTo(Saved.DONE);
        }

        assertThat(service.save(reply(TenantId.DEFAULT, "b", 1))).isEqualTo(Saved.TOO_MANY);
        assertThat(service.save(reply(TenantId.DEFAULT, "a1", 2))).isEqualTo(Saved.DONE);
        assertThat(service.save(reply(new TenantId("elektra"), "b", 1))).isEqualTo(Saved.DONE);
        assertThat(service.remove(TenantId.DEFAULT, "a2")).isTrue();
        assertThat(service.remove(TenantId.DEFAULT, "a2")).isFalse();
        assertThat(service.save(reply(TenantId.DEFAULT, "b", 1))).isEqualTo(Saved.DONE);
    }
}
