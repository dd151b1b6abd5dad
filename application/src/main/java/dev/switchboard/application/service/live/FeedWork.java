package dev.switchboard.application.service.live;

import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.delivery.ConversationLocks;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Recorded;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does the background work of feeds: reads the journal and sets alarms.
final class FeedWork {

    private static final Logger log = LoggerFactory.getLogger(FeedWork.class);
    private static final int PAGE = 64;
    private static final int SHORT_PAGE = 4;
    private static final Duration STORE_PAUSE = Duration.ofSeconds(1);
    private static final Duration MEMORY_PAUSE = Duration.ofSeconds(5);

    private final History history;
    private final ConversationLocks locks;
    private final Later later;
    private final Clock clock;
    private final FeedMemory memory;
    private final Function<Recorded, Stream<LiveMessage>> choice;

    /// @param choice selects the messages of the journal to push
    FeedWork(
            History history,
            ConversationLocks locks,
            Later later,
            Clock clock,
            FeedMemory memory,
            Function<Recorded, Stream<LiveMessage>> choice) {
        this.memory = memory;
        this.choice = choice;
        this.history = history;
        this.locks = locks;
        this.later = later;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    FeedMemory memory() {
        return memory;
    }

    /// Runs work when there may be memory again.
    void later(Runnable work) {
        later.in(MEMORY_PAUSE, work);
    }

    void ringAt(Instant when, ClientFeeds client, ClientFeed feed) {
        later.at(when, () -> client.ring(feed));
    }

    /// Reads what comes after `after`, on another thread.
    void read(ClientFeeds client, ClientFeed feed, long after) {
        later.now(() -> readNow(client, feed, after));
    }

    /// Reads under the conversation's lock, so that the feed is told of every message after the
    /// page and of none on it.
    private void readNow(ClientFeeds client, ClientFeed feed, long after) {
        try {
            locks.withLock(feed.conversation(), () -> take(client, feed, after));
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
        later.in(STORE_PAUSE, client::pump);
    }

    private void take(ClientFeeds client, ClientFeed feed, long after) {
        int most = memory.isSpent() ? SHORT_PAGE : PAGE;
        List<Recorded> page = history.messages(feed.conversation(), after, most);
        long upTo = page.isEmpty() ? after : page.getLast().message().seq();
        List<LiveMessage> live = page.stream().flatMap(choice).toList();
        client.took(feed, live, upTo, page.size() == most);
    }

    static Stream<LiveMessage> everything(Recorded recorded) {
        return Stream.of(new LiveMessage(recorded.message(), null));
    }

    /// Returns the messages for the conversation's user, except erased ones.
    static Stream<LiveMessage> forClients(Recorded recorded) {
        return recorded.deliveries().stream()
                .filter(_ -> !recorded.message().content().isErased())
                .filter(delivery -> delivery.target().equals(Target.LIVE_CLIENTS))
                .map(delivery -> new LiveMessage(recorded.message(), delivery));
    }
}
