package dev.switchboard.application.port.out.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.ReplyDraft;
import dev.switchboard.domain.handoff.TenantId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What [Drafts] promise.
public interface DraftsContract {

    Agent ADA = new Agent(TenantId.DEFAULT, new AgentId("ada/x y"));
    Agent OTHER_ADA = new Agent(new TenantId("other"), new AgentId("ada/x y"));
    ConversationId ONE = ConversationId.of("chat", "one");
    ConversationId TWO = ConversationId.of("yalo", "x:\u00e9");
    Instant NOW = Instant.ofEpochMilli(Seed.NOW.toEpochMilli());

    /// The same throughout a test, empty when it began.
    Drafts drafts();

    private static ReplyDraft draft(
            Agent agent, ConversationId conversation, String text, int second) {
        return new ReplyDraft(agent, conversation, text, NOW.plusSeconds(second));
    }

    @Test
    default void keepOneForEachAgentAndConversation() {
        ReplyDraft first = draft(ADA, ONE, "¿qué?\n<b>", 1);
        ReplyDraft second = draft(ADA, TWO, "two", 1);
        ReplyDraft others = draft(OTHER_ADA, ONE, "theirs", 1);

        List.of(first, second, others).forEach(drafts()::keep);

        assertThat(drafts().of(ADA)).containsExactlyInAnyOrder(first, second);
        assertThat(drafts().of(OTHER_ADA)).containsExactly(others);
        assertThat(drafts().of(ONE)).containsExactlyInAnyOrder(first, others);
    }

    @Test
    default void keepWhatWasWrittenLast() {
        ReplyDraft late = draft(ADA, ONE, "late", 9);
        drafts().keep(draft(ADA, ONE, "first", 1));

        ReplyDraft now = drafts().keep(late);
        ReplyDraft still = drafts().keep(draft(ADA, ONE, "between", 5));

        assertThat(List.of(now, still)).containsExactly(late, late);
        assertThat(drafts().of(ADA)).containsExactly(late);
    }

    @Test
    default void doNotBringBackWhatWasRemoved() {
        drafts().keep(draft(ADA, ONE, "said", 1));
        drafts().keep(draft(ADA, ONE, "", 9));

        drafts().keep(draft(ADA, ONE, "comes late", 5));

        assertThat(drafts().of(ADA)).isEmpty();
        assertThat(drafts().of(ONE)).isEmpty();
    }

    @Test
    default void forgetAConversation() {
        drafts().keep(draft(ADA, ONE, "a", 1));
        drafts().keep(draft(OTHER_ADA, ONE, "b", 1));
        ReplyDraft other = draft(ADA, TWO, "c", 1);
        drafts().keep(other);

        drafts().forget(ONE);

        assertThat(drafts().of(ONE)).isEmpty();
        assertThat(drafts().of(ADA)).containsExactly(other);
        ReplyDraft again = draft(ADA, ONE, "again", 0);
        assertThat(drafts().keep(again)).isEqualTo(again);
    }

    @Test
    default void forgetWhatIsOld() {
        drafts().keep(draft(ADA, ONE, "a", 1));
        drafts().keep(draft(OTHER_ADA, ONE, "", 2));
        ReplyDraft young = draft(ADA, TWO, "c", 3);
        drafts().keep(young);

        drafts().forgetThrough(NOW.plusSeconds(2));

        assertThat(drafts().of(ADA)).containsExactly(young);
        assertThat(drafts().of(OTHER_ADA)).isEmpty();
    }
}
