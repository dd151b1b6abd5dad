package dev.switchboard.application.service.console;

import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.handoff.HandoffCache;
import dev.switchboard.application.service.handoff.HandoffListener;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Live;
import dev.switchboard.domain.handoff.Handoff.Over;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.handoff.TenantId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The live handoffs of the tenants whose desk this hub has: a replica, which decides nothing. The
/// owner of a conversation tells of each step: in memory if it is this hub, else by the
/// conversation's name, and the store says how it stands. A step that is told twice or late is
/// known by its version.
///
/// Each conversation has a turn here, in which the desk learns of its steps and shows it to
/// consoles. A turn must not take the lock of a conversation, nor call its owner: steps of this hub
/// are told under that lock.
public final class DeskHandoffs implements HandoffListener {

    private static final Logger LOG = LoggerFactory.getLogger(DeskHandoffs.class);
    private static final int PAGE = 1000;
    private static final int TURNS = 256;

    private final HandoffCache own;
    private final Handoffs store;
    private final PartitionOwnership ownership;
    private final KnownHandoffs seen = new KnownHandoffs();
    private final List<HandoffListener> listeners = new CopyOnWriteArrayList<>();
    private final List<ReentrantLock> turns =
            Stream.generate(ReentrantLock::new).limit(TURNS).toList();

    /// Handoffs whose last step consoles may not have seen.
    private final Set<ConversationId> unshown = ConcurrentHashMap.newKeySet();

    /// @param own the handoffs of the conversations that this hub owns
    DeskHandoffs(HandoffCache own, Handoffs store, PartitionOwnership ownership) {
        this.own = own;
        this.store = store;
        this.ownership = ownership;
    }

    /// Registers a listener of each step that the desk learns of, called in the conversation's
    /// turn.
    public void watch(HandoffListener listener) {
        listeners.add(listener);
    }

    /// Whether the desk of this tenant is here.
    boolean has(TenantId tenant) {
        return ownership.held().contains(tenant);
    }

    /// Whether another hub owns the conversation.
    boolean isDistant(ConversationId conversation) {
        return !ownership.held().contains(conversation);
    }

    /// Makes a call of the conversation's owner, and lets consoles see what it did before its
    /// result. An owner at another hub may tell of it later.
    public <T> T ask(ConversationId conversation, Supplier<T> call) {
        try {
            return call.get();
        } finally {
            if (isDistant(conversation)) {
                lookSoon(conversation);
            }
        }
    }

    /// Like [#ask(ConversationId, Supplier)], for a call without a result.
    void ask(ConversationId conversation, Runnable call) {
        var _ =
                ask(
                        conversation,
                        () -> {
                            call.run();
                            return true;
                        });
    }

    private void lookSoon(ConversationId conversation) {
        try {
            look(conversation);
        } catch (StoreUnavailableException e) {
            LOG.debug("A handoff of another hub will be looked at later: {}", e.getMessage());
        }
    }

    /// Runs work in the conversation's turn.
    <T> T inTurn(ConversationId conversation, Supplier<T> work) {
        ReentrantLock turn = turns.get(Math.floorMod(conversation.hashCode(), TURNS));
        turn.lock();
        try {
            return work.get();
        } finally {
            turn.unlock();
        }
    }

    /// Like [#inTurn(ConversationId, Supplier)], for work without a result.
    void inTurn(ConversationId conversation, Runnable work) {
        var _ =
                inTurn(
                        conversation,
                        () -> {
                            work.run();
                            return true;
                        });
    }

    @Override
    public void stepped(@Nullable Handoff before, Handoff now) {
        if (has(now.details().tenant())) {
            var _ = inTurn(now.conversation(), () -> learn(now));
        }
    }

    @Override
    public void begin(Leased leased) {
        if (has(leased.details().tenant())) {
            inTurn(leased.conversation(), () -> show(leased));
        }
    }

    /// @return whether it is new
    private boolean learn(Handoff now) {
        Handoff before = seen.find(now.conversation());
        if (!isNews(before, now)) {
            return false;
        }
        if (now instanceof Over) {
            seen.remove(now.conversation());
        } else {
            seen.put(now);
        }
        listeners.forEach(listener -> listener.stepped(before, now));
        return true;
    }

    private static boolean isNews(@Nullable Handoff before, Handoff now) {
        return before == null
                ? now instanceof Live
                : now.version() > before.version() || !now.id().equals(before.id());
    }

