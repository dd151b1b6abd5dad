package dev.switchboard.adapter.out.persistence.embedded.conversation;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.adapter.out.persistence.embedded.engine.View;
import dev.switchboard.adapter.out.persistence.embedded.record.ActivitySlots;
import dev.switchboard.adapter.out.persistence.embedded.record.ConversationHead;
import dev.switchboard.adapter.out.persistence.embedded.record.Keys;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageKey;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageRecord;
import dev.switchboard.application.port.out.conversation.RecentActivity;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.ListPosition;
import dev.switchboard.domain.message.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the latest conversations by time slot and sorts those of a slot by their newest messages.
/// It reads whole slots, and no more of them than necessary.
public final class EmbeddedRecentActivity implements RecentActivity {

    private static final Comparator<Conversation> LATEST_FIRST =
            Comparator.comparing(Conversation::lastActivityAt)
                    .thenComparing(conversation -> conversation.id().value())
                    .reversed();

    private final Store store;

    public EmbeddedRecentActivity(Store store) {
        this.store = store;
    }

    @Override
    public List<Conversation> conversations(
            String origin, @Nullable ListPosition before, int limit) {
        return store.search(view -> latest(view, origin, before, limit));
    }

    private static List<Conversation> latest(
            View view, String origin, @Nullable ListPosition before, int limit) {
        byte[] all = Keys.activity(origin, null);
        byte[] until =
                before == null
                        ? ByteWriter.behind(all)
                        : Keys.activity(origin, ActivitySlots.of(before.lastActivityAt()) + 1);
        List<Conversation> found = new ArrayList<>();
        List<Conversation> ofSlot = new ArrayList<>();
        long slot = ConversationHead.NO_SLOT;
        try (Scan scan = view.scanBack(Table.ACTIVITY, all, until)) {
            while (scan.next()) {
                ByteReader key = new ByteReader(scan.key());
                key.keyText();
                long its = key.int64();
                if (its != slot) {
                    take(ofSlot, found, limit);
                    slot = its;
                    if (found.size() >= limit) {
                        return found;
                    }
                }
                ConversationHead.find(view, new ConversationId(key.keyText()))
                        .map(ConversationHead::conversation)
                        .filter(conversation -> isBefore(conversation, before))
                        .ifPresent(ofSlot::add);
            }
        }
        take(ofSlot, found, limit);
        return found;
    }

    private static void take(List<Conversation> ofSlot, List<Conversation> found, int limit) {
        ofSlot.stream().sorted(LATEST_FIRST).limit(limit - found.size()).forEach(found::add);
        ofSlot.clear();
    }

    private static boolean isBefore(Conversation conversation, @Nullable ListPosition before) {
        if (before == null) {
            return true;
        }
        int byTime = conversation.lastActivityAt().compareTo(before.lastActivityAt());
        return byTime < 0
                || (byTime == 0 && conversation.id().value().compareTo(before.id().value()) < 0);
    }

    @Override
    public List<Message> botMessages(String origin, int limit) {
        return store.search(view -> botMessages(view, origin, limit));
    }

    private static List<Message> botMessages(View view, String origin, int limit) {
        List<Message> found = new ArrayList<>();
        byte[] all = Keys.bots(origin);
        try (Scan scan = view.scanBack(Table.BOT, all, ByteWriter.behind(all))) {
            while (found.size() < limit && scan.next()) {
                ByteReader key = new ByteReader(scan.key());
                key.keyText();
                MessageRecord.ifSound(view, MessageKey.read(key.raw(MessageKey.LENGTH)))
                        .map(MessageRecord::message)
                        .ifPresent(found::add);
            }
        }
        return found;
    }
}
