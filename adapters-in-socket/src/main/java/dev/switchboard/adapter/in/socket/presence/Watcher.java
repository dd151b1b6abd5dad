package dev.switchboard.adapter.in.socket.presence;

/// Somebody's interest in a topic.
public interface Watcher {

    Topic topic();

    /// Passes on what became of the topic. Never waits for the client.
    void deliver(TopicBatch topicBatch);
}
