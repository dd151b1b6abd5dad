package dev.switchboard.adapter.in.socket.limits;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Limits the connections in total, those of one network, and the rate at which a network may open
/// more. Every connection counts: joining a namespace, or proving something that anybody can get a
/// token for, makes a network no less of a stranger.
///
/// The fuller the hub, the fewer places a network may have. A few networks that take all they can
/// get therefore leave room for others, however many those are.
public final class NetworkLimits {

    /// Networks without a connection are remembered for their rate, up to this many in addition to
    /// the connections.
    private static final int MOST_REMEMBERED = 10_000;

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final Limits limits;
    private final LongSupplier nanoTime;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<String, Network> networks = new ConcurrentHashMap<>();

    /// @param nanoTime a monotonic clock in nanoseconds
    public NetworkLimits(Limits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    /// @param connections the limit in total
    /// @param perNetwork the limit of one network while at least half of all places are free
    /// @param newcomersPerNetwork the limit of its connections that have not settled
    /// @param openingsPerMinute how many connections a network may open per minute, and at once
    public record Limits(
            int connections, int perNetwork, int newcomersPerNetwork, int openingsPerMinute) {

        public Limits {
            requirePositive("connections", connections);
            requirePositive("perNetwork", perNetwork);
            requirePositive("newcomersPerNetwork", newcomersPerNetwork);
            requirePositive("openingsPerMinute", openingsPerMinute);
        }

        private static void requirePositive(String name, int value) {
            if (value <= 0) {
                throw new IllegalArgumentException(name + " must be positive");
            }
        }
    }

    public enum Admission {
        ADMITTED,
        /// All places are taken.
        FULL,
        /// The network has as many connections as allowed now.
        CROWDED,
        /// Too many connections of the network have not settled yet.
        UNSETTLED,
        /// The network opens connections too often.
        TOO_OFTEN
    }

    /// The state of one network.
    ///
    /// @param paidUntil the time at which all its openings so far will have been due at the allowed
    ///   rate
    private record Network(int open, int newcomers, long paidUntil) {

        Network with(int more, int moreNewcomers) {
            return new Network(open + more, newcomers + moreNewcomers, paidUntil);
        }
    }

    /// Takes a place for a newcomer; [#leave] returns it.
    public Admission enter(String network) {
        int total = open.incrementAndGet();
        Admission admission =
                total > limits.connections() ? Admission.FULL : enter(network, total - 1);
        if (admission != Admission.ADMITTED) {
            open.decrementAndGet();
        }
        return admission;
    }

    private Admission enter(String network, int others) {
        if (networks.size() >= limits.connections() + MOST_REMEMBERED) {
            networks.values().removeIf(known -> known.open() == 0);
        }
        Admission[] admission = {Admission.ADMITTED};
        networks.compute(
                network,
                (_, known) -> {
                    long now = nanoTime.getAsLong();
                    Network before = known == null ? new Network(0, 0, now) : known;
                    admission[0] = judge(before, others, now);
                    return admission[0] == Admission.ADMITTED ? entered(before, now) : known;
                });
        return admission[0];
    }

    private Admission judge(Network network, int others, long now) {
        if (network.open() >= share(limits.perNetwork(), others)) {
            return Admission.CROWDED;
        }
        if (network.newcomers() >= share(limits.newcomersPerNetwork(), others)) {
            return Admission.UNSETTLED;
        }
        long ahead = Math.max(0, network.paidUntil() - now);
        return ahead > MINUTE - interval() ? Admission.TOO_OFTEN : Admission.ADMITTED;
    }

    /// The full limit while half of the places are free, and less and less from then on. Everybody
    /// keeps at least one.
    private long share(int most, int others) {
        long free = (long) limits.connections() - others;
        return Math.max(1, Math.min(most, 2L * most * free / limits.connections()));
    }

    private Network entered(Network network, long now) {
        long from = Math.max(0, network.paidUntil() - now);
        return new Network(network.open() + 1, network.newcomers() + 1, now + from + interval());
    }

    private long interval() {
        return MINUTE / limits.openingsPerMinute();
    }

    /// Records that one of the network's newcomers settled.
    public void settle(String network) {
        update(network, known -> known.with(0, -1));
    }

    /// Records that one of the network's connections ended.
    public void leave(String network, boolean settled) {
        open.decrementAndGet();
        update(network, known -> known.with(-1, settled ? 0 : -1));
    }

    private void update(String network, UnaryOperator<Network> change) {
        networks.computeIfPresent(network, (_, known) -> kept(change.apply(known)));
    }

    /// A network without connections and with a recovered rate is dropped.
    private @Nullable Network kept(Network network) {
        return network.open() > 0 || network.paidUntil() - nanoTime.getAsLong() > 0
                ? network
                : null;
    }

    /// The number of open connections.
    public int open() {
        return open.get();
    }

    /// The number of known networks.
    public int remembered() {
        return networks.size();
    }
}
