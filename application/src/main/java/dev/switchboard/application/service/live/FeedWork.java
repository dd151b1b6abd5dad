package dev.switchboard.application.service.live;

import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.service.delivery.Lanes;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Recorded;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What feeds have done for them elsewhere: reading the journal and being woken.
final class FeedWork {

    private static final Logger log = LoggerFactory.getLogger(FeedWork.class);
    private static final int PAGE = 64;
    private static final Duration STORE_PAUSE = Duration.ofSeconds(1);

    private final History history;
    private final Lanes lanes;
    private final Timer timer;
    private final Executor workers;
    private final Clock clock;

    FeedWork(History history, Lanes lanes, Timer timer, Executor workers, Clock clock) {
        this.history = history;
        this.lanes = lanes;
        this.timer = timer;
        this.workers = workers;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    void ringAt(Instant when, ClientFeeds client, ClientFeed feed) {
        timer.at(when, () -> workers.execute(() -> client.ring(feed)));
    }

    /// Reads what comes behind `after` on another thread.
    void read(ClientFeeds client, ClientFeed feed, long after) {
        workers.execute(() -> readNow(client, feed, after));
    }

    /// Between two appends of the conversation, so that the feed is told of everything behind the
    /// page, and of nothing on it.
    private void readNow(ClientFeeds client, ClientFeed feed, long after) {
        try {
            lanes.inOrder(feed.conversation(), () -> take(client, feed, after));
        } catch (StoreUnavailableException e) {
            log.debug("A client waits for the store: {}", e.getMessage());
            readAgainLater(client, feed);
        } catch (RuntimeException e) {
            log.error("Reading for a client failed and will be tried again", e);
            readAgainLater(client, feed);
        }
    }

    private void readAgainLater(ClientFeeds client, ClientFeed feed) {
        client.readFailed(feed);
        timer.at(now().plus(STORE_PAUSE), () -> workers.execute(client::pump));
    }

    private List<Recorded> take(ClientFeeds client, ClientFeed feed, long after) {
        List<Recorded> page = history.messages(feed.conversation(), after, PAGE);
        long upTo = page.isEmpty() ? after : page.getLast().message().seq();
        List<LiveMessage> live = page.stream().flatMap(FeedWork::forClients).toList();
        client.took(feed, live, upTo, page.size() == PAGE);
        return page;
    }

    private static Stream<LiveMessage> forClients(Recorded recorded) {
        return recorded.deliveries().stream()
                .filter(delivery -> delivery.target().equals(Target.LIVE_CLIENTS))
                .map(delivery -> new LiveMessage(recorded.message(), delivery));
    }
}
