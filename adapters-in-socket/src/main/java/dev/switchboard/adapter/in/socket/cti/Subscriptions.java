package dev.switchboard.adapter.in.socket.cti;

import dev.switchboard.adapter.in.socket.presence.Board;
import dev.switchboard.adapter.in.socket.presence.Item;
import dev.switchboard.adapter.in.socket.presence.Topic;
import dev.switchboard.application.port.in.presence.WatchPresence;
import dev.switchboard.application.port.in.presence.WatchPresence.Look;
import dev.switchboard.application.port.in.presence.WatchPresence.UnreadLook;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.presence.OrganisationChange.Unread;
import dev.switchboard.domain.presence.UserRef;
import dev.switchboard.domain.presence.Viewer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The subscriptions of one connection. Each begins with a snapshot and passes on exactly the
/// changes after it. Only the connection's own worker subscribes.
final class Subscriptions {

    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

    private final WatchPresence presence;
    private final CtiMetrics metrics;
    private final int most;

    // guarded by this; most connections have few, and many none
    private Map<Topic, Subscription> byTopic = Map.of();
    private boolean over;

    /// @param most the greatest number of subscriptions
    Subscriptions(WatchPresence presence, CtiMetrics metrics, int most) {
        this.presence = presence;
        this.metrics = metrics;
        this.most = most;
    }

    /// The subscriber and the source of changes.
    record Watcher(CtiConnection connection, FrameOutbox outbox, Viewer viewer, Board board) {}

    /// Carries out a client's frame.
    ///
    /// @param answers gets null for each subscription that succeeded, or the reason for its refusal
    void serve(Watcher watcher, ClientFrame frame, Consumer<@Nullable ErrorFrame> answers) {
        switch (frame) {
            case ClientFrame.Subscribe(Topic topic, Long after) -> {
                awaitRoom(watcher);
                answers.accept(subscribe(watcher, topic, after));
            }
            case ClientFrame.Unsubscribe(Topic topic) -> unsubscribe(watcher, topic);
            case ClientFrame.SubscribeUnread(String id, List<String> users) -> {
                awaitRoom(watcher);
                eachUser(id, users, user -> answers.accept(subscribe(watcher, user, id)), answers);
            }
            case ClientFrame.UnsubscribeUnread(String id, List<String> users) ->
                    eachUser(
                            id, users, user -> unsubscribe(watcher, Topic.unreadOf(user)), answers);
            case ClientFrame.Tick _, ClientFrame.Proof _, ClientFrame.Refused _ ->
                    throw new IllegalArgumentException("Served elsewhere");
        }
    }

