package dev.switchboard.adapter.out.persistence.embedded.engine;

/// What one caller wants written. Runs in the writer's thread, so it is short; what needs no order
/// its caller has prepared.
@FunctionalInterface
public interface Write<T> {

    T run(Batch batch);
}