    private void show(Leased leased) {
        listeners.forEach(listener -> listener.begin(leased));
    }

    /// The owner of a conversation tells of a step. This hub may have the conversation by now.
    void told(ConversationId conversation, long version) {
        Handoff before = seen.find(conversation);
        if (before == null || before.version() < version) {
            look(conversation);
        }
    }

    /// Reads how a handoff stands that another hub decides about, or decided.
    private void look(ConversationId conversation) {
        inTurn(
                conversation,
                () -> {
                    boolean wasShown = unshown.add(conversation);
                    lookInTurn(conversation, wasShown);
                    unshown.remove(conversation);
                });
    }

    /// @param wasShown whether consoles saw the step that was learned last
    private void lookInTurn(ConversationId conversation, boolean wasShown) {
        Handoff now = store.find(conversation).orElse(null);
        if (now == null) {
            if (seen.find(conversation) instanceof Live live) {
                learn(removed(live));
            }
        } else if (has(now.details().tenant())) {
            boolean isNew = learn(now);
            if (now instanceof Leased leased && (isNew || !wasShown)) {
                show(leased);
            }
        }
    }

    /// The end of a handoff that was removed with its conversation.
    private static Handoff removed(Live live) {
        return live.abandon(live.step().at());
    }

    /// Learns of what was not told: also of the end of a handoff whose conversation came here when
    /// its step was told.
    ///
    /// @throws StoreUnavailableException if the store does not answer in time
    void compare() {
        own.all().stream()
                .map(Handoff::conversation)
                .forEach(conversation ->
                        inTurn(
                                conversation,
                                () -> {
                                    Handoff now = own.known(conversation);
                                    return now != null && has(now.details().tenant()) && learn(now);
                                }));
        Set<ConversationId> doubtful = new HashSet<>(unshown);
        seen.all().stream()
                .map(Handoff::conversation)
                .filter(each -> isDistant(each) || own.hasNone(each))
                .forEach(doubtful::add);
        if (!ownership.held().equals(Partitions.ALL)) {
            compareDistant(doubtful);
        }
        doubtful.forEach(this::look);
    }

    /// @param doubtful those to be looked at: to be grown and reduced
    private void compareDistant(Set<ConversationId> doubtful) {
        @Nullable ConversationId after = null;
        List<Handoff> page;
        do {
            page = store.open(after, PAGE);
            for (Handoff found : page) {
                after = found.conversation();
                if (isDistant(after) && has(found.details().tenant())) {
                    if (unshown.contains(after) || isNews(seen.find(after), found)) {
                        doubtful.add(after);
                    } else {
                        doubtful.remove(after);
                    }
                }
            }
        } while (page.size() == PAGE);
    }

    /// Forgets the handoffs of tenants whose desk another hub may have.
    void lose(Partitions some) {
        seen.all().stream()
                .filter(handoff -> some.contains(handoff.details().tenant()))
                .map(Handoff::conversation)
                .forEach(seen::remove);
    }

    /// Returns the handoff as the desk knows it; null if there is none. The owner alone knows of
    /// renewals of a lease.
    public @Nullable Handoff known(ConversationId conversation) {
        Handoff there = seen.find(conversation);
        return there == null ? null : renewed(there);
    }

    private Handoff renewed(Handoff there) {
        Handoff same = own.known(there.conversation());
        return same != null && same.version() == there.version() ? same : there;
    }

    /// Like [#known], but looks into the store while not all handoffs of this hub are loaded.
    @Nullable Handoff find(ConversationId conversation) {
        Handoff there = known(conversation);
        return there != null || isDistant(conversation) ? there : own.find(conversation);
    }

    public @Nullable Leased held(ConversationId conversation, Agent agent) {
        return find(conversation) instanceof Leased leased && leased.holder().equals(agent)
                ? leased
                : null;
    }

    public Optional<ConversationId> conversation(HandoffId id) {
        return seen.conversation(id);
    }

    Optional<ConversationId> conversation(LeaseId id) {
        return seen.conversation(id);
    }

    /// The tenant whose agents may see a conversation that exists.
    TenantId tenant(ConversationId conversation) {
        Handoff there = seen.find(conversation);
        return there == null ? own.tenant(conversation) : there.details().tenant();
    }

    public List<Handoff> all() {
        return seen.all().stream().map(this::renewed).toList();
    }
}
