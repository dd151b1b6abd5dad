package dev.switchboard.scenario.live;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.adapter.out.persistence.embedded.StallingStore;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Lost replies on the embedded store: the append takes longer than its caller's two seconds.
@SuppressWarnings("NullAway.Init") // set before each test
class EmbeddedLostReplyIT implements LostReplyStories {

    @TempDir Path folder;

    private StallingStore store;
    private LiveWorld world;
    private LiveHub hub;

    @BeforeEach
    void open() {
        store = StallingStore.in(folder.resolve("store"));
        world = new LiveWorld(store.ports());
        hub = new LiveHub(world);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    public LiveWorld world() {
        return world;
    }

    @Override
    public LiveHub hub() {
        return hub;
    }

    @Override
    public void losesTheReplyTo(Runnable append) {
        CompletableFuture<Void> call = store.storesLate(append);

        assertThatThrownBy(call::join).hasCauseInstanceOf(StoreUnavailableException.class);
    }

    @Override
    public void takesNothingWhile(Runnable acknowledged) {
        store.takesNothingWhile(acknowledged);
    }
}
