package dev.switchboard.application.port.out.time;

import java.time.Instant;

/// Runs tasks later. Tasks are short: they hand work to other threads.
public interface Timer {

    /// Runs `task` once, at `when` or soon after; at once if `when` has passed. Tasks that are
    /// still waiting when the process ends are lost.
    void at(Instant when, Runnable task);
}
