package dev.switchboard.adapter.in.socket.presence;

/// A subscriber of a topic.
public interface Watcher {

    Topic topic();

    /// Passes a batch on. Never waits for the client.
    void deliver(TopicBatch topicBatch);
}
