package dev.switchboard.application.port.out.time;

/// A time limit that applies to many things at once.
///
/// @param <T> things that are distinguished by `equals`
public interface TimeLimit<T> {

    /// Starts the limit of a thing.
    void start(T thing);

    /// Stops the limit of a thing. Does nothing if it was not started.
    void finish(T thing);
}
