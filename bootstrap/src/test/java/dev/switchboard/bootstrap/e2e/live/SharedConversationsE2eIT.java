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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// The stories of the bot, of the desk, of Salesforce, of watchers, and of agents who are users of
/// an organisation, with their requests, pages, phones and consoles at random over two hubs that
/// share a MongoDB and hear each other's hints.
@Tag("nightly")
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

    /// Timeouts of seconds, and longer than at one hub: a request crosses both, and their MongoDB
    /// is in this process.
    private static final Map<String, String> SETTINGS =
            Map.of(
                    "SWITCHBOARD_YALO_LOCALE", "es",
                    "SWITCHBOARD_NETOMI_ALLOWED_ORIGINS", LiveHubPool.LISTED_PAGE,
                    "ALLOWED_ORIGIN", LiveHubPool.LISTED_PAGE,
                    "SWITCHBOARD_NETOMI_SYNC_WAIT", "6s",
                    "SWITCHBOARD_NETOMI_REQUEST_TIMEOUT", "8s",
                    "SWITCHBOARD_NETOMI_ACK_TIMEOUT", "5s",
                    "SWITCHBOARD_PEGA_ACK_TIMEOUT", "4s",
                    "SWITCHBOARD_PEGA_NOTIFY_AFTER", "8s");

    private final SharedServers servers = new SharedServers(new MemoryBackend());
    private LiveHub hub;

    @BeforeAll
    void open(@TempDir Path directory, @TempDir Path second) {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.putAll(servers.settings());
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
