package dev.switchboard.application.port.out.live;

/// Carries hints between hubs, and keeps nothing: a hint that is not heard at once is lost.
///
/// **Ordered.** A hub that hears hints of another one hears those of a topic in the order in which
/// they were published, except while the topic moves from one server to another.
public interface HintLine extends AutoCloseable {

    /// The line of hubs that have none: each hint is lost.
    HintLine NONE =
            new HintLine() {
                @Override
                public void open(HintListener listener) {}

                @Override
                public void publish(String topic, byte[] hint) {}

                @Override
                public void follow(String topic) {}

                @Override
                public boolean hearsAll() {
                    return false;
                }

                @Override
                public void leave(String topic) {}

                @Override
                public void close() {}
            };

    /// Connects in the background, for as long as it takes. Called once, before anything else.
    void open(HintListener listener);

    /// Sends a hint to all hubs that follow the topic, this one among them. Never blocks and never
    /// throws.
    void publish(String topic, byte[] hint);

    /// Asks for the hints of a topic. Never blocks: [HintListener#follows] tells from when on they
    /// are heard.
    void follow(String topic);

    /// Whether hints of all followed topics are heard, as far as this line knows.
    boolean hearsAll();

    /// Asks for no more hints of a topic.
    void leave(String topic);

    @Override
    void close();
}
