package dev.switchboard.adapter.out.persistence.embedded.channel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.adapter.out.persistence.keys.TestKeys;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.channel.ChannelRegistryContract;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.channel.ChannelFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EmbeddedChannelRegistryIT extends EngineCase implements ChannelRegistryContract {

    private static final ChannelFilter NONE = new ChannelFilter.Or(List.of());

    // one instance for all callers of a test, as in a hub
    private @Nullable ChannelRegistry registry;

    @Override
    public synchronized ChannelRegistry registry() {
        ChannelRegistry open =
                registry == null ? registry(Clock.fixed(Seed.NOW, ZoneOffset.UTC)) : registry;
        registry = open;
        return open;
    }

    private ChannelRegistry registry(Clock clock) {
        return new EmbeddedChannelRegistry(
                engine(), TestKeys.cipher(), clock, Duration.ofSeconds(2));
    }

    @Test
    void looksAtEveryChannelForAFilterThatNothingMatches() {
        IntStream.range(0, 450).forEach(i -> registry().insert(Seed.channel("c" + i)));

        assertThat(registry().query(NONE, null, 10)).isEmpty();
        assertThat(registry().query(ChannelFilter.ALL, null, 1001)).hasSize(450);
    }

    @Test
    void refusesAQueryThatTakesTooLong() {
        IntStream.range(0, 10).forEach(i -> registry().insert(Seed.channel("c" + i)));
        AtomicInteger readings = new AtomicInteger();
        InstantSource slow = () -> Seed.NOW.plusSeconds(readings.getAndIncrement());

        assertThatThrownBy(() -> registry(slow.withZone(ZoneOffset.UTC)).query(NONE, null, 10))
                .isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void showsAChangeInTheNextQuery() {
        registry().insert(Seed.channel("a"));
        registry().insert(Seed.channel("b"));
        assertThat(registry().query(ChannelFilter.ALL, null, 10)).hasSize(2);

        registry().remove(Seed.channel("a").id(), 1);

        assertThat(registry().query(ChannelFilter.ALL, null, 10))
                .containsExactly(Seed.channel("b"));
    }

    @Test
    void skipsAChannelThatCannotBeRead() {
        registry().insert(Seed.channel("damaged"));
        registry().insert(Seed.channel("sound"));
        damage(Table.CHANNEL, "damaged");

        ChannelRegistry restarted = registry(Clock.fixed(Seed.NOW, ZoneOffset.UTC));
        assertThat(restarted.query(ChannelFilter.ALL, null, 10))
                .containsExactly(Seed.channel("sound"));
        assertThat(restarted.find(Seed.channel("damaged").id())).isEmpty();
    }

    @Test
    void keepsSecretsUnreadableInTheFiles() throws IOException {
        registry().insert(Seed.channel());

        close();

        assertThat(files()).contains("slack-sim").doesNotContain("whsec_");
    }

    private String files() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(dataDir.resolve(STORE))) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file, ISO_8859_1));
            }
        }
        return all.toString();
    }
}
