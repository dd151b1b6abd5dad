package dev.switchboard.bootstrap.e2e.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What supervisors see and do, with consoles of their own.
interface SupervisorStory {

    StaffedHub desk();

    /// The console of a supervisor who is not offered conversations.
    private WireConsole supervisor() {
        WireConsole sue =
                desk().console(Staff.hire(desk().hub(), LiveHub.fresh("sue"), "SUPERVISOR"));
        sue.must("availability.set", "{\"availabilityProfileId\":1,\"availabilityStateId\":2}");
        return sue;
    }

    private static Predicate<JsonNode> shows(String conversation) {
        return wall -> wall.path("chats").valueStream().anyMatch(WireConsole.about(conversation));
    }

    @Test
    default void showsSupervisorsTheWall() {
        try (Somebody user = Somebody.at(desk().hub())) {
            WireConsole sue = supervisor();
            WireConsole ada = desk().agent();
            String chat = user.conversation();
            long version = sue.must("desk.watch", "{}").path("version").asLong();
            user.wantsAPerson();
            JsonNode lease = ada.accept(chat);

            JsonNode shown = sue.await("desk.update", shows(chat));
            ada.must("conversation.end", StaffedHub.chat(chat, lease, "end-1"));
            JsonNode gone =
                    sue.await(
                            "desk.update",
                            wall ->
                                    wall.path("removed")
                                            .path("chats")
                                            .valueStream()
                                            .anyMatch(id -> id.asString().equals(chat)));
            sue.must("desk.unwatch", "{}");

            assertThat(shown.path("version").asLong()).isGreaterThan(version);
            assertThat(gone.path("version").asLong()).isGreaterThan(shown.path("version").asLong());
            assertThat(sue.events("desk.snapshot")).hasSize(1);
            assertThat(shown.toString()).doesNotContain("Hello");
        }
    }

    @Test
    default void refusesAgentsWhatIsForSupervisors() {
        WireConsole ada = desk().agent();

        JsonNode refused = ada.call("desk.watch", "{}");

        assertThat(refused.path("code").asString("")).isEqualTo("FORBIDDEN");
        assertThat(ada.events("desk.snapshot")).isEmpty();
    }
}
