package dev.switchboard.adapter.out.upstreams.salesforce;

import static java.util.concurrent.CompletableFuture.supplyAsync;

import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.upstream.AgentDesk.Load;
import dev.switchboard.domain.cluster.PartitionKey;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.desk.DeskRef;
import dev.switchboard.domain.desk.DeskSession;
import dev.switchboard.domain.desk.DeskSession.Hold;
import dev.switchboard.domain.desk.DeskSession.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sessions that this hub runs: those of the conversations that it owns. It takes up the
/// sessions of partitions that it takes, and stops those of partitions that it loses.
///
/// While the hub's right has run out and the table still names it, its sessions wait: nobody else
/// may have changed them.
final class SessionOwner {

    private static final Logger LOG = LoggerFactory.getLogger(SessionOwner.class);

    /// Costs nothing unless partitions came or went.
    private static final Duration ROUND = Duration.ofSeconds(1);

    private static final Duration KEPT = Duration.ofDays(2);
    private static final Duration PURGE = Duration.ofMinutes(10);
    private static final int PAGE = 200;
    private static final int LOCKS = 256;

    private final SalesforceContext context;
    private final PartitionOwnership ownership;
    private final OpeningRollback openingRollback;
    private final RunningSessions running;

    /// The name of this start of the hub, for people and for a store that belongs to one hub.
    private final String name;

    /// Ensures that a chat is taken only once; other chats do not wait, because each take is a
    /// write.
    private final List<ReentrantLock> taking =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

    /// Partitions whose sessions were taken up. Only a round changes it.
    private volatile Partitions takenUp = Partitions.NONE;

    private volatile Instant purgeAt = Instant.MIN;
    private volatile boolean ended;

    SessionOwner(
            SalesforceContext context, OpeningRollback openingRollback, RunningSessions running) {
        this.context = context;
        this.ownership = context.ownership();
        this.openingRollback = openingRollback;
        this.running = running;
        this.name = context.ids().uuid();
    }

    /// Follows the hub's partitions from now on.
    void start() {
        context.executor().execute(this::round);
    }

    private void round() {
        if (ended) {
            return;
        }
        try {
            follow();
        } catch (StoreUnavailableException _) {
            LOG.debug("The store does not answer; sessions at desks are looked for again later");
        } catch (RuntimeException e) {
            LOG.error("Sessions at desks could not be looked for", e);
        } finally {
            context.later(ROUND, this::round);
        }
    }

    /// Stops the sessions of what was lost, and takes up those of what was taken.
    void follow() {
        Partitions held = ownership.held();
        takenUp = takenUp.and(held);
        stopLost();
        Partitions come = held.minus(takenUp);
        if (!ownership.stands()) {
            return;
        }
        if (!come.isEmpty()) {
            takeUp(come);
            takenUp = held;
        }
        purgeInTime();
    }

    /// Stops the sessions of lost partitions. Those that this hub is about to give away go on, so
    /// that an opening under way is completed.
    private void stopLost() {
        running.all()
                .filter(session -> !isStillOurs(session.stored()))
                .forEach(session -> {
                    // It may have been lost and taken again since.
                    takenUp = takenUp.minus(Partitions.of(session.stored().key()));
                    session.stop();
                });
        running.removeStopped();
    }

    private boolean isOurs(DeskSession session, Partitions held) {
        return held.contains(session.key()) && isStillOurs(session);
    }

    /// Whether this hub owns its conversation, and no other one did since it took the session.
    private boolean isStillOurs(DeskSession session) {
        try {
            return ownership.term(session.key()).epoch() <= session.hold().fence();
        } catch (StoreUnavailableException _) {
            return false;
        }
    }

    /// Takes all of them at once: after a start, thousands of users may be waiting.
    private void takeUp(Partitions some) {
        running.takingOver(true);
        try {
            @Nullable DeskRef after = null;
            List<DeskSession> page;
            do {
                page = context.sessions().live(SalesforceDesk.NAME, after, PAGE);
                takeAll(page.stream().filter(each -> some.contains(each.key())).toList());
                after = page.isEmpty() ? after : page.getLast().chat();
            } while (!page.isEmpty() && !ended);
        } finally {
            running.takingOver(false);
        }
    }

    private void takeAll(List<DeskSession> sessions) {
        List<CompletableFuture<Boolean>> takes =
                sessions.stream()
                        .map(session ->
                                supplyAsync(
                                        () -> take(session.chat()).isPresent(), context.executor()))
                        .toList();
        try {
            takes.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreUnavailableException away ? away : e;
        }
    }

    private void purgeInTime() {
        Instant now = context.clock().instant();
        if (!now.isBefore(purgeAt)) {
            purgeAt = now.plus(PURGE);
            var _ = context.sessions().purge(now.minus(KEPT));
        }
    }

    /// Stops all sessions. The next owner of the partitions takes them up.
    void end() {
        ended = true;
        running.stopAll();
    }

    String name() {
        return name;
    }

    /// Returns the hold of a session that is begun or taken now.
    ///
    /// @throws StoreUnavailableException if another hub owns its conversation
    Hold hold(PartitionKey key) {
        return new Hold(name, ownership.term(key).epoch());
    }

    Load load() {
        List<ChatSession> heard = running.all().filter(ChatSession::isHeard).toList();
        long lost = heard.stream().filter(session -> !session.stream().isOpen()).count();
        return new Load(heard.size(), (int) lost);
    }

    /// Starts a new session.
    ///
    /// @return null if a session with its name exists
    @Nullable ChatSession begin(DeskSession first) {
        if (!context.sessions().insert(first)) {
            return null;
        }
        ChatSession session = new ChatSession(context, first);
        running.add(session);
        return session;
    }

    /// The session, if this hub owns its conversation and it is not over.
    ///
    /// @throws StoreUnavailableException if the hub's right to the conversation has run out for now
    Optional<ChatSession> take(DeskRef chat) {
        Optional<ChatSession> known = known(chat);
        if (known.isPresent()) {
            return known;
        }
        ReentrantLock lock = taking.get(Math.floorMod(chat.hashCode(), LOCKS));
        lock.lock();
        try {
            return taken(chat);
        } finally {
            lock.unlock();
        }
    }

    private Optional<ChatSession> known(DeskRef chat) {
        Partitions held = ownership.held();
        return running.find(chat).filter(session -> isOurs(session.stored(), held));
    }

    private Optional<ChatSession> taken(DeskRef chat) {
        Optional<ChatSession> known = known(chat);
        if (known.isPresent()) {
            return known;
        }
        Optional<ChatSession> session =
                context.sessions()
                        .find(chat)
                        .filter(stored -> mayTake(stored.key()))
                        .flatMap(stored -> context.sessions().take(chat, hold(stored.key())))
                        .map(stored -> new ChatSession(context, stored));
        session.ifPresent(it -> {
            running.find(chat).ifPresent(ChatSession::stop); // of an earlier term
            running.add(it);
            resume(it);
        });
        return session;
    }

    private boolean mayTake(PartitionKey key) {
        boolean owns = ownership.owns(key);
        if (!owns && ownership.held().contains(key)) {
            throw new StoreUnavailableException("This hub's right has run out for now");
        }
        return owns;
    }

    private void resume(ChatSession session) {
        if (session.stored().state() != State.OPEN) {
            openingRollback.beginForTheDead(session);
            return;
        }
        session.stream().start();
        session.tokens().watch();
        if (session.isEnded()) {
            context.executor().execute(session.conversation()::endAgain);
        } else if (session.stored().fact(Fact.JOINED) == null) {
            context.executor().execute(session.eventReader()::tellThatItIsOpen);
        }
    }
}
