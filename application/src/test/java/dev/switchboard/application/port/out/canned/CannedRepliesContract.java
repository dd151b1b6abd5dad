package dev.switchboard.application.port.out.canned;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.out.canned.CannedReplies.Outcome;
import dev.switchboard.domain.canned.CannedReply;
import dev.switchboard.domain.handoff.TenantId;
import org.junit.jupiter.api.Test;

/// The contract of [CannedReplies].
public interface CannedRepliesContract {

    TenantId ELEKTRA = new TenantId("elektra");

    CannedReplies replies();

    private static CannedReply reply(TenantId tenant, String shortcut, long version) {
        return new CannedReply(tenant, shortcut, version, "Title", "Hello {{customer.name}} ñ");
    }

    @Test
    default void listsWhatIsATenantsByShortcut() {
        CannedReply thanks = reply(TenantId.DEFAULT, "thanks", 1);
        CannedReply hello = reply(TenantId.DEFAULT, "hello", 1);
        assertThat(replies().insert(thanks)).isEqualTo(Outcome.DONE);
        assertThat(replies().insert(hello)).isEqualTo(Outcome.DONE);
        assertThat(replies().insert(reply(ELEKTRA, "hello", 1))).isEqualTo(Outcome.DONE);

        assertThat(replies().of(TenantId.DEFAULT, 10)).containsExactly(hello, thanks);
        assertThat(replies().of(TenantId.DEFAULT, 1)).containsExactly(hello);
        assertThat(replies().of(ELEKTRA, 10)).containsExactly(reply(ELEKTRA, "hello", 1));
        assertThat(replies().of(new TenantId("nobody"), 10)).isEmpty();
    }

    @Test
    default void hasOneForAShortcut() {
        replies().insert(reply(TenantId.DEFAULT, "hello", 1));

        assertThat(replies().insert(reply(TenantId.DEFAULT, "hello", 1)))
                .isEqualTo(Outcome.REFUSED);
    }

    @Test
    default void replacesTheVersionThatWasReadAlone() {
        replies().insert(reply(TenantId.DEFAULT, "hello", 1));
        CannedReply second = reply(TenantId.DEFAULT, "hello", 2);

        assertThat(replies().replace(second, 1)).isEqualTo(Outcome.DONE);
        assertThat(replies().replace(reply(TenantId.DEFAULT, "hello", 2), 1))
                .isEqualTo(Outcome.REFUSED);
        assertThat(replies().replace(reply(TenantId.DEFAULT, "nothing", 2), 1))
                .isEqualTo(Outcome.REFUSED);
        assertThat(replies().of(TenantId.DEFAULT, 10)).containsExactly(second);
    }

    @Test
    default void removesWhatIsATenantsOwn() {
        replies().insert(reply(TenantId.DEFAULT, "hello", 1));

        assertThat(replies().remove(ELEKTRA, "hello")).isEqualTo(Outcome.REFUSED);
        assertThat(replies().remove(TenantId.DEFAULT, "hello")).isEqualTo(Outcome.DONE);
        assertThat(replies().remove(TenantId.DEFAULT, "hello")).isEqualTo(Outcome.REFUSED);
        assertThat(replies().of(TenantId.DEFAULT, 10)).isEmpty();
    }
}
