package dev.switchboard.bootstrap.e2e.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What an admin says to everybody at the desk.
interface NoticeStory {

    StaffedHub desk();

    private WireConsole console(String role) {
        return desk().console(Staff.hire(desk().hub(), LiveHub.fresh("listener"), role));
    }

    @Test
    default void tellsEveryConsoleWhatAnAdminSaysUntilItIsWithdrawn() {
        List<WireConsole> early = Stream.generate(() -> console("AGENT")).limit(4).toList();
        Instant until = Instant.now().plus(Duration.ofHours(1));
        String notice =
                "{\"level\":\"urgent\",\"text\":\"<b>Down</b>\",\"until\":\"%s\"}".formatted(until);

        Answer said =
                desk().hub()
                        .admin()
                        .post("/v1/notices", notice, "Idempotency-Key", LiveHub.fresh("notice"));
        String id = said.json().path("id").asString();
        Predicate<JsonNode> it = event -> event.path("id").asString("").equals(id);
        early.forEach(console -> console.await("notice", it));
        WireConsole late = console("SUPERVISOR");
        JsonNode heard = late.await("notice", it);
        Answer withdrawn = desk().hub().admin().delete("/v1/notices/" + id);

        assertThat(said.status()).as(said.body()).isEqualTo(201);
        assertThat(heard.path("text").asString("")).isEqualTo("<b>Down</b>");
        assertThat(heard.path("level").asString("")).isEqualTo("urgent");
        assertThat(withdrawn.status()).isEqualTo(204);
        early.forEach(console -> console.await("notice.over", it));
        late.await("notice.over", it);
    }
}
