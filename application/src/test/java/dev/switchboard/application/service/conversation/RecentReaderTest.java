package dev.switchboard.application.service.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InMemoryStore;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.conversation.ReadRecent.Latest;
import dev.switchboard.application.port.in.conversation.ReadRecent.Page;
import dev.switchboard.application.port.out.conversation.RecentActivity;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.application.port.out.store.EntryDraft;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.ListPosition;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecentReaderTest {

    private final List<Conversation> all =
            List.of(conversation("c", 3), conversation("b", 2), conversation("a", 1));
    private final InMemoryStore store = new InMemoryStore();
    private final RecentReader reader =
            new RecentReader(
                    new Listed(all), store.ports().conversations(), store.ports().history());

    private static Conversation conversation(String id, int seconds) {
        return new Conversation(
                ConversationId.of("bot", id), Seed.NOW, Seed.NOW.plusSeconds(seconds), 1, Set.of());
    }

    @Test
    void readsPageByPage() {
        Page first = reader.conversations("bot", null, 2);
        Page second = reader.conversations("bot", first.next(), 2);

        assertThat(first.conversations()).isEqualTo(all.subList(0, 2));
        assertThat(second.conversations()).isEqualTo(all.subList(2, 3));
        assertThat(second.next()).isNull();
    }

    @Test
    void showsAConversationWhereItsNewestMessageStandsAndNowhereElse() {
        MessageId first = say("old");
        say("busy");
        say("new");
        say("busy");

        Latest page = reader.latest(null, 2);
        Latest rest = reader.latest(page.next(), 2);

        assertThat(page.conversations())
                .extracting(it -> it.id().externalId())
                .containsExactly("busy", "new");
        assertThat(rest.conversations())
                .extracting(it -> it.id().externalId())
                .containsExactly("old");
        assertThat(rest.next()).isNull();
        assertThat(reader.messagesSince(Seed.NOW, first, 2).messages()).hasSize(2);
    }

    private MessageId say(String session) {
        Entry entry = EntryDraft.message().inSession(session).entry();
        store.ports().journal().append(entry);
        return entry.id();
    }

    private record Listed(List<Conversation> all) implements RecentActivity {
        @Override
        public List<Conversation> conversations(
                String origin, @Nullable ListPosition before, int limit) {
            return all.stream()
                    .filter(c -> c.id().origin().equals(origin))
                    .filter(c ->
                            before == null || c.lastActivityAt().isBefore(before.lastActivityAt()))
                    .limit(limit)
                    .toList();
        }

        @Override
        public List<Message> botMessages(String origin, int limit) {
            return List.of();
        }
    }
}
