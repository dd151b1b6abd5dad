package dev.switchboard.adapter.in.socket.limits;

/// Limits the fragments of a message: 64, and one more for each 16 bytes. A frame costs the same
/// work with or without a payload, so a client pays for that work in bytes. Real networks deliver a
/// large frame in far larger pieces.
public final class FragmentCount {

    private static final int ALWAYS = 64;
    private static final int BYTES_FOR_ANOTHER = 16;

    private int fragments;
    private long bytes;

    /// Begins a message.
    public void begin() {
        fragments = 0;
        bytes = 0;
    }

    /// @param length the length of the next fragment's payload in bytes
    /// @return false if the message has too many fragments
    public boolean add(int length) {
        fragments++;
        bytes += length;
        return fragments <= ALWAYS + bytes / BYTES_FOR_ANOTHER;
    }
}
