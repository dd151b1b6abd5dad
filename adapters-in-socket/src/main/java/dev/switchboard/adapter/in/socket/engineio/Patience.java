package dev.switchboard.adapter.in.socket.engineio;

/// Tells a slow client from one that takes nothing at all (contract sockets 4): looks from time to
/// time whether anything moved since the last look. Used by one thread.
final class Patience {

    private long since;
    private int settled;
    private long unsent;
    private boolean waiting;

    /// @param isWaiting whether something waits for the client
    /// @param settledNow counts on when the client accepted something whole
    /// @param unsentNow bytes of what is on its way that the client has not accepted
    /// @return how long nothing has moved, in nanoseconds
    long without(boolean isWaiting, int settledNow, long unsentNow, long now) {
        if (!isWaiting || !waiting || settled != settledNow || unsent != unsentNow) {
            since = now;
        }
        waiting = isWaiting;
        settled = settledNow;
        unsent = unsentNow;
        return now - since;
    }
}
