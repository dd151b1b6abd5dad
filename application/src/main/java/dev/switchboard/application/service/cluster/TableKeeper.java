package dev.switchboard.application.service.cluster;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.switchboard.application.port.out.cluster.HubRegistry;
import dev.switchboard.application.port.out.cluster.HubRegistry.Sighting;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.service.cluster.PartitionListener.Progress;
import dev.switchboard.application.service.cluster.Right.Moment;
import dev.switchboard.domain.cluster.Hub;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.cluster.Partitions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Keeps this hub's place among the hubs of its store. Each round beats, looks at the others and at
/// the table, and takes over what the dead owned. Only one thread calls it.
///
/// The table alone says who owns what, and the store lets only one of two changes win. No hub
/// decides anything by talking to another hub.
public final class TableKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(TableKeeper.class);

    /// The time from the beginning of one round to the beginning of the next.
    public static final Duration EVERY = Duration.ofSeconds(2);

    private static final Duration WHILE_MOVING = Duration.ofMillis(100);

    private final HubRegistry hubs;
    private final TableChanges changes;
    private final Right right;
    private final DeathWatch deaths;
    private final HeldPartitions held;
    private final TargetBulletins bulletins;
    private final Ids ids;
    private final AtomicReference<@Nullable Round> last = new AtomicReference<>();
    private final AtomicInteger known = new AtomicInteger();
    private final AtomicBoolean paused = new AtomicBoolean();
    private final AtomicBoolean ending = new AtomicBoolean();
    private final AtomicLong pauses = new AtomicLong();
    private final Semaphore hurry = new Semaphore(0);
    private final AtomicReference<Duration> takeOver = new AtomicReference<>(Duration.ZERO);

    TableKeeper(
            HubRegistry hubs,
            TableChanges changes,
            Right right,
            DeathWatch deaths,
            HeldPartitions held,
            TargetBulletins bulletins,
            Ids ids) {
        this.hubs = hubs;
        this.changes = changes;
        this.right = right;
        this.deaths = deaths;
        this.held = held;
        this.bulletins = bulletins;
        this.ids = ids;
    }

    /// The result of a round.
    public sealed interface Round {

        /// This hub owns partitions.
        record Serving() implements Round {}

        /// Another hub owns everything.
        ///
        /// @param owner its address, or a few words if that is unknown
        /// @param apartByTls whether this hub does not share with it because calls of one of the
        ///   two alone are encrypted
        record StandingBy(String owner, boolean apartByTls) implements Round {}

        /// Others declared this hub dead and take over what it owned. Nothing it has in memory
        /// counts any more: the process must end.
        record Lost() implements Round {}
    }

    /// @param self this hub under a given id
    /// @throws StoreUnavailableException if the store gives no clear answer: the right then runs
    ///   out by itself
    public Round round(Function<HubId, Hub> self) {
        notePause();
        Round round = beat(self) ? look() : new Round.Lost();
        tell(round);
        return round;
    }

    /// Waits until the next round is due, or somebody [hurries][#hurry].
    ///
    /// @param taken the time that the last round took
    public void awaitNext(Duration taken) throws InterruptedException {
        if (hurry.tryAcquire(untilNext(taken).toNanos(), NANOSECONDS)) {
            hurry.drainPermits();
        }
    }

    /// Returns the time until the next round, which may be negative: two seconds after the last one
    /// began, or when a hub that is silent may be suspected, because calls about its part are
    /// refused until then. The last round may have looked a moment too early.
    ///
    /// @param taken the time that the last round took
    Duration untilNext(Duration taken) {
        Duration usual = held.isMoving() ? WHILE_MOVING : EVERY;
        Duration suspicion = deaths.untilSuspicion(right.now().nanos() - taken.toNanos());
        return (usual.compareTo(suspicion) < 0 ? usual : suspicion).minus(taken);
    }

    /// Begins the next round soon: somebody has seen a later table than this hub.
    public void hurry() {
        hurry.release();
    }

    /// @return false if this hub owned something and was declared dead
    private boolean beat(Function<HubId, Hub> self) {
        Hub me = held.me();
        Moment began = right.now();
        if (me != null && !hubs.beat(me.id(), bulletins.own())) {
            right.end();
            if (held.count() > 0) {
                return false;
            }
            held.become(null);
            me = null;
        }
        if (me == null) {
            me = self.apply(new HubId(ids.uuid()));
            began = right.now();
            hubs.register(me);
            held.become(me);
        }
        right.renew(began);
        if (paused.getAndSet(false)) {
            LOG.atInfo()
                    .addKeyValue("action", "right_back")
                    .log("The beats of this hub succeed again, and it goes on");
        }
        return true;
    }

    private Round look() {
        long begun = right.now().nanos();
        List<Sighting> seen = others(hubs.hubs());
        bulletins.read(seen);
        changes.look();
        List<Sighting> still = deaths.look(begun, right.now().nanos(), seen);
        known.set(1 + (int) seen.stream().filter(each -> !each.dead()).count());
        if (last.get() instanceof Round.Serving && held.count() == 0) {
            right.end();
            return new Round.Lost();
        }
        Hub me = me();
        Set<HubId> dead = deadOwners(seen, still);
        Sharers sharers = Sharers.of(me, ending.get(), seen, dead);
        if (!ending.get() && changes.takeOver(me.id(), dead, sharers)) {
            takeOver.set(deaths.longestStill(dead));
        }
        changes.raiseEpochs(me.id());
        changes.giveAway(
                me, sharers.all(), sharers.staying().stream().filter(this::isAwake).toList());
        if (held.count() > 0) {
            tidy(seen, still);
            return new Round.Serving();
        }
        return standingBy(me, seen);
    }

    private List<Sighting> others(List<Sighting> all) {
        return all.stream().filter(each -> !each.hub().id().equals(id())).toList();
    }

    private Hub me() {
        Hub me = held.me();
        if (me == null) {
            throw new IllegalStateException("This hub is not registered");
        }
        return me;
    }

    private HubId id() {
        return me().id();
    }

    private boolean isAwake(HubId hub) {
        return deaths.stillFor(hub).compareTo(ClusterReport.SILENCE) < 0;
    }

    /// The owners that are dead for certain: the store said so on their own entries.
    private Set<HubId> deadOwners(List<Sighting> seen, List<Sighting> still) {
        Map<HubId, Sighting> byId =
                seen.stream().collect(Collectors.toMap(each -> each.hub().id(), each -> each));
        Set<HubId> dead = new HashSet<>();
        for (HubId owner : held.owners()) {
            if (!owner.equals(id()) && isDead(owner, byId.get(owner), still)) {
                dead.add(owner);
            }
        }
        return dead;
    }

    private boolean isDead(HubId owner, @Nullable Sighting seen, List<Sighting> still) {
        if (seen == null) {
            return hubs.declareDead(owner, 0);
        }
        Hub me = held.me();
        boolean suspected = still.contains(seen) || (me != null && me.replaces(seen.hub()));
        return seen.dead() || (suspected && hubs.declareDead(owner, seen.beat()));
    }

    /// Removes dead hubs that own nothing.
    private void tidy(List<Sighting> seen, List<Sighting> still) {
        Set<HubId> owners = held.owners();
        for (Sighting each : seen) {
            HubId hub = each.hub().id();
            if (!owners.contains(hub)
                    && (each.dead()
                            || (still.contains(each) && hubs.declareDead(hub, each.beat())))) {
                hubs.remove(hub);
            }
        }
    }

    private Round standingBy(Hub me, List<Sighting> seen) {
        Set<HubId> owners = held.owners();
        return seen.stream()
                .map(Sighting::hub)
                .filter(hub -> owners.contains(hub.id()))
                .findFirst()
                .map(hub -> new Round.StandingBy(hub.address(), me.isApartByTls(hub)))
                .orElseGet(() -> new Round.StandingBy("another address", false));
    }

    private void notePause() {
        if (held.count() > 0 && !right.stands() && !paused.getAndSet(true)) {
            pauses.incrementAndGet();
            LOG.atWarn()
                    .addKeyValue("action", "right_over")
                    .log("The beats of this hub failed, and it accepts nothing until one succeeds");
        }
    }

    private void tell(Round round) {
        if (round.equals(last.getAndSet(round))) {
            return;
        }
        switch (round) {
            case Round.Serving _ -> {} // told when it took over
            case Round.StandingBy(String owner, boolean apart) ->
                    LOG.atLevel(apart ? Level.WARN : Level.INFO)
                            .addKeyValue("action", "standing_by")
                            .addKeyValue("owner", owner)
                            .log(
                                    "This hub stands by: {} serves this database{}",
                                    owner,
                                    apart
                                            ? ", and only one of the two has"
                                                    + " switchboard.cluster.ssl-bundle"
                                            : "");
            case Round.Lost _ ->
                    LOG.atError()
                            .addKeyValue("action", "ownership_lost")
                            .log(
                                    "This hub was silent for too long and another one takes over:"
                                            + " it ends now, to start again as a standby");
        }
    }

    /// Takes nothing more, and gets nothing from others: this hub is about to end. Forgets its
    /// socket, which is about to be closed while lanes still work.
    public void announceEnd() {
        ending.set(true);
        Hub me = held.me();
        if (me == null) {
            return;
        }
        try {
            hubs.leave(me.id());
        } catch (StoreUnavailableException e) {
            // The next program on that socket would take this hub for dead.
            right.end();
            LOG.debug("The socket's end waits for the store: {}", e.getMessage());
        }
    }

    /// Begins nothing new, at the end of a clean stop. No round may follow.
    ///
    /// @return whether something is still under way
    public Progress leave() {
        return held.give(Partitions.ALL).size() == held.count()
                ? Progress.QUIET
                : Progress.UNDER_WAY;
    }

    /// Gives all partitions back: another hub takes them at once. No round may follow.
    ///
    /// @param progress whether something is still under way: the next owner then looks for late
    ///   writes, as after a crash
    public void giveBack(Progress progress) {
        Hub me = held.me();
        if (me == null) {
            return;
        }
        try {
            changes.giveBack(me.id(), progress == Progress.QUIET);
            hubs.remove(me.id());
        } catch (StoreUnavailableException e) {
            LOG.debug("Others take over when they see that this hub has ended: {}", e.getMessage());
        }
    }

    /// Returns the figures for operators.
    public Figures figures() {
        return new Figures(
                known.get(), held.count(), pauses.get(), held.refusals(), takeOver.get());
    }

    /// @param hubs the living hubs of this store, this one included
    /// @param partitions those that this hub owns
    /// @param rightsLost how often this hub's right ran out while it owned partitions
    /// @param refusals how often the store refused a write because another hub had taken over
    /// @param takeOver how long the owner had been silent when this hub took over last
    public record Figures(
            int hubs, int partitions, long rightsLost, long refusals, Duration takeOver) {}
}