    /// A client that asks faster than it reads waits here, on a thread that costs nothing.
    private static void awaitRoom(Watcher watcher) {
        try {
            watcher.outbox().awaitRoom();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void eachUser(
            String id,
            List<String> users,
            Consumer<UserRef> work,
            Consumer<@Nullable ErrorFrame> answers) {
        for (String text : new LinkedHashSet<>(users)) {
            UserRef.parse(text)
                    .ifPresentOrElse(work, () -> answers.accept(ErrorFrame.badUser(id, text)));
        }
    }

    /// Subscribes a path, or sends a snapshot again.
    ///
    /// @return the reason for refusing it, or null
    @Nullable ErrorFrame subscribe(Watcher watcher, Topic topic, @Nullable Long after) {
        Subscription known = find(topic);
        if (known == null && isFull()) {
            return ErrorFrame.of(ErrorCode.SUBSCRIPTION_LIMIT, topic);
        }
        Subscription subscription =
                known == null ? new Subscription(watcher.connection(), topic) : known;
        Supplier<Optional<Viewer.Refusal>> looking =
                () ->
                        switch (presence.look(
                                watcher.viewer(),
                                topic.subject(),
                                after,
                                snapshot -> {
                                    watcher.outbox()
                                            .begin(
                                                    subscription,
                                                    snapshot.seq(),
                                                    snapshot.resumed(),
                                                    snapshot.items());
                                    watcher.board().add(subscription);
                                })) {
                            case Look.Snapshot _ -> Optional.empty();
                            case Look.Refused(Viewer.Refusal why) -> Optional.of(why);
                        };
        ErrorCode refused = begin(watcher, subscription, looking);
        return refused == null ? null : ErrorFrame.of(refused, topic);
    }

    /// Subscribes a user's counter, or sends it again.
    ///
    /// @return the reason for refusing it, or null
    @Nullable ErrorFrame subscribe(Watcher watcher, UserRef user, String requestId) {
        Topic topic = Topic.unreadOf(user);
        Subscription known = find(topic);
        if (known == null && isFull()) {
            return ErrorFrame.of(ErrorCode.SUBSCRIPTION_LIMIT, requestId, user.toString());
        }
        Subscription subscription =
                known == null ? new Subscription(watcher.connection(), topic) : known;
        Supplier<Optional<Viewer.Refusal>> looking =
                () ->
                        switch (presence.lookAtUnread(
                                watcher.viewer(),
                                user,
                                snapshot -> {
                                    watcher.outbox()
                                            .begin(subscription, count(snapshot), requestId);
                                    watcher.board().add(subscription);
                                })) {
                            case UnreadLook.Snapshot _ -> Optional.empty();
                            case UnreadLook.Refused(Viewer.Refusal why) -> Optional.of(why);
                        };
        ErrorCode refused = begin(watcher, subscription, looking);
        return refused == null ? null : ErrorFrame.of(refused, requestId, user.toString());
    }

    private static Item.Count count(UnreadLook.Snapshot snapshot) {
        return new Item.Count(
                snapshot.user(),
                snapshot.seq(),
                Unread.Kind.CHANGED,
                snapshot.total(),
                snapshot.version());
    }

    private @Nullable ErrorCode begin(
            Watcher watcher,
            Subscription subscription,
            Supplier<Optional<Viewer.Refusal>> looking) {
        ErrorCode refused;
        try {
            refused = looking.get().map(why -> code(subscription.topic().kind(), why)).orElse(null);
        } catch (StoreUnavailableException _) {
            refused = ErrorCode.UNAVAILABLE;
        } catch (RuntimeException e) {
            LOG.error("A subscription failed", e);
            refused = ErrorCode.SUBSCRIPTION_FAILED;
        }
        boolean stays = refused == null || refused == ErrorCode.UNAVAILABLE;
        boolean known = find(subscription.topic()) == subscription;
        if (refused == null && !known) {
            refused = keep(watcher, subscription) ? null : ErrorCode.SUBSCRIPTION_REVOKED;
        } else if (refused != null && (!known || !stays)) {
            drop(watcher, subscription);
        }
        return refused;
    }

    private static ErrorCode code(Topic.Kind kind, Viewer.Refusal why) {
        boolean group = kind == Topic.Kind.GROUP;
        return switch (why) {
            case FOREIGN_ORG -> ErrorCode.BAD_ORG;
            case DENIED -> group ? ErrorCode.GROUP_DENIED : ErrorCode.USER_DENIED;
            case UNKNOWN -> group ? ErrorCode.BAD_GROUP : ErrorCode.BAD_USER;
        };
    }

    private synchronized @Nullable Subscription find(Topic topic) {
        return byTopic.get(topic);
    }

    private synchronized boolean isFull() {
        return byTopic.size() >= most;
    }

    /// @return false if the topic or the connection has ended since the snapshot
    private boolean keep(Watcher watcher, Subscription subscription) {
        synchronized (this) {
            if (!over && !watcher.outbox().hasEnded(subscription)) {
                if (byTopic.isEmpty()) {
                    byTopic = new HashMap<>(4);
                }
                byTopic.put(subscription.topic(), subscription);
                metrics.subscribed(1);
                return true;
            }
        }
        drop(watcher, subscription);
        return false;
    }

    /// Ends a subscription, which need not have begun.
    ///
    /// @return whether it had begun
    boolean drop(Watcher watcher, Subscription subscription) {
        watcher.board().remove(subscription);
        watcher.outbox().end(subscription);
        synchronized (this) {
            boolean had = !byTopic.isEmpty() && byTopic.remove(subscription.topic(), subscription);
            if (had) {
                metrics.subscribed(-1);
            }
            return had;
        }
    }

    void unsubscribe(Watcher watcher, Topic topic) {
        Subscription known = find(topic);
        if (known != null) {
            drop(watcher, known);
        }
    }

    /// Returns all subscriptions.
    synchronized List<Subscription> all() {
        return List.copyOf(byTopic.values());
    }

    /// Ends all subscriptions and accepts no more.
    void end(Watcher watcher) {
        synchronized (this) {
            over = true;
        }
        all().forEach(subscription -> drop(watcher, subscription));
    }
}
