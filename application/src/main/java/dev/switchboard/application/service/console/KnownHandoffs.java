package dev.switchboard.application.service.console;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.LeaseId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// The handoffs that a desk knows, by their conversations, their ids and their leases.
final class KnownHandoffs {

    private final ConcurrentMap<ConversationId, Handoff> open = new ConcurrentHashMap<>();
    private final ConcurrentMap<HandoffId, ConversationId> byId = new ConcurrentHashMap<>();
    private final ConcurrentMap<LeaseId, ConversationId> byLease = new ConcurrentHashMap<>();

    @Nullable Handoff find(ConversationId conversation) {
        return open.get(conversation);
    }

    Optional<ConversationId> conversation(HandoffId id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<ConversationId> conversation(LeaseId id) {
        return Optional.ofNullable(byLease.get(id));
    }

    List<Handoff> all() {
        return List.copyOf(open.values());
    }

    /// An id that stays is found all the while, also by readers without a lock.
    void put(Handoff now) {
        Handoff before = open.put(now.conversation(), now);
        LeaseId lease = lease(now);
        byId.put(now.id(), now.conversation());
        if (lease != null) {
            byLease.put(lease, now.conversation());
        }
        if (before != null && !before.id().equals(now.id())) {
            byId.remove(before.id());
        }
        LeaseId old = lease(before);
        if (old != null && !old.equals(lease)) {
            byLease.remove(old);
        }
    }

    private static @Nullable LeaseId lease(@Nullable Handoff handoff) {
        return handoff instanceof Leased leased ? leased.lease().id() : null;
    }

    void remove(ConversationId conversation) {
        Handoff gone = open.remove(conversation);
        if (gone != null) {
            byId.remove(gone.id());
        }
        LeaseId lease = lease(gone);
        if (lease != null) {
            byLease.remove(lease);
        }
    }
}
