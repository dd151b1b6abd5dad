package dev.switchboard.application.port.out.time;

/// How long each of many things may last.
///
/// @param <T> things that are told apart by `equals`
public interface TimeLimit<T> {

    /// From now on the time counts.
    void start(T thing);

    /// It ended by itself; harmless if it did not begin.
    void finish(T thing);
}
