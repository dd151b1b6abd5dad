package dev.switchboard.adapter.in.web.body;

import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.domain.network.Network;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.ServletRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The budget of request bodies in memory: an eighth of the heap, because a parsed body takes
/// several times its size. Callers without proof share half of it, and each of their networks has
/// an eighth of that, so only proven callers can keep proven callers out. A body that arrives at
/// once costs a counter and no lock; only a body that is still arriving is counted for its network.
public final class BodyBudget {

    static final int UNFINISHED_PER_NETWORK = 64;

    /// The cost of an unfinished body beside its bytes: the buffers around it.
    static final int UNFINISHED_COST = 16 * 1024;

    private static final int SHARE_OF_HEAP = 8;
    private static final int TO_FINISH_SECONDS = 10;

    private final Pool all;
    private final Pool strangers;
    private final Pool files;
    private final long perNetwork;
    private final Map<String, NetworkLoad> networks = new ConcurrentHashMap<>();
    private final Counter busy;
    private final Counter crowded;

    public BodyBudget(long heap, MeterRegistry registry) {
        this.all = new Pool(heap / SHARE_OF_HEAP);
        this.strangers = new Pool(all.most / 2);
        this.files = new Pool(all.most / 4 * 3);
        this.perNetwork = strangers.most / 8;
        this.busy = shed(registry, "memory");
        this.crowded = shed(registry, "network");
        Gauge.builder("switchboard.requests.bodies", this, BodyBudget::held)
                .description("Bytes of request bodies in memory")
                .baseUnit("bytes")
                .register(registry);
    }

    /// Counts requests that were refused to protect others.
    public static Counter shed(MeterRegistry registry, String why) {
        return Counter.builder("switchboard.requests.shed")
                .description("Requests refused to keep room for others")
                .tag("why", why)
                .register(registry);
    }

    long held() {
        return all.held.get();
    }

    int networks() {
        return networks.size();
    }

    /// The bytes that a group of callers holds, and their limit.
    private static final class Pool {

        private final long most;
        private final AtomicLong held = new AtomicLong();

        Pool(long most) {
            this.most = most;
        }

        boolean take(long bytes) {
            if (held.addAndGet(bytes) <= most) {
                return true;
            }
            held.addAndGet(-bytes);
            return false;
        }

        void give(long bytes) {
            held.addAndGet(-bytes);
        }
    }

    /// The unfinished requests of one network's strangers.
    private static final class NetworkLoad {
        private final AtomicInteger requests = new AtomicInteger();
        private final AtomicLong bytes = new AtomicLong();
    }

    /// The bytes of one request, from its first byte to its response. Not thread-safe.
    final class Share implements AutoCloseable {

        private final ServletRequest request;
        private @Nullable Pool pool;
        private @Nullable NetworkLoad network;
        private String name = "";
        private long bytes;

        Share(ServletRequest request) {
            this.request = request;
        }

        /// Marks the caller as one without proof.
        void countForStrangers() {
            pool = strangers;
        }

        /// Marks the body as a file. One file always fits beside little else, however small the
        /// heap is.
        ///
        /// @throws ProblemException if there is no room for it now
        void countAsFile(long size) {
            pool = files;
            take(Math.min(size, files.most));
        }

        /// @throws ProblemException if there is no room for this many more
        void take(long more) {
            if (!all.take(more)) {
                throw busy();
            }
            Pool its = pool;
            if (its != null && !its.take(more)) {
                all.give(more);
                throw busy();
            }
            bytes += more;
            NetworkLoad sending = network;
            if (sending != null && sending.bytes.addAndGet(more) > perNetwork) {
                throw crowded();
            }
        }

        /// Marks the body as still arriving. Callers with proof are not counted for their networks.
        ///
        /// @throws ProblemException if too many of its network are
        void beginWaiting() {
            if (pool != strangers || network != null) {
                return;
            }
            name = Network.nameOf(request.getRemoteAddr());
            NetworkLoad entered = networks.compute(name, (_, found) -> enter(found));
            network = entered;
            entered.bytes.addAndGet(bytes);
            if (entered.requests.get() > UNFINISHED_PER_NETWORK) {
                throw crowded();
            }
            take(UNFINISHED_COST);
        }

        private static NetworkLoad enter(@Nullable NetworkLoad found) {
            NetworkLoad entered = found == null ? new NetworkLoad() : found;
            entered.requests.incrementAndGet();
            return entered;
        }

        void endWaiting() {
            NetworkLoad left = network;
            if (left != null) {
                network = null;
                left.bytes.addAndGet(-bytes);
                networks.computeIfPresent(
                        name, (_, found) -> found.requests.decrementAndGet() == 0 ? null : found);
            }
        }

        @Override
        public void close() {
            endWaiting();
            all.give(bytes);
            Pool its = pool;
            if (its != null) {
                its.give(bytes);
            }
            bytes = 0;
        }

        private ProblemException busy() {
            busy.increment();
            return new ProblemException(Problem.of(ProblemCode.OVERLOADED).retrySoon());
        }

        private ProblemException crowded() {
            crowded.increment();
            return new ProblemException(
                    Problem.of(ProblemCode.TOO_MANY_REQUESTS).retryAfter(TO_FINISH_SECONDS));
        }
    }
}
