package dev.switchboard.application.port.out.live;

/// Hears what a [line][HintLine] carries. Must not block.
public interface HintListener {

    void heard(String topic, byte[] hint);

    /// From now on, all hints of a topic are heard. Called again after each interruption.
    void follows(String topic);

    /// Hints may have been lost: those that this hub published, or those of others.
    void interrupted();
}
