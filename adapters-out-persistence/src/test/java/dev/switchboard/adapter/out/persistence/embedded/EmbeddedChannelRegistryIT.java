package dev.switchboard.adapter.out.persistence.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.adapter.out.persistence.keys.TestKeys;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.channel.ChannelRegistryContract;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.channel.ChannelFilter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmbeddedChannelRegistryIT extends EmbeddedStoreCase implements ChannelRegistryContract {

    private static final ChannelFilter NONE = new ChannelFilter.Or(List.of());

    @Override
    public ChannelRegistry registry() {
        return new EmbeddedChannelRegistry(
                opened().store(), TestKeys.cipher(), clock, Duration.ofSeconds(2));
    }

    @Test
    void looksAtEveryChannelForAFilterThatNothingMatches() {
        IntStream.range(0, 450).forEach(i -> registry().insert(Seed.channel("c" + i)));

        assertThat(registry().query(NONE, null, 10)).isEmpty();
        assertThat(registry().query(ChannelFilter.ALL, null, 1001)).hasSize(450);
    }

    @Test
    void refusesAQueryThatTakesTooLong() {
        IntStream.range(0, 450).forEach(i -> registry().insert(Seed.channel("c" + i)));
        clock.moveWithEachReading(Duration.ofMillis(1500));

        assertThatThrownBy(() -> registry().query(NONE, null, 10))
                .isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void keepsSecretsUnreadableInTheFile() throws Exception {
        registry().insert(Seed.channel());

        close();

        String file =
                Files.readString(dataDir.resolve("switchboard.db"), StandardCharsets.ISO_8859_1);
        assertThat(file).contains("slack-sim").doesNotContain("whsec_");
    }
}
