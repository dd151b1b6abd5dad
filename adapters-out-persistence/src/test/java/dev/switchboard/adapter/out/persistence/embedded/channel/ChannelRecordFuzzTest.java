package dev.switchboard.adapter.out.persistence.embedded.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.keys.TestKeys;
import dev.switchboard.application.fakes.QuietLog;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.fuzz.Fuzz;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A channel is read as it was written, or harms only itself.
@ExtendWith(QuietLog.class)
class ChannelRecordFuzzTest {

    private final ChannelRecord record = new ChannelRecord(TestKeys.cipher());

    @Test
    void isReadAsItWasWritten() {
        Fuzz.of("records of channels")
                .seeds(record.write(Seed.channel()))
                .inputs(5_000)
                .bytes(value -> {
                    Optional<Channel> channel = record.read(Seed.CHANNEL, value);
                    channel.ifPresent(read ->
                            assertThat(record.read(Seed.CHANNEL, record.write(read)))
                                    .contains(read));
                    return channel.isPresent();
                });
    }
}
