package dev.switchboard.application.service.handoff;

import dev.switchboard.application.port.in.handoff.ConsoleLine.Notice.Lost;
import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.upstream.Tenants;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Live;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.Lease;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.handoff.TenantId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Cache of active handoffs, consulted for every message. Reads go to the store until it is fully
/// loaded.
///
/// Handoffs change only under their conversation's lock (see [HandoffSteps]). A reader that holds
/// the lock sees the newest state, and it stays the newest until the lock is released.
public final class HandoffCache {

    private static final int REMEMBERED = 10_000;

    private final Handoffs store;
    private final Tenants tenants;
    private final PartitionOwnership ownership;
    private final ConcurrentMap<ConversationId, Handoff> open = new ConcurrentHashMap<>();
    private final ConcurrentMap<HandoffId, ConversationId> byId = new ConcurrentHashMap<>();
    private final ConcurrentMap<LeaseId, ConversationId> byLease = new ConcurrentHashMap<>();

    /// Those whose last step may be missing in the journal.
    private final Set<ConversationId> unrecorded = ConcurrentHashMap.newKeySet();

    private final Map<LeaseId, EndedLease> ended = new LinkedHashMap<>();

    /// Partitions whose open handoffs may be missing here.
    private final AtomicReference<Partitions> unloaded = new AtomicReference<>(Partitions.ALL);

    /// Partitions in which another hub may still begin a handoff.
    private final AtomicReference<Partitions> unsettled = new AtomicReference<>(Partitions.NONE);

    HandoffCache(Handoffs store, Tenants tenants, PartitionOwnership ownership) {
        this.store = store;
        this.tenants = tenants;
        this.ownership = ownership;
    }

    /// A lease that ended on this hub.
    ///
    /// @param agent its former holder
    record EndedLease(Agent agent, ConversationId conversation, Lost why) {}

    /// Returns the target of a user's message now: `otherwise`, the bot or desk it is meant for,
    /// unless an agent has the conversation or is being sought. Valid until the caller releases the
    /// conversation's lock.
    public Target answering(ConversationId conversation, Target otherwise) {
        return find(conversation) instanceof Live ? Target.CONSOLES : otherwise;
    }

    /// Returns the handoff that is active or not finished, or null.
    @Nullable Handoff find(ConversationId conversation) {
        Handoff known = known(conversation);
        return known != null || !mayMiss(conversation)
                ? known
                : store.find(conversation).filter(Live.class::isInstance).orElse(null);
    }

    private boolean mayMiss(ConversationId conversation) {
        return unloaded.get().contains(conversation) || unsettled.get().contains(conversation);
    }

    /// Whose agents may see a conversation that exists: a handoff that is under way stays with the
    /// tenant that it began with.
    public TenantId tenant(ConversationId conversation) {
        Handoff known = known(conversation);
        return known == null ? tenants.of(conversation) : known.matter().tenant();
    }

    /// Returns the handoff that is loaded here, without a look at the store; null if there is none,
    /// or not yet.
    @Nullable Handoff known(ConversationId conversation) {
        return open.get(conversation);
    }

    public @Nullable Live live(ConversationId conversation) {
        return find(conversation) instanceof Live live ? live : null;
    }

    public Optional<ConversationId> conversation(HandoffId id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<ConversationId> conversation(LeaseId id) {
        return Optional.ofNullable(byLease.get(id));
    }

    /// Returns a conversation's handoff if it has this lease of this agent, else null.
    @Nullable Leased held(ConversationId conversation, LeaseId lease, Agent agent) {
        Leased leased = held(conversation, agent);
        return leased != null && leased.lease().id().equals(lease) ? leased : null;
    }

    public @Nullable Leased held(ConversationId conversation, Agent agent) {
        return find(conversation) instanceof Leased leased && leased.holder().equals(agent)
                ? leased
                : null;
    }

    public List<Handoff> all() {
        return List.copyOf(open.values());
    }

    /// An id that stays is found all the while, also by readers without the lock.
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

    /// Replaces the lease, unless the handoff has a newer version.
    Leased renewed(Leased leased, Lease lease) {
        Leased now = leased.with(lease);
        open.computeIfPresent(
                leased.conversation(),
                (_, there) -> there.version() == now.version() ? now : there);
        return now;
    }

    void remove(Handoff over) {
        if (open.remove(over.conversation(), over)) {
            forgetNames(over);
        }
    }

    private void forgetNames(Handoff gone) {
        byId.remove(gone.id());
        LeaseId lease = lease(gone);
        if (lease != null) {
            byLease.remove(lease);
        }
    }

    /// These partitions were taken.
    ///
    /// @param clean whether no other hub begins a handoff there any more
    void taken(Partitions some, boolean clean) {
        unsettled.updateAndGet(now -> clean ? now.minus(some) : now.plus(some));
        unloaded.updateAndGet(now -> now.plus(some));
    }

    /// All open handoffs of these partitions are loaded.
    ///
    /// @param last whether no other hub begins one there any more
    void loaded(Partitions some, boolean last) {
        unsettled.updateAndGet(now -> last ? now.minus(some) : now);
        unloaded.updateAndGet(now -> now.minus(some));
    }

    /// Forgets the handoffs of partitions that another hub may own.
    ///
    /// @return those that were live
    List<Live> lose(Partitions some) {
        unloaded.updateAndGet(now -> now.plus(some));
        unrecorded.removeIf(some::contains);
        List<Live> lost = new ArrayList<>();
        for (Handoff each : open.values()) {
            Handoff gone =
                    some.contains(each.conversation()) ? open.remove(each.conversation()) : null;
            if (gone != null) {
                forgetNames(gone);
                if (gone instanceof Live live) {
                    lost.add(live);
                }
            }
        }
        return lost;
    }

    /// The partitions of this hub whose handoffs may be missing here.
    Partitions missing() {
        return unloaded.get().and(ownership.held());
    }

    /// @throws StoreUnavailableException if handoffs of the store may be missing here
    void requireComplete() {
        if (!unloaded.get().isEmpty() && !missing().isEmpty()) {
            throw new StoreUnavailableException("Handoffs are still being read from the store");
        }
    }

    void unrecorded(ConversationId conversation) {
        unrecorded.add(conversation);
    }

    void recorded(ConversationId conversation) {
        unrecorded.remove(conversation);
    }

    boolean isUnrecorded(ConversationId conversation) {
        return unrecorded.contains(conversation);
    }

    Set<ConversationId> allUnrecorded() {
        return Set.copyOf(unrecorded);
    }

    void ended(LeaseId lease, EndedLease how) {
        synchronized (ended) {
            ended.put(lease, how);
            if (ended.size() > REMEMBERED) {
                ended.remove(ended.keySet().iterator().next());
            }
        }
    }

    Optional<EndedLease> ended(LeaseId lease) {
        synchronized (ended) {
            return Optional.ofNullable(ended.get(lease));
        }
    }
}
