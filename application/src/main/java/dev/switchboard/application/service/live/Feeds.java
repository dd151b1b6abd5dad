package dev.switchboard.application.service.live;

import dev.switchboard.application.port.in.handoff.ConsoleLine;
import dev.switchboard.application.service.delivery.ConversationLocks;
import dev.switchboard.application.service.delivery.Node;
import dev.switchboard.application.service.live.LiveClient.Arriving;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Recorded;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Starts feeds at the right position of their conversation.
public final class Feeds {

    /// How long a client may leave a message unacknowledged while memory is needed.
    private static final Duration ACK_PATIENCE = Duration.ofSeconds(30);

    private final LiveClients clients;
    private final Node.Store store;
    private final FeedWork work;
    private final FeedWork wholeWork;
    private final FeedMemory memory;
    private final LiveSettings settings;

    Feeds(
            LiveClients clients,
            Node.Store store,
            ConversationLocks locks,
            LiveSettings settings,
            Later later,
            Clock clock) {
        this.clients = clients;
        this.store = store;
        this.settings = settings;
        this.memory = new FeedMemory(settings.mostBytes());
        this.work = work(locks, later, clock, FeedWork::forClients);
        this.wholeWork = work(locks, later, clock, FeedWork::everything);
    }

    private FeedWork work(
            ConversationLocks locks,
            Later later,
            Clock clock,
            Function<Recorded, Stream<LiveMessage>> choice) {
        return new FeedWork(store.history(), locks, later, clock, memory, choice);
    }

    int mostBindings() {
        return settings.mostBindings();
    }

    Instant now() {
        return work.now();
    }

    /// Returns the bytes of messages that the feeds of all connections hold.
    public long heldBytes() {
        return memory.held();
    }

    /// Ends connections whose clients acknowledge nothing, if all connections together hold too
    /// much. Otherwise such clients could hold that memory for as long as they stay connected.
    void relieve() {
        if (memory.isSpent()) {
            Instant then = now().minus(ACK_PATIENCE);
            clients.all()
                    .filter(client -> client.feeds().lackAcknowledgementSince(then))
                    .forEach(LiveClient::tooSlow);
        }
    }

    /// Makes the feeds of a console, which get every message of each conversation that it follows.
    public ConsoleFeeds connect(ConsoleLine line) {
        return new ConsoleFeeds(line, wholeWork);
    }

    LiveClient connect(Arriving arriving) {
        return new LiveClient(arriving, work);
    }

    /// Continues after the last message that the client acknowledged on an earlier connection, and
    /// never before `readableAfter`.
    void resume(
            LiveClient client, ConversationId conversation, long acknowledged, long readableAfter) {
        follow(client, conversation, Math.max(acknowledged, readableAfter), readableAfter);
    }

    /// Begins after `cursor` if that is a position in the conversation, else at the first message
    /// that no client has; never before `readableAfter`.
    void begin(
            LiveClient client,
            ConversationId conversation,
            @Nullable Long cursor,
            long readableAfter) {
        long lastSeq =
                store.conversations().find(conversation).map(Conversation::lastSeq).orElse(0L);
        long after =
                cursor != null && cursor >= 0 && cursor <= lastSeq
                        ? cursor
                        : firstUntaken(conversation, readableAfter, lastSeq);
        follow(client, conversation, Math.max(after, readableAfter), readableAfter);
    }

    private long firstUntaken(ConversationId conversation, long readableAfter, long lastSeq) {
        OptionalLong first = store.held().firstUntaken(conversation, readableAfter);
        return first.isPresent() ? first.getAsLong() - 1 : lastSeq;
    }

    /// The feed reads the journal first; live messages come after that.
    private void follow(
            LiveClient client, ConversationId conversation, long after, long readableAfter) {
        clients.follow(client, conversation);
        client.feeds()
                .follow(
                        new ClientFeed(
                                conversation,
                                settings.policyFor(conversation.origin()),
                                after,
                                readableAfter,
                                memory));
    }
}
