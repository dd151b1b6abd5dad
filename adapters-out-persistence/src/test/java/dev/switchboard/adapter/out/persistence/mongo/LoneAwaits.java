package dev.switchboard.adapter.out.persistence.mongo;

import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/// Lets no await fail by an error on a thread that it does not wait for: classes run in parallel,
/// and some of them end a thread with an error on purpose.
public final class LoneAwaits implements LauncherSessionListener {

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }
}
