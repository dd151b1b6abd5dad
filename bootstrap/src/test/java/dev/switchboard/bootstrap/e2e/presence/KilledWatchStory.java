package dev.switchboard.bootstrap.e2e.presence;

import dev.switchboard.bootstrap.e2e.live.LiveHub;
import org.junit.jupiter.api.Test;

/// The guarantees for watchers when the hub is killed during changes, on every store.
public interface KilledWatchStory {

    /// In each life of the hub, at least this many reports are acknowledged.
    int FEW_REPORTS = 40;

    LiveHub hub();

    /// How often the hub is killed.
    default int kills() {
        return 1;
    }

    @Test
    default void showsWatchersWhatWasAcknowledgedBeforeACrash() {
        try (KilledWatch watch = new KilledWatch(hub())) {
            for (int kill = 1; kill <= kills(); kill++) {
                watch.kill(FEW_REPORTS * (1 + kill % 5));
                hub().process().start();
                watch.resume();
            }

            watch.goesOn();
        }
    }
}
