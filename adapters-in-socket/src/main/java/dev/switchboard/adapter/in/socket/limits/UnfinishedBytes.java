package dev.switchboard.adapter.in.socket.limits;

import java.util.concurrent.atomic.AtomicLong;

/// Bytes of messages that were begun and not ended yet, of all clients together: each client may
/// take its time over one that is as large as any may be. A message that comes whole is not
/// counted, so those go on whatever others have begun.
public final class UnfinishedBytes {

    private static final int PART_OF_THE_HEAP = 16;

    private final long most;
    private final AtomicLong held = new AtomicLong();

    public UnfinishedBytes(long most) {
        this.most = most;
    }

    /// As many as this process can hold without harm.
    public static long affordable() {
        return Runtime.getRuntime().maxMemory() / PART_OF_THE_HEAP;
    }

    /// What one message has taken, to be given back when it ends. Of one thread at a time.
    public final class Share {

        private long bytes;

        private Share() {}

        /// @return false if there is no room for so many more
        public boolean take(int more) {
            if (held.addAndGet(more) > most) {
                held.addAndGet(-more);
                return false;
            }
            bytes += more;
            return true;
        }

        /// Harmless if repeated.
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
