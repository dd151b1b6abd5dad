package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A conversation's row never changes; what grows is read from its newest message.
final class EmbeddedConversations implements Conversations {

    static final String ONE = select("conversation c") + "WHERE c.name = ?";
    static final String PAGE =
            select("conversation c") + "WHERE c.name > ? ORDER BY c.name LIMIT ?";

    private final EmbeddedStore store;

    EmbeddedConversations(EmbeddedStore store) {
        this.store = store;
    }

    /// What [#read] needs of a conversation `c` and its newest message `m`.
    static String select(String conversations) {
        return """
        SELECT c.name, c.started_at, m.seq, m.accepted_at,
            (SELECT group_concat(t.name, ' ') FROM conversation_target ct
                JOIN target t ON t.id = ct.target WHERE ct.conversation = c.id) AS targets
        FROM %s JOIN message m ON m.conversation = c.id AND m.seq =
            (SELECT seq FROM message WHERE conversation = c.id ORDER BY seq DESC LIMIT 1)
        """
                .formatted(conversations);
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        return store.read(sql -> sql.first(ONE, EmbeddedConversations::read, id.value()));
    }

    @Override
    public List<Conversation> list(@Nullable ConversationId after, int limit) {
        String name = after == null ? "" : after.value();
        return store.search(sql -> sql.list(PAGE, EmbeddedConversations::read, name, limit));
    }

    static Conversation read(Row row) throws SQLException {
        return new Conversation(
                new ConversationId(row.text("name")),
                row.instant("started_at"),
                row.instant("accepted_at"),
                row.number("seq"),
                targets(row.textIfAny("targets")));
    }

    private static Set<Target> targets(@Nullable String names) {
        Set<Target> targets = new HashSet<>();
        if (names != null) {
            for (String name : names.split(" ", -1)) {
                targets.add(Target.parse(name));
            }
        }
        return targets;
    }
}
