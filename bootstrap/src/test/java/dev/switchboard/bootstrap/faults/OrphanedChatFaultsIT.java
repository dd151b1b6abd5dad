package dev.switchboard.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// A hub is killed while it opens chats at a healthy but slow desk.
@Tag("faults")
@Tag("long-kills")
@Isolated
class OrphanedChatFaultsIT {

    private static final int CHATS = 8;

    /// The lease of a chat that is being opened, and a margin for a busy machine.
    private static final Duration TAKEN_OVER_WITHIN = Duration.ofSeconds(40);

    private static final String SLOW =
            """
            [{"match":{"method":"POST"},"times":1000,"action":{"delayMs":5000}}]\
            """;

    @TempDir Path directory;

    @Test
    void opensItsChatsWhenItIsBackAndThoseOfOthersAtOnce() {
        try (LiveHub hub =
                LiveHub.open(
                        directory, Map.of("SWITCHBOARD_SALESFORCE_TOKENS_PER_MINUTE", "100000"))) {
            HubClient bot = hub.stranger().logIn("yalo", "demo-password-of-the-bot");
            HubClient desk = HubClient.strangerAt(hub.simulated());
            desk.put("/sim/salesforce/script", SLOW);
            List<Thread> asking =
                    IntStream.range(0, CHATS)
                            .mapToObj(i -> Thread.ofVirtual().start(() -> dies(bot, i)))
                            .toList();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> bot.get("/v1/chats/" + user(CHATS - 1)).status() == 200);
            hub.process().kill();
            asking.forEach(OrphanedChatFaultsIT::join);
            desk.put("/sim/salesforce/script", "[]");
            hub.process().start();
            long ready = System.nanoTime();

            Answer stranger = connect(bot, CHATS);
            await().atMost(TAKEN_OVER_WITHIN)
                    .untilAsserted(() ->
                            assertThat(IntStream.range(0, CHATS))
                                    .allSatisfy(i ->
                                            assertThat(connect(bot, i).status()).isEqualTo(200)));

            assertThat(stranger.status()).as(stranger.body()).isEqualTo(200);
            System.out.printf(
                    "| %d orphaned chats | all answered 200 after %.1f s |%n",
                    CHATS, (System.nanoTime() - ready) / 1e9);
        }
    }

    private static void dies(HubClient bot, int number) {
        try {
            connect(bot, number);
        } catch (UncheckedIOException _) {
            // as intended
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String user(int number) {
        return "52173399%05d".formatted(number);
    }

    private static Answer connect(HubClient bot, int number) {
        return bot.post(
                "/v1/chats/connect",
                """
                {"userID":"%s","botSlug":"shop-bot","botId":"b-1","name":"User","provider":"whatsapp",
                 "email":"u@example.com","extraData":{"source_flow_bot":"SALESFORCE"}}\
                """
                        .formatted(user(number)),
                "Idempotency-Key",
                "orphan-" + number);
    }
}
