package dev.switchboard.adapter.in.socket.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    /// A monotonic clock may start anywhere, and overflow.
    private static final long START = Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();

    private final Heartbeat heartbeat = new Heartbeat(EngineSettings.Timing.defaults(), START);

    @Test
    void asksForAPingOnce() {
        assertThat(heartbeat.mustPing(after(24.9))).isFalse();
        assertThat(heartbeat.mustPing(after(25))).isTrue();
        assertThat(heartbeat.mustPing(after(26))).isFalse();
    }

    @Test
    void startsAnewWithAPong() {
        heartbeat.mustPing(after(25));
        heartbeat.answered(after(30));

        assertThat(heartbeat.mustPing(after(54.9))).isFalse();
        assertThat(heartbeat.mustPing(after(55))).isTrue();
        assertThat(heartbeat.isOver(after(114.9))).isFalse();
        assertThat(heartbeat.isOver(after(115))).isTrue();
    }

    @Test
    void endsWithoutAPongEvenIfThePingIsLate() {
        assertThat(heartbeat.isOver(after(84.9))).isFalse();
        assertThat(heartbeat.isOver(after(85))).isTrue();
    }

    private static long after(double seconds) {
        return START + (long) (seconds * 1e9);
    }
}
