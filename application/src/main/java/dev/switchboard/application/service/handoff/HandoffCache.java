package dev.switchboard.application.service.handoff;

import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.service.upstream.Tenants;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Live;
import dev.switchboard.domain.handoff.Lease;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.handoff.TenantId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// Cache of active handoffs, consulted for every message. Reads of partitions that are not loaded
/// go to the store.
///
/// Handoffs change only under their conversation's lock (see [HandoffSteps]). A reader that holds
/// the lock sees the newest state, and it stays the newest until the lock is released.
public final class HandoffCache {

    private final Handoffs store;
    private final Tenants tenants;
    private final LoadedPartitions loaded;
    private final ConcurrentMap<ConversationId, Handoff> open = new ConcurrentHashMap<>();

    /// The conversations whose last step may be missing in the journal.
    private final Set<ConversationId> unrecorded = ConcurrentHashMap.newKeySet();

    /// The conversations whose handoff may have begun in the store, which did not answer.
    private final Set<ConversationId> doubtful = ConcurrentHashMap.newKeySet();

    HandoffCache(Handoffs store, Tenants tenants, LoadedPartitions loaded) {
        this.store = store;
        this.tenants = tenants;
        this.loaded = loaded;
    }

    /// Returns the target of a user's message now: `otherwise`, the bot or desk it is meant for,
    /// unless an agent has the conversation or is being sought. Valid until the caller releases the
    /// conversation's lock.
    public Target answering(ConversationId conversation, Target otherwise) {
        return find(conversation) instanceof Live ? Target.CONSOLES : otherwise;
    }

    /// Returns the handoff that is active or not finished, or null.
    public @Nullable Handoff find(ConversationId conversation) {
        Handoff known = known(conversation);
        return known != null || isSure(conversation)
                ? known
                : store.open(conversation).orElse(null);
    }

    /// Returns the tenant whose agents may see a conversation that exists: a handoff that is under
    /// way stays with the tenant that it began with.
    public TenantId tenant(ConversationId conversation) {
        Handoff known = known(conversation);
        return known == null ? tenants.of(conversation) : known.details().tenant();
    }

    /// Returns the handoff that is loaded here, without a look at the store; null if there is none,
    /// or not yet.
    public @Nullable Handoff known(ConversationId conversation) {
        return open.get(conversation);
    }

    /// Whether all handoffs are loaded that may be this conversation's, and it has none.
    public boolean hasNone(ConversationId conversation) {
        return known(conversation) == null && isSure(conversation);
    }

    /// Whether a handoff of this conversation would be here.
    private boolean isSure(ConversationId conversation) {
        return loaded.covers(conversation) && !doubtful.contains(conversation);
    }

    public @Nullable Live live(ConversationId conversation) {
        return find(conversation) instanceof Live live ? live : null;
    }

    /// Returns a conversation's handoff if it has this lease of this agent, else null.
    public @Nullable Leased held(ConversationId conversation, LeaseId lease, Agent agent) {
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

    void put(Handoff now) {
        open.put(now.conversation(), now);
        doubtful.remove(now.conversation());
    }

    /// A handoff may have begun without an answer of the store.
    void doubt(ConversationId conversation) {
        doubtful.add(conversation);
        unrecorded(conversation);
    }

    boolean isDoubtful(ConversationId conversation) {
        return doubtful.contains(conversation);
    }

    /// No handoff has begun.
    void beganNone(ConversationId conversation) {
        doubtful.remove(conversation);
        recorded(conversation);
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
        open.remove(over.conversation(), over);
    }

    /// Forgets the handoffs of partitions that another hub may own.
    void lose(Partitions some) {
        loaded.lost(some);
        unrecorded.removeIf(some::contains);
        doubtful.removeIf(some::contains);
        open.keySet().removeIf(some::contains);
    }

    void unrecorded(ConversationId conversation) {
        unrecorded.add(conversation);
    }

    void recorded(ConversationId conversation) {
        unrecorded.remove(conversation);
    }

    /// Whether the last step of a handoff that is active or not finished may be missing in the
    /// journal. It may be if the handoff is not loaded: another hub may have taken the step.
    boolean isUnrecorded(ConversationId conversation) {
        return unrecorded.contains(conversation) || !open.containsKey(conversation);
    }

    Set<ConversationId> allUnrecorded() {
        return Set.copyOf(unrecorded);
    }
}
