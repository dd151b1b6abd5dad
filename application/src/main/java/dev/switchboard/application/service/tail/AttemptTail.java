package dev.switchboard.application.service.tail;

import dev.switchboard.application.port.in.delivery.WatchAttempts;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The watchers of this hub's attempts. Without any, an attempt costs one look at an empty list; a
/// lane never waits for a watcher, and no failure of one reaches it.
public final class AttemptTail implements WatchAttempts {

    private static final Logger LOG = LoggerFactory.getLogger(AttemptTail.class);

    private final List<Watched> watchers = new CopyOnWriteArrayList<>();

    private record Watched(Filter filter, Consumer<Made> watcher) {}

    @Override
    public Runnable watch(Filter filter, Consumer<Made> watcher) {
        Watched watched = new Watched(filter, watcher);
        watchers.add(watched);
        return () -> watchers.remove(watched);
    }

    /// Tells those who watch such attempts.
    public void attempted(Target target, Message message, Attempt attempt) {
        for (Watched watched : watchers) {
            if (watched.filter.fits(target, message.conversation(), attempt)) {
                tell(watched, target, message, attempt);
            }
        }
    }

    private static void tell(Watched watched, Target target, Message message, Attempt attempt) {
        try {
            watched.watcher.accept(
                    new Made(target, message.id(), message.conversation(), message.seq(), attempt));
        } catch (RuntimeException e) {
            LOG.error("A watcher of attempts failed", e);
        }
    }
}
