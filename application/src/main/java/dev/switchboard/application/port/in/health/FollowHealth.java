package dev.switchboard.application.port.in.health;

import dev.switchboard.application.port.in.health.WatchHealth.Part;
import java.util.List;
import java.util.function.Consumer;

/// Tells of the state of this hub's parts whenever it changes.
public interface FollowHealth {

    /// Tells a watcher the parts as they were seen last, and then each time that they differ. Never
    /// blocks, and neither may the watcher, which must not call the port.
    ///
    /// @return ends it
    Runnable watch(Consumer<List<Part>> watcher);
}
