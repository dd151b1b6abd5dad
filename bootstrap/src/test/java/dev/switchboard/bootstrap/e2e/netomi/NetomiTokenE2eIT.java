package dev.switchboard.bootstrap.e2e.netomi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A hub without a token that the bot accepts. It has one test only, because a refused hub waits
/// for five minutes before it tries again.
class NetomiTokenE2eIT {

    private static final String NO_TOKENS =
            "[{\"on\":\"GENERATE_TOKEN\",\"status\":503,\"repeat\":1000}]";
    private static final String ALL_REFUSED = "[{\"status\":401,\"repeat\":1000}]";

    @Test
    void waitsForOneAndParksNothing(@TempDir Path directory) {
        try (LiveHub hub = LiveHub.open(directory, Map.of(), NO_TOKENS);
                Customer early = Customer.at(hub);
                Customer late = Customer.at(hub)) {
            Answer token = hub.admin().get("/api/netomi/generate-token");
            Answer connection = hub.admin().get("/api/netomi/test-connection");
            Answer queued = early.ask("m-1", "Anybody there?");
            hub.scriptBot("[]");
            early.page().awaitAnswers("You said: Anybody there?");
            Answer minted = hub.admin().get("/api/netomi/generate-token");

            hub.scriptBot(ALL_REFUSED);
            Answer refused = late.ask("m-1", "And now?");
            Answer parked = hub.admin().get("/v1/parked");

            assertUnavailable(token, "error", "Server token not available");
            assertUnavailable(connection, "message", "Token refresh in progress, please retry");
            assertThat(queued.status()).as(queued.body()).isEqualTo(202);
            assertThat(minted.status()).isEqualTo(200);
            assertThat(refused.status()).as(refused.body()).isEqualTo(202);
            assertThat(late.asked()).containsExactly("And now?", "And now?");
            assertThat(late.standing()).isEqualTo("pending");
            assertThat(parked.body()).doesNotContain(late.conversation());
            assertThat(
                            HubClient.strangerAt(hub.process().managementUrl())
                                    .get("/actuator/health")
                                    .text("/status"))
                    .isEqualTo("DEGRADED");
        }
    }

    private static void assertUnavailable(Answer answer, String field, String text) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.text("/" + field)).isEqualTo(text);
    }
}
