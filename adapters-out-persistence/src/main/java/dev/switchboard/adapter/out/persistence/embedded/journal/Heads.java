package dev.switchboard.adapter.out.persistence.embedded.journal;

import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.adapter.out.persistence.embedded.record.Head;
import dev.switchboard.domain.conversation.ConversationId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// The heads of the conversations that were written to last, so that an append need not ask for
/// them. Used by the writer only, which is why it can be right; after something was not stored it
/// asks again.
public final class Heads {

    private static final int MAX = 10_000;

    private final Map<ConversationId, Head> known = new LinkedHashMap<>(64, 0.75f, true);
    private final AtomicBoolean outdated = new AtomicBoolean();

    Optional<Head> find(Batch batch, ConversationId id) {
        forgetIfOutdated();
        Head head = known.get(id);
        return head == null ? Head.find(batch, id) : Optional.of(head);
    }

    void put(Batch batch, Head head) {
        ConversationId id = head.conversation().id();
        batch.put(Table.HEAD, Head.key(id), head.value());
        if (known.size() >= MAX) {
            known.remove(known.keySet().iterator().next());
        }
        known.put(id, head);
    }

    void delete(Batch batch, ConversationId id) {
        batch.delete(Table.HEAD, Head.key(id));
        known.remove(id);
    }

    private void forgetIfOutdated() {
        if (outdated.getAndSet(false)) {
            known.clear();
        }
    }

    /// The store may not hold what was put last.
    public void forget() {
        outdated.set(true);
    }
}
