package dev.switchboard.bootstrap.e2e.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.mongo.engine.Collections;
import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.HubProcess;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.SharedServers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands that an answer of the bot costs the store, from the webhook until its page has it:
/// hubs that share ask for none more than a hub alone, whichever of them is called.
@Tag("nightly")
class SharedCommandsE2eIT {

    private static final int ANSWERS = 100;

    /// One command more for each answer would be this many times as much.
    private static final int FEW = ANSWERS / 4;

    /// What belongs to a message, as opposed to what hubs ask for by the clock.
    private static final Set<String> OF_MESSAGES =
            Set.of(
                    Collections.JOURNAL,
                    Collections.TRACES,
                    Collections.ACTIVITY,
                    Collections.CLAIMS,
                    Collections.AGENT_SESSIONS,
                    Collections.WAITING_PARTS);

    @Test
    void areNoMoreThanOfAHubAlone(@TempDir Path alone, @TempDir Path first, @TempDir Path second) {
        int ofOneAlone = ofOneAlone(alone);
        CountedStore store = new CountedStore();
        try (SharedServers servers = new SharedServers(store.backend());
                LiveHub hub = LiveHub.withTwin(first, second, servers.settings())) {
            int atTheOwner = cost(store, hub, hub.process());
            int atTheOther = cost(store, hub, hub.twin().orElseThrow());

            System.out.printf(
                    "commands of %d answers: %d alone, %d at the owner, %d at the other hub%n",
                    ANSWERS, ofOneAlone, atTheOwner, atTheOther);
            assertThat(atTheOwner).isLessThan(ofOneAlone + FEW);
            assertThat(atTheOther).isLessThan(ofOneAlone + FEW);
        }
    }

    private static int ofOneAlone(Path directory) {
        CountedStore store = new CountedStore();
        try (SharedServers servers = new SharedServers(store.backend());
                LiveHub hub =
                        LiveHub.open(
                                directory,
                                Map.of(
                                        "SWITCHBOARD_MONGODB_URI",
                                        servers.settings().get("SWITCHBOARD_MONGODB_URI"),
                                        "SWITCHBOARD_MASTER_KEY",
                                        HubProcess.MASTER_KEY))) {
            return cost(store, hub, hub.process());
        }
    }

    private static int ofMessages(CountedStore store) {
        return store.commands().entrySet().stream()
                .filter(counted -> OF_MESSAGES.contains(counted.getKey().collection()))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /// @param at the hub that the bot calls; the page is at the owner of its conversation
    private static int cost(CountedStore store, LiveHub hub, HubProcess at) {
        String conversation = hub.ownName("counted");
        HubClient bot = HubClient.strangerAt(at.url());
        try (WirePage page = WirePage.at(hub.process().url(), hub.begin(conversation))) {
            say(bot, conversation, page, 1);
            int before = ofMessages(store);

            for (int number = 2; number <= ANSWERS + 1; number++) {
                say(bot, conversation, page, number);
            }
            return ofMessages(store) - before;
        }
    }

    private static void say(HubClient bot, String conversation, WirePage page, int number) {
        String body =
                """
                {"requestId":"%s","requestPayload":{"conversationId":"%s"},"response":{"text":"%d"}}\
                """
                        .formatted(UUID.randomUUID(), conversation, number);
        Answer answer = bot.post("/webhook/netomi", body, LiveHub.proof(body));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        page.awaitUpdates(number);
    }
}
