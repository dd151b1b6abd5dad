package dev.switchboard.adapter.in.socket.cti;

import dev.switchboard.adapter.in.socket.presence.Topic;
import dev.switchboard.adapter.in.socket.presence.TopicBatch;
import dev.switchboard.adapter.in.socket.presence.Watcher;
import org.jspecify.annotations.Nullable;

/// One connection's subscription of a topic. Guarded by the connection's [FrameOutbox].
final class Subscription implements Watcher {

    private final CtiConnection connection;
    private final Topic topic;

    /// The id of the last request, if requests have ids.
    private String requestId = "";

    /// The `seq` up to which the client's snapshot contains everything.
    private long floor;

    /// The item in the outbox, which newer changes can join.
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

    /// Restarts after a snapshot.
    ///
    /// @param id the id of the request, or empty
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
