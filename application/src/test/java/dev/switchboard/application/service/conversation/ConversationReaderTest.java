package dev.switchboard.application.service.conversation;

import static dev.switchboard.application.port.out.store.EntryDraft.CHAT;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InMemoryStore;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Outage;
import dev.switchboard.application.port.in.conversation.ReadConversations.MessagePage;
import dev.switchboard.domain.message.Recorded;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationReaderTest {

    private static final int MESSAGES = 100;
    private static final String LARGE = "\"" + "x".repeat(100_000) + "\"";

    private final InMemoryStore store = new InMemoryStore(new Outage(), new MutableClock());
    private final ConversationReader reader =
            new ConversationReader(store.ports().conversations(), store.ports().history());

    /// Each would be in memory several times while it is sent.
    @Test
    void endsAPageOfLargeMessagesEarly() {
        for (int i = 0; i < MESSAGES; i++) {
            store.ports().journal().append(message().in(CHAT).saying(LARGE).entry());
        }

        List<Integer> sizes = new ArrayList<>();
        List<Long> seqs = new ArrayList<>();
        Long after = 0L;
        while (after != null) {
            MessagePage page = reader.messages(CHAT, after, 1000).orElseThrow();
            sizes.add(page.messages().size());
            page.messages().stream().map(Recorded::message).forEach(it -> seqs.add(it.seq()));
            after = page.next();
        }

        assertThat(sizes).containsExactly(32, 32, 32, 4);
        assertThat(seqs).hasSize(MESSAGES).doesNotHaveDuplicates().isSorted();
    }
}
