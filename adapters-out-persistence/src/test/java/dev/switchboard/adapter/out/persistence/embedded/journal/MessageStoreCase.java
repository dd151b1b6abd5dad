package dev.switchboard.adapter.out.persistence.embedded.journal;

import static java.util.Objects.requireNonNull;

import dev.switchboard.adapter.out.persistence.embedded.conversation.EmbeddedConversations;
import dev.switchboard.adapter.out.persistence.embedded.conversation.EmbeddedRecentActivity;
import dev.switchboard.adapter.out.persistence.embedded.delivery.EmbeddedBacklog;
import dev.switchboard.adapter.out.persistence.embedded.delivery.EmbeddedDeliveryLog;
import dev.switchboard.adapter.out.persistence.embedded.delivery.EmbeddedHeldMessages;
import dev.switchboard.adapter.out.persistence.embedded.engine.OpenEngine;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.out.store.StorePorts;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The ports of messages on an empty store for each test.
public class MessageStoreCase {

    @TempDir protected Path folder;

    protected final MutableClock clock = new MutableClock();
    final WriterCache cache = new WriterCache();
    private @Nullable OpenEngine open;

    @BeforeEach
    protected void open() {
        open =
                OpenEngine.in(
                        folder.resolve("store"), OpenEngine.sealing(seals(), clock), cache::forget);
    }

    /// Whether texts of people are sealed.
    protected boolean seals() {
        return false;
    }

    @AfterEach
    protected void close() {
        opened().close();
    }

    /// A retention with another step size.
    EmbeddedRetention retention(GenerationPurge.Limits limits, EndedConversation ended) {
        return new EmbeddedRetention(opened().store(), cache, ended, limits);
    }

    GenerationPurge oldGeneration(GenerationPurge.Limits limits) {
        return new GenerationPurge(opened().store(), cache, (_, _) -> {}, limits);
    }

    protected OpenEngine opened() {
        return requireNonNull(open);
    }

    public StorePorts store() {
        Store store = opened().store();
        return new StorePorts(
                new EmbeddedJournal(store, cache, clock),
                new EmbeddedHistory(store, cache),
                new EmbeddedBacklog(store, clock),
                new EmbeddedDeliveryLog(store),
                new EmbeddedConversations(store),
                new EmbeddedRetention(store, cache, (_, _) -> {}),
                new EmbeddedHeldMessages(store),
                new EmbeddedRecentActivity(store));
    }
}
