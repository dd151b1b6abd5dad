package dev.switchboard.bootstrap.e2e.agent;

import static dev.switchboard.bootstrap.e2e.agent.StaffedHub.chat;
import static dev.switchboard.bootstrap.e2e.agent.StaffedHub.text;
import static dev.switchboard.bootstrap.e2e.agent.SupervisorStory.TO_QUEUE;
import static dev.switchboard.bootstrap.e2e.agent.SupervisorStory.directive;
import static dev.switchboard.bootstrap.e2e.agent.SupervisorStory.emptying;
import static dev.switchboard.bootstrap.e2e.agent.SupervisorStory.ranking;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.presence.Office;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A supervisor decides, and the hub is killed before the answer or after it. The supervisor asks
/// again with the same id.
public interface KilledSupervisionStory {

    LiveHub hub();

    @Test
    @Tag("nightly")
    default void carriesOutWhatASupervisorDecidesOnceWhenTheHubIsKilled() {
        Office office = Office.at(hub());
        try (Somebody user = Somebody.at(hub());
                WireConsole sue = console(office.token("SUPERVISOR", 8));
                WireConsole ada = console(office.token("AGENT", 7))) {
            String chat = user.conversation();
            sue.must("availability.set", ColleaguesStory.state(2));
            ada.must("availability.set", ColleaguesStory.state(2));
            user.wantsAPerson();
            JsonNode waits = SupervisorStory.waiting(sue, chat);

            JsonNode ranked =
                    inSpiteOfAKill(sue, "handoff.prioritise", ranking(waits, "p-1", "urgent"));
            ada.resume();
            ada.must("availability.set", ColleaguesStory.state(1));
            JsonNode first = ada.accept(chat);
            JsonNode taken =
                    inSpiteOfAKill(
                            sue,
                            "conversation.take",
                            directive(chat, seen(ada.await("context.snapshot", chat)), "t-1"));
            ada.resume();
            JsonNode late = ada.call("message.send", chat(chat, first, "m-1", text("Mine?")));
            sue.must("message.send", chat(chat, taken.path("lease"), "m-2", text("Ours")));
            JsonNode assigned =
                    inSpiteOfAKill(
                            sue,
                            "conversation.assign",
                            directive(chat, seen(taken), "a-1", TO_QUEUE));
            ada.resume();
            ada.accept(chat);
            inSpiteOfAKill(sue, "agent.empty", emptying(ada.agentId(), "e-1"));
            ada.resume();

            assertThat(ranked.path("version").asLong())
                    .isEqualTo(waits.path("version").asLong() + 1);
            assertThat(assigned.path("version").asLong())
                    .isEqualTo(taken.at("/lease/version").asLong() + 1);
            assertThat(late.path("code").asString("")).isIn("LEASE_LOST", "NOT_FOUND");
            assertThat(ada.events("agent.ready").getLast().path("leases")).isEmpty();
            JsonNode read =
                    sue.must(
                            "context.get",
                            "{\"conversationId\":\"%s\",\"limit\":200}".formatted(chat));
            assertRecorded(read, "handoff_prioritised", 1);
            assertRecorded(read, "handoff_taken", 1);
            assertRecorded(read, "handoff_assigned", 2);
            assertThat(user.reads()).contains("Ours").doesNotContain("Mine?");
        }
    }

    private WireConsole console(String token) {
        return WireConsole.at(hub().process().url(), token);
    }

    /// The answer to the command that is repeated after the kill.
    private JsonNode inSpiteOfAKill(WireConsole console, String event, String command) {
        var _ = console.callSoon(event, command);
        hub().process().kill();
        hub().process().start();
        console.resume();
        console.must(event, command);
        return console.must(event, command);
    }

    /// The handoff that an agent has, as consoles name it.
    private static JsonNode seen(JsonNode held) {
        ObjectNode seen = held.deepCopy().asObject();
        return seen.put("version", held.at("/lease/version").asLong());
    }

    private static void assertRecorded(JsonNode read, String event, int times) {
        assertThat(read.path("messages").valueStream())
                .filteredOn(message -> message.at("/raw/event").asString("").equals(event))
                .as(event)
                .hasSize(times);
    }
}
