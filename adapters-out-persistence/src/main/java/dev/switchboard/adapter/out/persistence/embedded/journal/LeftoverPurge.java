package dev.switchboard.adapter.out.persistence.embedded.journal;

import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.adapter.out.persistence.embedded.engine.View;
import dev.switchboard.adapter.out.persistence.embedded.journal.RetainedMessages.Leftover;
import dev.switchboard.adapter.out.persistence.embedded.record.ConversationHead;
import dev.switchboard.adapter.out.persistence.embedded.record.DeliveryRecord;
import dev.switchboard.adapter.out.persistence.embedded.record.DeliveryWriter;
import dev.switchboard.adapter.out.persistence.embedded.record.Generations;
import dev.switchboard.adapter.out.persistence.embedded.record.Keys;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageKey;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageRecord;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Removes retained messages that are no longer needed. A search decides which; each write checks
/// only those again, because it holds up all other writes.
final class LeftoverPurge {

    private static final int AT_ONCE = 200;

    private final Store store;
    private final WriterCache cache;
    private final GenerationPurge days;

    LeftoverPurge(Store store, WriterCache cache, GenerationPurge days) {
        this.store = store;
        this.cache = cache;
        this.days = days;
    }

    /// @param settled those no longer needed
    /// @param ending conversations that have no other retained messages and none of later days
    private record Page(List<Leftover> all, List<Leftover> settled, Set<ConversationId> ending) {}

    /// @return the number of removed messages
    int purge() {
        int gone = 0;
        Set<Integer> stillLeft = new TreeSet<>();
        byte[] from = RetainedMessages.BEGIN;
        while (true) {
            byte[] start = from;
            Page page = store.search(view -> page(view, start));
            if (page.all().isEmpty()) {
                break;
            }
            List<Leftover> kept = new ArrayList<>(page.all());
            if (!page.settled().isEmpty()) {
                kept.removeAll(store.<List<Leftover>>write(batch -> forget(batch, page)));
            }
            gone += page.all().size() - kept.size();
            kept.forEach(each -> stillLeft.add(each.generation()));
            from = page.all().getLast().next();
        }
        leave(List.copyOf(stillLeft));
        return gone;
    }

    private void leave(List<Integer> left) {
        if (!store.<Generations>read(Generations::in).left().equals(left)) {
            store.write(batch -> {
                cache.put(batch, cache.generations(batch).leaving(left));
                return 0;
            });
        }
    }

    private static Page page(View view, byte[] from) {
        List<Leftover> all = RetainedMessages.page(view, from, RetainedMessages.END, AT_ONCE);
        List<Leftover> settled =
                all.stream()
                        .filter(each -> {
                            Optional<MessageRecord> stored =
                                    RetainedMessages.readable(view, each.id());
                            return stored.isEmpty()
                                    || !RetainedMessages.isNeeded(view, stored.get());
                        })
                        .toList();
        return new Page(all, settled, ending(view, settled));
    }

    private static Set<ConversationId> ending(View view, List<Leftover> settled) {
        Set<MessageId> going = settled.stream().map(Leftover::id).collect(Collectors.toSet());
        int past = Generations.in(view).past();
        return settled.stream()
                .map(Leftover::conversation)
                .distinct()
                .flatMap(id -> RetainedMessages.head(view, id).stream())
                .filter(head -> head.lastGeneration() < past)
                .filter(head -> going.containsAll(RetainedMessages.all(view, head)))
                .map(ConversationHead::conversation)
                .map(Conversation::id)
                .collect(Collectors.toSet());
    }

    private List<Leftover> forget(Batch batch, Page page) {
        List<Leftover> gone = new ArrayList<>();
        Set<ConversationId> ending = new HashSet<>(page.ending());
        for (Leftover each : page.settled()) {
            if (forget(batch, each)) {
                gone.add(each);
            } else {
                ending.remove(each.conversation());
            }
        }
        int past = cache.generations(batch).past();
        ending.forEach(id -> days.endUpTo(batch, past - 1, id));
        return gone;
    }

    /// @return whether it was removed; it may have been sent again meanwhile
    private static boolean forget(Batch batch, Leftover leftover) {
        byte[] key = MessageKey.of(leftover.id());
        Optional<MessageRecord> stored = RetainedMessages.readable(batch, leftover.id());
        if (stored.isPresent() && RetainedMessages.isNeeded(batch, stored.get())) {
            return false;
        }
        stored.ifPresentOrElse(
                message -> forgetDeliveries(batch, message),
                () -> {
                    batch.deleteRange(Table.DELIVERY, key, ByteWriter.behind(key));
                    batch.deleteRange(Table.TRACE, key, ByteWriter.behind(key));
                });
        batch.delete(Table.MESSAGE, key);
        batch.delete(
                Table.HISTORY,
                Keys.history(leftover.generation(), leftover.conversation(), leftover.seq()));
        RetainedMessages.forget(batch, leftover);
        return true;
    }

    private static void forgetDeliveries(Batch batch, MessageRecord stored) {
        byte[] key = MessageKey.of(stored.message().id());
        DeliveryWriter step = new DeliveryWriter(batch, stored.header());
        for (Target target : stored.targets()) {
            DeliveryRecord.ifSound(batch, key, target)
                    .ifPresentOrElse(step::forget, () -> step.forget(target));
        }
    }
}
