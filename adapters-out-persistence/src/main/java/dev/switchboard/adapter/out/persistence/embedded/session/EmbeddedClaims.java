package dev.switchboard.adapter.out.persistence.embedded.session;

import static dev.switchboard.adapter.out.persistence.embedded.engine.Table.CLAIM;

import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.Decoder;
import dev.switchboard.adapter.out.persistence.embedded.engine.RecordLookup;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.engine.View;
import dev.switchboard.adapter.out.persistence.embedded.session.SeenOrder.Entry;
import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.Claim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Claims by conversation, also indexed by when their owners were last seen.
final class EmbeddedClaims implements Claims {

    private static final SeenOrder SEEN = new SeenOrder(CLAIM);
    private static final int VERSION = 1;
    private static final int STEP = 200;

    private final Store store;
    private final StoredConversations conversations;

    EmbeddedClaims(Store store, StoredConversations conversations) {
        this.store = store;
        this.conversations = conversations;
    }

    @Override
    public Optional<Claim> find(ConversationId conversation) {
        return store.read(view -> find(view, conversation));
    }

    private static Optional<Claim> find(RecordLookup records, ConversationId conversation) {
        Decoder<Claim> decoder = value -> read(value, conversation);
        return decoder.ifSound(CLAIM, records.get(CLAIM, key(conversation)));
    }

    private static byte[] key(ConversationId conversation) {
        String name = conversation.value();
        return new ByteWriter(name.length() + 2).octet(SeenOrder.RECORD).keyText(name).toBytes();
    }

    private static Claim read(ByteReader value, ConversationId conversation) {
        Decoder.version(value, VERSION);
        return new Claim(conversation, EndUserBytes.read(value), value.number(), value.instant());
    }

    /// An unreadable record proves nothing and counts as none.
    @Override
    public Claim replace(@Nullable Claim expected, Claim next) {
        return store.write(batch -> {
            Optional<Claim> present = find(batch, next.conversation());
            if (present.isPresent() && !sameClaim(present.get(), expected)) {
                return present.get();
            }
            put(batch, present, next);
            return next;
        });
    }

    private static boolean sameClaim(Claim present, @Nullable Claim expected) {
        return expected != null
                && present.owner().equals(expected.owner())
                && present.fromSeq() == expected.fromSeq();
    }

    private static void put(Batch batch, Optional<Claim> before, Claim claim) {
        byte[] key = key(claim.conversation());
        before.ifPresent(it -> batch.delete(CLAIM, SeenOrder.key(it.seenAt(), key)));
        batch.put(CLAIM, SeenOrder.key(claim.seenAt(), key), new byte[0]);
        ByteWriter value = new ByteWriter(64).octet(VERSION);
        EndUserBytes.write(value, claim.owner());
        batch.put(CLAIM, key, value.number(claim.fromSeq()).instant(claim.seenAt()).toBytes());
    }

    @Override
    public void seen(ConversationId conversation, Instant at) {
        store.write(batch -> {
            Optional<Claim> present = find(batch, conversation);
            present.filter(claim -> claim.seenAt().isBefore(at))
                    .ifPresent(it -> put(batch, present, with(it, it.fromSeq(), at)));
            return present.isPresent();
        });
    }

    private static Claim with(Claim claim, long fromSeq, Instant seenAt) {
        return new Claim(claim.conversation(), claim.owner(), fromSeq, seenAt);
    }

    @Override
    public List<Claim> page(@Nullable ConversationId after, int limit) {
        byte[] all = {SeenOrder.RECORD};
        byte[] from = after == null ? all : ByteWriter.behind(key(after));
        return store.search(view -> {
            List<Claim> page = new ArrayList<>();
            try (Scan scan = view.scan(CLAIM, from, ByteWriter.behind(all))) {
                while (page.size() < limit && scan.next()) {
                    ByteReader key = new ByteReader(scan.key());
                    key.octet();
                    find(view, new ConversationId(key.keyText())).ifPresent(page::add);
                }
            }
            return page;
        });
    }

    /// See [ConversationEnd].
    static void beginAnew(Batch batch, ConversationId conversation) {
        Optional<Claim> present = find(batch, conversation);
        present.ifPresent(claim -> put(batch, present, with(claim, 0, claim.seenAt())));
    }

    @Override
    public int purge(Instant seenBefore) {
        int all = 0;
        byte[] after = SeenOrder.begin();
        List<Entry> page;
        do {
            byte[] from = after;
            page = store.read(view -> SEEN.page(view, from, seenBefore, STEP));
            all += remove(page);
            after = page.isEmpty() ? after : page.getLast().key();
        } while (page.size() == STEP);
        return all;
    }

    /// Asks the writer only for claims that may go: most of these conversations still have
    /// messages.
    private int remove(List<Entry> old) {
        List<Entry> removable =
                store.read(view -> old.stream().filter(it -> isNotNeeded(view, it)).toList());
        return removable.isEmpty()
                ? 0
                : store.write(batch -> removable.stream().mapToInt(it -> remove(batch, it)).sum());
    }

    private boolean isNotNeeded(View view, Entry entry) {
        return !conversations.contain(view, conversation(entry));
    }

    private int remove(Batch batch, Entry entry) {
        ConversationId conversation = conversation(entry);
        boolean unseen =
                find(batch, conversation)
                        .filter(claim -> claim.seenAt().equals(entry.seenAt()))
                        .isPresent();
        if (unseen && conversations.contain(batch, conversation)) {
            return 0;
        }
        // Without a claim of that time, the entry belongs to an unreadable record.
        batch.delete(CLAIM, entry.key());
        if (unseen) {
            batch.delete(CLAIM, entry.record());
        }
        return unseen ? 1 : 0;
    }

    private static ConversationId conversation(Entry entry) {
        return new ConversationId(new ByteReader(entry.name()).keyText());
    }
}
