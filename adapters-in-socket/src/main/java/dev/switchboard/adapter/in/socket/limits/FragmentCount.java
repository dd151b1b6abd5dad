package dev.switchboard.adapter.in.socket.limits;

/// Counts the fragments of a message: 64, and one more for each 16 bytes. A frame costs the same
/// work whether it carries anything or not, so a client pays for that work in bytes. The pieces in
/// which the network delivers a large frame are far larger.
public final class FragmentCount {

    private static final int ALWAYS = 64;
    private static final int BYTES_FOR_ANOTHER = 16;

    private int fragments;
    private long bytes;

    /// A message begins.
    public void begin() {
        fragments = 0;
        bytes = 0;
    }

    /// @param length of the next fragment's payload in bytes
    /// @return false if the message has more fragments than it may
    public boolean add(int length) {
        fragments++;
        bytes += length;
        return fragments <= ALWAYS + bytes / BYTES_FOR_ANOTHER;
    }
}
