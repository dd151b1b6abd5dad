package dev.switchboard.adapter.out.upstreams.salesforce;

import static java.util.concurrent.CompletableFuture.supplyAsync;

import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.upstream.AgentDesk.Load;
import dev.switchboard.domain.desk.DeskRef;
import dev.switchboard.domain.desk.DeskSession;
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

/// The sessions that this process runs. It renews its hold of all of them in one write, and takes
/// over sessions whose holder is gone. If it loses its hold, it stops all of them and starts over
/// under another name.
final class SessionOwner {

    private static final Logger LOG = LoggerFactory.getLogger(SessionOwner.class);

    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration ROUND = Duration.ofSeconds(5);

    private static final Duration KEPT = Duration.ofDays(2);
    private static final int PAGE = 200;
    private static final int LOCKS = 256;

    private final SalesforceContext context;
    private final OpeningRollback openingRollback;
    private final RunningSessions running;

    /// Ensures that a chat is taken only once; other chats do not wait, because each take is a
    /// write.
    private final List<ReentrantLock> taking =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

    private volatile String holder;
    private volatile Instant heldUntil = Instant.MIN;
    private volatile boolean ended;

    SessionOwner(
            SalesforceContext context, OpeningRollback openingRollback, RunningSessions running) {
        this.context = context;
        this.openingRollback = openingRollback;
        this.running = running;
        this.holder = context.ids().uuid();
    }

    /// Takes over abandoned sessions, now and every few seconds.
    void start() {
        context.executor().execute(this::round);
    }

    private void round() {
        if (ended) {
            return;
        }
        try {
            takeAdrift();
        } catch (StoreUnavailableException _) {
            LOG.debug("The store does not answer; sessions at desks are checked again later");
        } catch (RuntimeException e) {
            LOG.error("Sessions at desks could not be checked", e);
        } finally {
            context.later(ROUND, this::round);
        }
    }

    /// Releases all sessions, so that other hubs need not wait.
    void end() {
        ended = true;
        running.stopAll();
        try {
            Instant now = context.clock().instant();
            var _ = context.sessions().renew(holder, now, now);
        } catch (StoreUnavailableException _) {
            LOG.debug("The store does not answer; other hubs take our sessions a little later");
        }
    }

    private void hold() {
        Instant now = context.clock().instant();
        if (context.sessions().renew(holder, now, now.plus(LEASE))) {
            heldUntil = now.plus(LEASE);
            running.removeStopped();
        } else {
            lose();
        }
    }

    private void lose() {
        LOG.atWarn()
                .addKeyValue("action", "hold_lost")
                .addKeyValue("system", SalesforceDesk.NAME)
                .log(
                        "This hub did not renew its lease in time: its {} sessions start anew",
                        running.all().count());
        running.stopAll();
        holder = context.ids().uuid();
        hold();
    }

    /// Our name while our hold is valid; null otherwise.
    @Nullable String holder() {
        if (heldUntil.equals(Instant.MIN)) {
            hold();
        }
        return context.clock().instant().isBefore(heldUntil) ? holder : null;
    }

    /// Takes all of them at once: after a start, thousands of users may be waiting.
    void takeAdrift() {
        running.takingOver(true);
        try {
            int taken;
            do {
                hold();
                taken = takeSomeAdrift();
            } while (taken > 0 && !ended);
        } finally {
            running.takingOver(false);
        }
        var _ = context.sessions().purge(context.clock().instant().minus(KEPT));
    }

    private int takeSomeAdrift() {
        Instant now = context.clock().instant();
        List<CompletableFuture<Boolean>> takes =
                context.sessions().adrift(SalesforceDesk.NAME, holder, now, PAGE).stream()
                        .map(session ->
                                supplyAsync(
                                        () -> take(session.chat()).isPresent(), context.executor()))
                        .toList();
        try {
            return (int) takes.stream().filter(CompletableFuture::join).count();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreUnavailableException away ? away : e;
        }
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

    /// The session, if this process runs it or may take it now.
    Optional<ChatSession> take(DeskRef chat) {
        Optional<ChatSession> known = running.find(chat);
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

    private Optional<ChatSession> taken(DeskRef chat) {
        Optional<ChatSession> known = running.find(chat);
        if (known.isPresent()) {
            return known;
        }
        String name = holder();
        if (name == null) {
            return Optional.empty();
        }
        Optional<ChatSession> session =
                context.sessions()
                        .take(chat, name, context.clock().instant())
                        .map(stored -> new ChatSession(context, stored));
        session.ifPresent(it -> {
            running.add(it);
            resume(it);
        });
        return session;
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
            context.executor().execute(session.hearing()::tellThatItIsOpen);
        }
    }
}
