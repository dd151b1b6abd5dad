package dev.switchboard.application.port.out.time;

import java.time.Duration;
import java.util.function.Consumer;

/// Ends things that take too long. Made for things that begin thousands of times a second and
/// usually end in time: start and finish cost almost nothing and wake no thread.
public interface TimeLimits {

    /// Makes one limit for many things.
    ///
    /// @param whenOver called on another thread with a thing that has reached the limit; short,
    ///   must not block
    <T> TimeLimit<T> of(Duration limit, Consumer<? super T> whenOver);
}
