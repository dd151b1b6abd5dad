package dev.switchboard.adapter.out.persistence.embedded.handoff;

import static dev.switchboard.adapter.out.persistence.embedded.engine.Table.HANDOFF;

import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.Decoder;
import dev.switchboard.adapter.out.persistence.embedded.engine.Records;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.engine.View;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Over;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A record per conversation that ever had a handoff, and the names of those that are open. It goes
/// with its conversation.
public final class EmbeddedHandoffs implements Handoffs {

    /// Named by the conversation: its handoff.
    private static final int RECORD = 1;

    /// Named by the conversation: nothing.
    private static final int OPEN = 2;

    private static final byte[] NOTHING = {};
    private static final Decoder<Handoff> DECODER = HandoffBytes::read;

    private final Store store;

    public EmbeddedHandoffs(Store store) {
        this.store = store;
    }

    @Override
    public Optional<Handoff> find(ConversationId conversation) {
        return store.read(view -> find(view, conversation));
    }

    private static Optional<Handoff> find(Records records, ConversationId conversation) {
        return DECODER.ifSound(HANDOFF, () -> records.get(HANDOFF, key(RECORD, conversation)));
    }

    private static byte[] key(int kind, ConversationId conversation) {
        String name = conversation.value();
        return new ByteWriter(name.length() + 2).octet(kind).keyText(name).toBytes();
    }

    /// A record that nobody can read counts as none.
    @Override
    public Changed change(long expected, Handoff next) {
        return store.write(batch -> {
            Handoff there = find(batch, next.conversation()).orElse(null);
            if (there != null && there.isSameStepAs(next)) {
                return new Changed.Done();
            }
            if ((there == null ? 0 : there.version()) != expected) {
                return new Changed.Overtaken(there);
            }
            put(batch, next);
            batch.put(HANDOFF, key(OPEN, next.conversation()), NOTHING);
            return new Changed.Done();
        });
    }

    private static void put(Batch batch, Handoff handoff) {
        batch.put(HANDOFF, key(RECORD, handoff.conversation()), HandoffBytes.write(handoff));
    }

    @Override
    public void keep(List<Leased> renewed) {
        store.write(batch -> {
            renewed.stream()
                    .filter(one ->
                            find(batch, one.conversation()).filter(one::isSameStepAs).isPresent())
                    .forEach(one -> put(batch, one));
            return renewed;
        });
    }

    @Override
    public List<Handoff> open(@Nullable ConversationId after, int limit) {
        return store.read(view -> open(view, after, limit));
    }

    private static List<Handoff> open(View view, @Nullable ConversationId after, int limit) {
        byte[] all = {OPEN};
        byte[] from = after == null ? all : ByteWriter.behind(key(OPEN, after));
        List<Handoff> found = new ArrayList<>();
        try (Scan scan = view.scan(HANDOFF, from, ByteWriter.behind(all))) {
            while (found.size() < limit && scan.next()) {
                ByteReader name = new ByteReader(scan.key());
                name.octet();
                find(view, new ConversationId(name.keyText())).ifPresent(found::add);
            }
        }
        return found;
    }

    @Override
    public void finish(Over over) {
        store.write(batch -> {
            boolean still = find(batch, over.conversation()).filter(over::isSameStepAs).isPresent();
            if (still) {
                batch.delete(HANDOFF, key(OPEN, over.conversation()));
            }
            return still;
        });
    }

    @Override
    public boolean erase(ConversationId conversation) {
        return store.write(batch -> {
            if (batch.get(HANDOFF, key(OPEN, conversation)) != null) {
                return false;
            }
            find(batch, conversation)
                    .filter(Over.class::isInstance)
                    .map(Over.class::cast)
                    .ifPresent(over -> put(batch, over.erased()));
            return true;
        });
    }

    /// What the end of a conversation does: belongs into the write that removes its last message.
    public static void forget(Batch batch, ConversationId conversation) {
        batch.delete(HANDOFF, key(RECORD, conversation));
        batch.delete(HANDOFF, key(OPEN, conversation));
    }
}
