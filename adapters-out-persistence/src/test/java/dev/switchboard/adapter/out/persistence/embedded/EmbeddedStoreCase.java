package dev.switchboard.adapter.out.persistence.embedded;

import static java.util.Objects.requireNonNull;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.store.StorePorts;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// An empty store for each test.
class EmbeddedStoreCase {

    @TempDir Path dataDir;

    final MovableClock clock = new MovableClock(Seed.NOW);

    private @Nullable OpenStore open;

    @BeforeEach
    void open() {
        open = OpenStore.in(dataDir, clock);
    }

    @AfterEach
    void close() throws IOException {
        opened().close();
    }

    OpenStore opened() {
        return requireNonNull(open);
    }

    public StorePorts store() {
        return opened().ports();
    }
}
