package dev.switchboard.bootstrap.e2e.live;

import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.switchboard.bootstrap.e2e.agent.ColleaguesStory;
import dev.switchboard.bootstrap.e2e.agent.SalesforceStory;
import dev.switchboard.bootstrap.e2e.netomi.BotAccessStories;
import dev.switchboard.bootstrap.e2e.netomi.BotFaultStories;
import dev.switchboard.bootstrap.e2e.netomi.BotStories;
import dev.switchboard.bootstrap.e2e.pega.PegaAccessStories;
import dev.switchboard.bootstrap.e2e.pega.PegaStories;
import dev.switchboard.bootstrap.e2e.presence.WatchStories;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// The stories of the bot, of the desk, of Salesforce, of watchers, and of agents who are users of
/// an organisation, with their requests, pages, phones and consoles at random over two hubs that
/// share a MongoDB and hear each other's hints. Their timeouts are those of [SharedLiveHub].
@Order(2)
@TestInstance(Lifecycle.PER_CLASS)
class SharedConversationsE2eIT
        implements BotStories,
                BotFaultStories,
                BotAccessStories,
                PegaStories,
                PegaAccessStories,
                SalesforceStory,
                WatchStories,
                ColleaguesStory {

    private final SharedServers servers = new SharedServers(new MemoryBackend());
    private LiveHub hub;

    @BeforeAll
    void open(@TempDir Path directory, @TempDir Path second) {
        Map<String, String> settings = new HashMap<>(SharedLiveHub.SETTINGS);
        settings.putAll(servers.settings());
        settings.put("SWITCHBOARD_YALO_LOCALE", "es");
        hub = LiveHub.withTwin(directory, second, settings);
    }

    @AfterAll
    void close() {
        hub.close();
        servers.close();
    }

    @Override
    public LiveHub hub() {
        return hub;
    }
}
