package dev.switchboard.adapter.out.persistence.kept;

/// One part of what a kept store contains. A release that stores something new adds it to a part,
/// or a part of its own; the parts of earlier releases stay as they are, because their stores do.
interface KeptRoom {

    /// Writes the part into an empty store.
    void write();

    /// Reads it back through the ports, and checks that it is what was written.
    void read();
}
