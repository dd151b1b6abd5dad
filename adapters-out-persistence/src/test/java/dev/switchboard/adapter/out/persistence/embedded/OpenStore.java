package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.adapter.out.persistence.embedded.conversation.EmbeddedConversations;
import dev.switchboard.adapter.out.persistence.embedded.conversation.EmbeddedRecentActivity;
import dev.switchboard.adapter.out.persistence.embedded.delivery.EmbeddedBacklog;
import dev.switchboard.adapter.out.persistence.embedded.delivery.EmbeddedDeliveryLog;
import dev.switchboard.adapter.out.persistence.embedded.delivery.EmbeddedHeldMessages;
import dev.switchboard.adapter.out.persistence.embedded.engine.OpenEngine;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.journal.EmbeddedHistory;
import dev.switchboard.adapter.out.persistence.embedded.journal.EmbeddedJournal;
import dev.switchboard.adapter.out.persistence.embedded.journal.EmbeddedRetention;
import dev.switchboard.adapter.out.persistence.embedded.journal.WriterCache;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.store.StorePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.util.unit.DataSize;

/// A store in its own data directory, wired by the configuration.
record OpenStore(
        DataDirectory directory,
        WriterCache cache,
        OpenEngine engine,
        EmbeddedStoreHealth health,
        Clock clock)
        implements AutoCloseable {

    static OpenStore in(Path path) {
        return in(path, Clock.systemUTC());
    }

    static OpenStore in(Path path, Clock clock) {
        return in(path, clock, OpenEngine.KEY_ID);
    }

    static OpenStore in(Path path, Clock clock, String keyId) {
        DataDirectory directory = DataDirectory.claim(path);
        WriterCache cache = new WriterCache();
        OpenEngine engine = OpenEngine.in(directory.store(), keyId, cache::forget);
        DiskFloor floor = DiskFloor.under(path, DataSize.ofBytes(0));
        EmbeddedStoreHealth health =
                new EmbeddedStoreHealth(engine.gate(), engine.store(), floor, clock);
        return new OpenStore(directory, cache, engine, health, clock);
    }

    Journal journal() {
        return new EmbeddedJournal(engine.store(), cache, clock);
    }

    StorePorts ports() {
        Store store = engine.store();
        return new StorePorts(
                journal(),
                new EmbeddedHistory(store, cache),
                new EmbeddedBacklog(store, clock),
                new EmbeddedDeliveryLog(store),
                new EmbeddedConversations(store),
                new EmbeddedRetention(store, cache, (_, _) -> {}),
                new EmbeddedHeldMessages(store),
                new EmbeddedRecentActivity(store));
    }

    @Override
    public void close() throws IOException {
        engine.close();
        directory.close();
    }
}
