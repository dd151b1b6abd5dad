package dev.switchboard.bootstrap.e2e.pega;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.Page;
import dev.switchboard.bootstrap.e2e.live.Visitor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The life of a customer's claim, on a hub that forgets owners within seconds.
class ClaimE2eIT {

    private static final Duration TTL = Duration.ofSeconds(6);
    private static final Duration LONGER = TTL.plusSeconds(2);

    @Test
    void outlivesItsTimeWhileItsOwnerIsThereAndLapsesThen(@TempDir Path directory) {
        Map<String, String> settings = Map.of("SWITCHBOARD_PEGA_CLAIM_TTL", TTL.toString());
        try (LiveHub hub = LiveHub.open(directory, settings);
                Page stranger = Page.at(hub, Map.of())) {
            try (Visitor owner = Visitor.at(hub)) {
                owner.say("m-1", "mine");
                owner.page().awaitDeskTexts("You said: mine");

                await().pollInterval(Duration.ofMillis(500))
                        .during(LONGER)
                        .atMost(LONGER.multipliedBy(4))
                        .until(() -> !takes(stranger, owner.id()));

                takesOnceItsOwnerIsGone(stranger, owner);
            }
            assertThat(stranger.deskTexts()).doesNotContain("You said: mine");
        }
    }

    private static void takesOnceItsOwnerIsGone(Page stranger, Visitor owner) {
        owner.close();
        await().atMost(LONGER.multipliedBy(4)).until(() -> takes(stranger, owner.id()));
    }

    private static boolean takes(Page stranger, String customer) {
        return stranger.clientMessage(customer, "m-2", "mine now").path("ok").asBoolean();
    }
}
