package dev.switchboard.application.service.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.fakes.InMemoryStore;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Outage;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.port.out.handoff.HandoffsContract;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UserWaitsTest {

    private static final ConversationId CHAT = ConversationId.of("bot", "c-1");
    private static final Content WORDS = new Content("\"hello\"");
    private static final Instant ASKED = Seed.NOW;

    private final Outage outage = new Outage();
    private final StorePorts store = new InMemoryStore(outage, new MutableClock(ASKED)).ports();
    private final SequentialIds ids = new SequentialIds();
    private final UserWaits waits = new UserWaits(store.conversations(), store.history());
    private final Leased leased =
            HandoffsContract.leased(HandoffsContract.begun(CHAT), new AgentId("ann"), 1);

    private Message says(Party party, Content words, long seconds) {
        Entry entry =
                new Entry(
                        ids.messageId(),
                        CHAT,
                        new Author(party, "x"),
                        words,
                        null,
                        List.of(),
                        ASKED.plusSeconds(seconds));
        return ((Appended.Stored) store.journal().append(entry)).message();
    }

    @Test
    void beginWithTheQuestionForAnAgent() {
        says(Party.USER, WORDS, -5);
        says(Party.USER, WORDS, 5);

        assertThat(waits.since(leased)).isEqualTo(ASKED);
    }

    @Test
    void areReadOnceAndThenFollowWhatIsSaid() {
        says(Party.USER, WORDS, 1);
        Message answer = says(Party.AGENT, WORDS, 2);
        Message note = says(Party.AGENT, Seed.NOTE, 3);
        Message question = says(Party.USER, WORDS, 4);
        Message another = says(Party.USER, WORDS, 5);
        assertThat(waits.since(leased)).isEqualTo(question.at());
        outage.begin();

        assertThat(waits.hear(answer)).contains(TenantId.DEFAULT);
        assertThat(waits.since(leased)).isNull();
        assertThat(waits.hear(note)).isEmpty();
        assertThat(waits.since(leased)).isNull();
        assertThat(waits.hear(question)).contains(TenantId.DEFAULT);
        assertThat(waits.hear(another)).isEmpty();
        assertThat(waits.since(leased)).isEqualTo(question.at());
        assertThat(waits.hear(note)).isEmpty();
        assertThat(waits.since(leased)).isEqualTo(question.at());
    }

    @Test
    void areReadAgainAfterAnOutage() {
        says(Party.USER, WORDS, 1);
        outage.begin();
        assertThatThrownBy(() -> waits.since(leased)).isInstanceOf(StoreUnavailableException.class);

        outage.end();

        assertThat(waits.since(leased)).isEqualTo(ASKED);
    }

    @Test
    void areForgottenWithTheConversation() {
        Message question = says(Party.USER, WORDS, 1);
        assertThat(waits.since(leased)).isEqualTo(ASKED);

        waits.keepOnly(TenantId.DEFAULT, Set.of());

        assertThat(waits.hear(question)).isEmpty();
    }
}
