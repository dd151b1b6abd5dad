package dev.switchboard.adapter.in.socket.limits;

import java.util.concurrent.atomic.AtomicLong;

/// Limits the bytes that the hub holds for all clients together, because each client alone may make
/// it hold much: messages that it sends slowly, and messages that it does not read.
public final class ByteBudget {

    private final long most;
    private final AtomicLong held = new AtomicLong();

    public ByteBudget(long most) {
        this.most = most;
    }

    /// The bytes of unfinished messages that the process can hold without harm.
    public static long ofUnfinished() {
        return Runtime.getRuntime().maxMemory() / 16;
    }

    /// The bytes of messages waiting for clients that the process can hold without harm.
    public static long ofWaiting() {
        return Runtime.getRuntime().maxMemory() / 8;
    }

    /// Whether nothing is left.
    public boolean isSpent() {
        return held.get() >= most;
    }

    /// Whether as much again was [forced][Share#force].
    public boolean isOverspent() {
        return held.get() >= 2 * most;
    }

    public long held() {
        return held.get();
    }

    public Share share() {
        return new Share();
    }

    /// The bytes held for one purpose. Used by one thread at a time.
    public final class Share {

        private long bytes;

        private Share() {}

        /// @return false if there is no room for this many more
        public boolean take(int more) {
            if (held.addAndGet(more) > most) {
                held.addAndGet(-more);
                return false;
            }
            bytes += more;
            return true;
        }

        /// Takes these bytes even if there is no room.
        public void force(int more) {
            held.addAndGet(more);
            bytes += more;
        }

        public void giveBack(int fewer) {
            held.addAndGet(-fewer);
            bytes -= fewer;
        }

        /// Gives back everything. May be repeated.
        public void giveBack() {
            held.addAndGet(-bytes);
            bytes = 0;
        }
    }
}
