package dev.switchboard.application.service.cluster;

import static java.util.Objects.requireNonNull;

import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.cluster.Hub;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.cluster.PartitionTable;
import dev.switchboard.domain.cluster.PartitionTable.Share;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.presence.OrgId;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The ownership of a hub that shares its store: it owns what the table gives it, while its right
/// stands.
final class HeldPartitions implements PartitionOwnership {

    private final Right right;
    private final AtomicReference<Held> held =
            new AtomicReference<>(new Held(null, PartitionTable.NONE, Set.of(), 0));
    private final AtomicLong laterEpoch = new AtomicLong();

    HeldPartitions(Right right) {
        this.right = right;
    }

    /// @param me null until this hub is registered
    /// @param count the number of partitions that the table gives this hub
    private record Held(@Nullable Hub me, PartitionTable table, Set<HubId> owners, int count) {}

    @Nullable Hub me() {
        return held.get().me();
    }

    /// The table as this hub knows it.
    PartitionTable table() {
        return held.get().table();
    }

    /// All owners in the table.
    Set<HubId> owners() {
        return held.get().owners();
    }

    int count() {
        return held.get().count();
    }

    /// @param me null if this hub has to register anew
    void become(@Nullable Hub me) {
        set(me, table());
    }

    void learn(PartitionTable table) {
        set(me(), table);
    }

    private void set(@Nullable Hub me, PartitionTable table) {
        int count = me == null ? 0 : table.count(me.id());
        held.set(new Held(me, table, table.owners(), count));
    }

    @Override
    public boolean stands() {
        return held.get().count() > 0 && right.stands();
    }

    @Override
    public boolean owns(ConversationId conversation) {
        Held now = held.get();
        return now.count() > 0 && right.stands() && isIn(now, conversation);
    }

    @Override
    public Term term(ConversationId conversation) {
        return term(PartitionTable.partition(conversation));
    }

    @Override
    public Term term(OrgId org) {
        return term(PartitionTable.partition(org));
    }

    private Term term(int partition) {
        Held now = held.get();
        Hub me = now.me();
        Share share = now.table().shares().get(partition);
        if (me == null || !me.id().equals(share.owner())) {
            // The epoch of another hub must not get into a write of this one.
            throw new StoreUnavailableException("This hub does not own the conversation");
        }
        return new Term(share.epoch(), share.clean());
    }

    @Override
    public void overtaken(long epoch) {
        laterEpoch.accumulateAndGet(epoch, Math::max);
        right.end();
    }

    /// The greatest epoch that the store has told of; 0 if it never did.
    long laterEpoch() {
        return laterEpoch.get();
    }

    private static boolean isIn(Held now, ConversationId conversation) {
        HubId me = requireNonNull(now.me()).id();
        return now.count() == PartitionTable.PARTITIONS
                || now.table().isOwner(me, PartitionTable.partition(conversation));
    }
}
