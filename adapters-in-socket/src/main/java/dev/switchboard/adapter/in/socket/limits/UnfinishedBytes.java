package dev.switchboard.adapter.in.socket.limits;

import java.util.concurrent.atomic.AtomicLong;

/// Limits the bytes of unfinished messages of all clients together, because each client may send a
/// message of the greatest size slowly. A message that arrives in one piece is not counted, so
/// those pass whatever others have begun.
public final class UnfinishedBytes {

    private static final int PART_OF_THE_HEAP = 16;

    private final long most;
    private final AtomicLong held = new AtomicLong();

    public UnfinishedBytes(long most) {
        this.most = most;
    }

    /// The number of bytes that this process can hold without harm.
    public static long affordable() {
        return Runtime.getRuntime().maxMemory() / PART_OF_THE_HEAP;
    }

    /// The bytes of one message, returned when it ends. Used by one thread at a time.
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

        /// May be repeated.
        public void giveBack() {
            held.addAndGet(-bytes);
            bytes = 0;
        }
    }

    public Share share() {
        return new Share();
    }

    public long held() {
        return held.get();
    }
}
