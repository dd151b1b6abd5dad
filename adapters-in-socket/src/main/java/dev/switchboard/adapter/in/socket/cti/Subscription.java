package dev.switchboard.adapter.in.socket.cti;

import dev.switchboard.adapter.in.socket.presence.Topic;
import dev.switchboard.adapter.in.socket.presence.TopicBatch;
import dev.switchboard.adapter.in.socket.presence.Watcher;
import org.jspecify.annotations.Nullable;

/// One connection's interest in a topic. Guarded by the connection's [FrameOutbox].
final class Subscription implements Watcher {

    private final CtiConnection connection;
    private final Topic topic;

    /// Of the request that asked last, where requests have ids.
    private String requestId = "";

    /// What the client knows already: everything up to here was in its snapshot.
    private long floor;

    /// What waits in the outbox, so that newer items can join it.
    private OutboxItem.@Nullable Updates waiting;

    private boolean ended;

    Subscription(CtiConnection connection, Topic topic) {
        this.connection = connection;
        this.topic = topic;
    }

    @Override
    public Topic topic() {
        return topic;
    }

    String requestId() {
        return requestId;
    }

    long floor() {
        return floor;
    }

    /// What comes from here on follows a snapshot.
    ///
    /// @param id of the request that asked for it, or empty
    void startAt(long seq, String id) {
        floor = seq;
        waiting = null;
        requestId = id;
    }

    OutboxItem.@Nullable Updates waiting() {
        return waiting;
    }

    void waitsIn(OutboxItem.@Nullable Updates updates) {
        waiting = updates;
    }

    boolean hasEnded() {
        return ended;
    }

    void end() {
        ended = true;
        waiting = null;
    }

    @Override
    public void deliver(TopicBatch topicBatch) {
        connection.deliver(this, topicBatch);
    }
}
