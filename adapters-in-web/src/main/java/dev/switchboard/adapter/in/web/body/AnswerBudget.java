package dev.switchboard.adapter.in.web.body;

import dev.switchboard.adapter.in.web.body.MeteredBody.Proof;
import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The budget of large answers in memory: an eighth of the heap. An answer stays there until its
/// reader has taken it, and some readers take nothing. Callers without proof share half of it.
public final class AnswerBudget {

    private static final int SHARE_OF_HEAP = 8;
    private static final int UNIT = 1024;

    /// Files that are read at the same time. Strangers read half as many.
    private static final int FILES_AT_ONCE = 4;

    private final int most;
    private final Semaphore all;
    private final Semaphore strangers;
    private final Counter busy;

    public AnswerBudget(long heap, MeterRegistry registry) {
        this.most = Math.toIntExact(heap / SHARE_OF_HEAP / UNIT);
        this.all = new Semaphore(most, true);
        this.strangers = new Semaphore(most / 2, true);
        this.busy = BodyBudget.shed(registry, "answers");
        Gauge.builder("switchboard.requests.answers", this, AnswerBudget::held)
                .description("Bytes of large answers in memory")
                .baseUnit("bytes")
                .register(registry);
    }

    long held() {
        return (long) (most - all.availablePermits()) * UNIT;
    }

    /// The part of one request, until its answer is sent. Not thread-safe.
    public final class Share implements AutoCloseable {

        private final HttpServletRequest request;
        private int units;
        private int ofStrangers;

        Share(HttpServletRequest request) {
            this.request = request;
        }

        /// Takes room for an answer that is there. The largest fits alone, however small the heap
        /// is.
        ///
        /// @throws ProblemException if there is none now
        void take(long bytes) {
            boolean stranger = Proof.of(request) == Proof.NONE;
            int more = (int) Math.min(Math.ceilDiv(bytes, UNIT), stranger ? most / 2 : most);
            if (more <= units) {
                return;
            }
            close();
            if (stranger) {
                acquire(strangers, more, Duration.ZERO);
                ofStrangers = more;
            }
            acquire(all, more, Duration.ZERO);
            units = more;
        }

        /// Takes room for a file before it is read: as much as [#FILES_AT_ONCE] files leave each.
        /// Once it is read, [#take] counts its true size.
        ///
        /// @param greatest the greatest size of a file
        /// @param patience how long to wait for room
        /// @throws ProblemException if there is none in time
        public void takeForFile(long greatest, Duration patience) {
            int more = (int) Math.min(Math.ceilDiv(greatest, UNIT), most / FILES_AT_ONCE);
            if (Proof.of(request) == Proof.NONE) {
                acquire(strangers, more, patience);
                ofStrangers += more;
            }
            acquire(all, more, patience);
            units += more;
        }

        private void acquire(Semaphore room, int more, Duration patience) {
            try {
                // Without patience it does not stand in line behind those who wait.
                if (patience.isZero()
                        ? room.tryAcquire(more)
                        : room.tryAcquire(more, patience.toNanos(), TimeUnit.NANOSECONDS)) {
                    return;
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            close();
            busy.increment();
            throw new ProblemException(Problem.of(ProblemCode.OVERLOADED).retrySoon());
        }

        /// Gives back all but this much.
        public void shrinkTo(long bytes) {
            int less = (int) Math.min(Math.ceilDiv(bytes, UNIT), units);
            all.release(units - less);
            units = less;
            int fewer = Math.min(less, ofStrangers);
            strangers.release(ofStrangers - fewer);
            ofStrangers = fewer;
        }

        @Override
        public void close() {
            shrinkTo(0);
        }

        /// Returns the share of a request.
        public static Share of(HttpServletRequest request) {
            if (request.getAttribute(Share.class.getName()) instanceof Share share) {
                return share;
            }
            throw new IllegalStateException("The answer's filter is not before this route");
        }
    }
}
