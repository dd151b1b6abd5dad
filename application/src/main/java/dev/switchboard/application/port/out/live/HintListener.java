package dev.switchboard.application.port.out.live;

/// Hears what a [line][HintLine] carries. Must not block.
public interface HintListener {

    void heard(String topic, byte[] hint);

    /// All hints of a topic are heard from now on. Called again after each interruption.
    void follows(String topic);

    /// Hints may have been lost: those that this hub published, or those of others.
    void interrupted();
}
