package dev.switchboard.application.service.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InMemoryChannelRegistry;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChannelEditsTest {

    private final InMemoryChannelRegistry registry = new InMemoryChannelRegistry();
    private final ChannelEdits edits = new ChannelEdits(registry);
    private final List<Channel> read = new ArrayList<>();

    @Test
    void beginsAnewWithWhatAnotherOneMadeOfTheChannel() {
        Channel first = Seed.channel();
        Channel second = first.withStatus(new ChannelStatus.Disabled("noisy"));
        registry.insert(first);

        Optional<String> outcome =
                edits.attempt(
                        first.id(),
                        channel -> {
                            read.add(channel);
                            registry.replace(second, first.revision());
                            return channel.equals(second) ? "done" : null;
                        });

        assertThat(outcome).contains("done");
        assertThat(read).containsExactly(first, second);
    }

    @Test
    void findsNothingToChangeWhenAnotherOneRemovedTheChannel() {
        Channel channel = Seed.channel();
        registry.insert(channel);

        Optional<String> outcome =
                edits.attempt(
                        channel.id(),
                        found -> {
                            read.add(found);
                            registry.remove(found.id(), found.revision());
                            return null;
                        });

        assertThat(outcome).isEmpty();
        assertThat(read).containsExactly(channel);
    }

    @Test
    void triesNothingOnAnUnknownChannel() {
        assertThat(edits.attempt(Seed.CHANNEL, read::add)).isEmpty();

        assertThat(read).isEmpty();
    }
}
