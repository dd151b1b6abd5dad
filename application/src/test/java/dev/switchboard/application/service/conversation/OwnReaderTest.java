package dev.switchboard.application.service.conversation;

import static dev.switchboard.application.port.out.store.EntryDraft.CHAT;
import static dev.switchboard.application.port.out.store.EntryDraft.question;
import static dev.switchboard.application.port.out.store.EntryDraft.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.FakeResumeTokens;
import dev.switchboard.application.fakes.InMemoryStore;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Outage;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.inmemory.SoleOwnership;
import dev.switchboard.application.port.in.conversation.ReadOwnConversation.OwnMessage;
import dev.switchboard.application.port.in.conversation.ReadOwnConversation.OwnPage;
import dev.switchboard.application.port.in.conversation.ReadOwnConversation.Progress;
import dev.switchboard.application.port.out.store.EntryDraft;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.application.service.session.Ownership;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.session.EndUser;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnReaderTest {

    private static final EndUser ANN = EndUser.of(FakeResumeTokens.browser(1));
    private static final EndUser BOB = EndUser.of(FakeResumeTokens.browser(2));

    private final MutableClock clock = new MutableClock();
    private final InMemoryStore store = new InMemoryStore(new Outage(), clock);
    private final ConversationLocks locks = new ConversationLocks(new SoleOwnership());
    private final Ownership ownership =
            new Ownership(
                    store.claims(),
                    store.ports().conversations(),
                    new SequentialIds(),
                    locks,
                    Map.of(),
                    _ -> {},
                    clock);
    private final OwnReader reader =
            new OwnReader(
                    ownership,
                    new ConversationReader(store.ports().conversations(), store.ports().history()));

    private void say(EntryDraft draft) {
        locks.withLock(draft.conversation(), () -> store.ports().journal().append(draft.entry()));
    }

    private Optional<OwnPage> read(EndUser who, long after, int limit) {
        return reader.read(who, CHAT, after, limit);
    }

    @Test
    void beginsWhereItBecameTheReadersOwn() {
        say(reply());
        ownership.claimByWriting(CHAT, ANN);
        say(question());
        say(reply());

        OwnPage all = read(ANN, 0, 10).orElseThrow();
        OwnPage first = read(ANN, 0, 1).orElseThrow();

        assertThat(all.count()).isEqualTo(2);
        assertThat(all.messages()).extracting(own -> own.message().seq()).containsExactly(2L, 3L);
        assertThat(all.next()).isNull();
        assertThat(first.messages()).isEqualTo(all.messages().subList(0, 1));
        assertThat(first.next()).isEqualTo(2);
    }

    @Test
    void tellsHowFarAUsersMessagesHaveCome() {
        ownership.claimByWriting(CHAT, ANN);
        say(question());
        say(question().owedTo());
        say(question().bornParked(ParkReason.EXHAUSTED));
        say(reply());

        assertThat(read(ANN, 0, 10).orElseThrow().messages())
                .extracting(OwnMessage::progress)
                .containsExactly(Progress.QUEUED, Progress.ACCEPTED, Progress.FAILED, null);
    }

    @Test
    void tellsNobodyElseMoreThanOfAnUnknownOne() {
        say(reply());
        Optional<OwnPage> nobodys = read(ANN, 0, 10);
        ownership.claimByWriting(CHAT, ANN);
        say(question());

        assertThat(nobodys).isEmpty();
        assertThat(read(BOB, 0, 10)).isEmpty();
        assertThat(read(EndUser.NOBODY, 0, 10)).isEmpty();
        assertThat(reader.read(ANN, ConversationId.of("chat", "unknown"), 0, 10)).isEmpty();
    }

    @Test
    void tellsNothingToWhoGaveItUp() {
        ownership.claimByWriting(CHAT, ANN);
        say(question());

        ownership.release(CHAT);

        assertThat(read(ANN, 0, 10)).isEmpty();
    }
}
