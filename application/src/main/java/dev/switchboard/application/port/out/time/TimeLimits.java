package dev.switchboard.application.port.out.time;

import java.time.Duration;
import java.util.function.Consumer;

/// Ends what lasts too long. Made for things that begin thousands of times a second and mostly end
/// in time: to begin and to finish costs next to nothing and wakes nobody.
public interface TimeLimits {

    /// One limit for many things.
    ///
    /// @param whenOver what to do with a thing that has reached the limit, on another thread;
    ///   short, and does not block
    <T> TimeLimit<T> of(Duration limit, Consumer<? super T> whenOver);
}
