package dev.switchboard.bootstrap.e2e.agent;

import static dev.switchboard.bootstrap.e2e.agent.StaffedHub.chat;
import static dev.switchboard.bootstrap.e2e.agent.StaffedHub.text;
import static dev.switchboard.bootstrap.e2e.agent.StaffedHub.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What supervisors see and do, with consoles of their own.
interface SupervisorStory {

    /// Of a handoff that is none.
    JsonNode NO_STEP =
            JsonNodeFactory.instance
                    .objectNode()
                    .put("handoffId", "ho_" + "0".repeat(24))
                    .put("version", 1);

    String TO_QUEUE = "\"to\":{\"queueId\":\"default\"}";

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

    /// @param seen a step of the handoff, with its id and version
    static String directive(String conversation, JsonNode seen, String id, String... more) {
        return "{\"conversationId\":\"%s\",\"handoffId\":\"%s\",\"version\":%d,\"id\":\"%s\"%s}"
                .formatted(
                        conversation,
                        seen.path("handoffId").asString(),
                        seen.path("version").asLong(),
                        id,
                        more.length == 0 ? "" : "," + String.join(",", more));
    }

    /// The conversation as it is on the wall now.
    private static JsonNode line(WireConsole supervisor, String conversation) {
        return supervisor
                .await("desk.update", shows(conversation))
                .path("chats")
                .valueStream()
                .filter(WireConsole.about(conversation))
                .findFirst()
                .orElseThrow();
    }

    @Test
    default void letsASupervisorTakeAConversationOver() {
        try (Somebody user = Somebody.at(desk().hub())) {
            WireConsole sue = supervisor();
            WireConsole ada = desk().agent();
            String chat = user.conversation();
            sue.must("desk.watch", "{}");
            user.wantsAPerson();
            JsonNode before = ada.accept(chat);
            JsonNode seen = line(sue, chat);
            String take = directive(chat, seen, "t-1", "\"note\":\"she is a friend\"");

            JsonNode taken = sue.must("conversation.take", take);
            JsonNode lost = ada.await("lease.lost", chat);
            JsonNode late = ada.call("message.send", chat(chat, before, "m-1", text("Wait")));
            JsonNode again = sue.must("conversation.take", take);
            JsonNode reused = sue.call("conversation.take", directive(chat, seen, "t-1"));
            JsonNode stale = sue.call("conversation.take", directive(chat, seen, "t-2"));
            sue.await("context.snapshot", chat);
            user.says("Who are you?");
            sue.awaitTexts(chat, "Who are you?");
            sue.must("message.send", chat(chat, taken.path("lease"), "m-2", text("I am Sue")));
            user.customer().page().awaitAnswers("You said: Hello", "", "I am Sue");
            sue.must("conversation.end", chat(chat, taken.path("lease"), "e-1"));

            assertThat(lost.path("reason").asString("")).isEqualTo("taken");
            assertThat(lost.path("leaseId")).isEqualTo(before.path("leaseId"));
            assertThat(late.path("code").asString("")).isEqualTo("LEASE_LOST");
            assertThat(again.at("/lease/leaseId")).isEqualTo(taken.at("/lease/leaseId"));
            assertThat(reused.path("code").asString("")).isEqualTo("ID_REUSED");
            assertThat(stale.path("code").asString("")).isEqualTo("VERSION");
            assertThat(sue.call("conversation.take", directive(chat, seen, "t-3")).path("code"))
                    .hasToString("\"GONE\"");
            assertThat(user.hears()).noneMatch(it -> it.contains("friend") || it.contains("Wait"));
            assertThat(user.reads()).contains("handoff_taken").doesNotContain("friend");
            assertThat(
                            desk().hub()
                                    .admin()
                                    .get("/v1/audit?action=conversation.take&target=" + chat)
                                    .body())
                    .contains("\"outcome\":\"done\"");
        }
    }

    @Test
    default void letsASupervisorAssignAConversation() {
        try (Somebody user = Somebody.at(desk().hub())) {
            WireConsole sue = supervisor();
            WireConsole ada = desk().agent();
            WireConsole bob = desk().agent();
            String chat = user.conversation();
            sue.must("desk.watch", "{}");
            user.wantsAPerson();
            JsonNode mine = ada.accept(chat);
            JsonNode seen = line(sue, chat);
            JsonNode before = seen.deepCopy().asObject().put("version", 1);
            String toBob = "\"to\":{\"agentId\":\"%s\"}".formatted(bob.agentId());
            String assign = directive(chat, seen, "a-1", toBob, "\"note\":\"Bob knows her\"");

            JsonNode stale =
                    sue.call("conversation.assign", directive(chat, before, "a-0", TO_QUEUE));
            JsonNode nobody =
                    sue.call(
                            "conversation.assign",
                            directive(chat, seen, "a-0", "\"to\":{\"agentId\":\"nobody\"}"));
            JsonNode assigned = sue.must("conversation.assign", assign);
            JsonNode lost = ada.await("lease.lost", chat);
            bob.accept(chat);
            JsonNode again = sue.must("conversation.assign", assign);

            assertThat(stale.path("code").asString("")).isEqualTo("VERSION");
            assertThat(nobody.path("code").asString("")).isEqualTo("NO_TARGET");
            assertThat(assigned.path("version").asLong())
                    .isEqualTo(seen.path("version").asLong() + 1);
            assertThat(again).isEqualTo(assigned);
            assertThat(lost.path("leaseId")).isEqualTo(mine.path("leaseId"));
            assertThat(lost.path("reason").asString("")).isEqualTo("taken");
            assertThat(texts(bob.await("context.snapshot", chat))).contains("Bob knows her");
            assertThat(user.reads()).contains("handoff_assigned").doesNotContain("Bob knows her");
        }
    }

    static String emptying(String agent, String id) {
        return "{\"agentId\":\"%s\",\"id\":\"%s\",%s}".formatted(agent, id, TO_QUEUE);
    }

    @Test
    default void letsASupervisorEmptyAnAgent() {
        try (Somebody first = Somebody.at(desk().hub());
                Somebody second = Somebody.at(desk().hub())) {
            WireConsole sue = supervisor();
            WireConsole ada = desk().agent();
            for (Somebody user : List.of(first, second)) {
                user.wantsAPerson();
                ada.accept(user.conversation());
            }
            ada.must("availability.set", "{\"availabilityProfileId\":1,\"availabilityStateId\":2}");

            JsonNode emptied = sue.must("agent.empty", emptying(ada.agentId(), "e-1"));
            JsonNode again = sue.must("agent.empty", emptying(ada.agentId(), "e-1"));
            ada.await("lease.lost", first.conversation());
            ada.await("lease.lost", second.conversation());
            WireConsole bob = desk().agent();
            bob.accept(first.conversation());
            bob.accept(second.conversation());

            assertThat(emptied.path("moved").asInt()).isEqualTo(2);
            assertThat(emptied.path("left").asInt()).isZero();
            assertThat(again).isEqualTo(emptied);
            assertThat(sue.call("agent.empty", emptying("nobody", "e-2")).path("code").asString(""))
                    .isEqualTo("NOT_FOUND");
            assertThat(
                            desk().hub()
                                    .admin()
                                    .get("/v1/audit?action=agent.empty&target=" + ada.agentId())
                                    .body())
                    .contains("queue default, 2 moved, 0 left");
            ada.must("availability.set", "{\"availabilityProfileId\":1,\"availabilityStateId\":1}");
        }
    }

    static String choosing(String agent, String id, int state) {
        return "{\"agentId\":\"%s\",\"id\":\"%s\",\"availabilityProfileId\":1,\"availabilityStateId\":%d}"
                .formatted(agent, id, state);
    }

    @Test
    default void letsASupervisorChooseTheStateOfAnAgent() {
        WireConsole sue = supervisor();
        WireConsole ada = desk().agent();
        String about = "{\"agentId\":\"%s\"}".formatted(ada.agentId());

        JsonNode before = sue.must("availability.list", about);
        JsonNode set = sue.must("availability.assign", choosing(ada.agentId(), "c-1", 2));
        JsonNode told = ada.await("availability", event -> event.has("by"));
        ada.must("availability.set", "{\"availabilityProfileId\":1,\"availabilityStateId\":4}");
        JsonNode again = sue.must("availability.assign", choosing(ada.agentId(), "c-1", 2));
        JsonNode reused = sue.call("availability.assign", choosing(ada.agentId(), "c-1", 1));
        JsonNode none = sue.call("availability.assign", choosing(ada.agentId(), "c-2", 99));
        JsonNode nobody = sue.call("availability.assign", choosing("nobody", "c-3", 1));
        JsonNode after = sue.must("availability.list", about);

        assertThat(before.at("/availability/kind").asString("")).isEqualTo("AVAILABLE");
        assertThat(before.path("states")).hasSize(5);
        assertThat(set.at("/presence/kind").asString("")).isEqualTo("BUSY");
        assertThat(told.path("kind").asString("")).isEqualTo("BUSY");
        assertThat(told.at("/by/id").asString("")).isEqualTo(sue.agentId());
        assertThat(again).isEqualTo(set);
        assertThat(reused.path("code").asString("")).isEqualTo("ID_REUSED");
        assertThat(none.path("code").asString("")).isEqualTo("INVALID");
        assertThat(nobody.path("code").asString("")).isEqualTo("NOT_FOUND");
        assertThat(after.at("/availability/kind").asString("")).isEqualTo("AWAY");
        assertThat(
                        desk().hub()
                                .admin()
                                .get("/v1/audit?action=availability.assign&target=" + ada.agentId())
                                .body())
                .contains("profile 1, state 2", "\"outcome\":\"done\"");
        ada.must("availability.set", "{\"availabilityProfileId\":1,\"availabilityStateId\":1}");
    }

    @Test
    default void letsASupervisorWhisperToTheHolder() {
        try (Somebody user = Somebody.at(desk().hub())) {
            WireConsole sue = supervisor();
            WireConsole lea = supervisor();
            WireConsole ada = desk().agent();
            String chat = user.conversation();
            user.wantsAPerson();
            JsonNode lease = ada.accept(chat);
            String about = "{\"conversationId\":\"%s\"}".formatted(chat);
            String whisper =
                    "{\"conversationId\":\"%s\",\"id\":\"w-1\",\"text\":\"Offer a refund\",\"to\":\"holder\"}"
                            .formatted(chat);

            JsonNode own = ada.call("note.add", whisper);
            JsonNode blind = sue.call("note.add", whisper);
            sue.must("conversation.watch", about);
            lea.must("conversation.watch", about);
            JsonNode said = sue.must("note.add", whisper);
            ada.awaitTexts(chat, "Offer a refund");
            sue.awaitTexts(chat, "Offer a refund");
            ada.must("message.send", chat(chat, lease, "m-1", text("One moment")));
            lea.awaitTexts(chat, "One moment");
            JsonNode heard =
                    ada.await("message", message -> message.path("seq").equals(said.path("seq")));
            JsonNode sealed =
                    lea.await("message", message -> message.path("seq").equals(said.path("seq")));

            assertThat(own.path("code").asString("")).isEqualTo("NOT_FOUND");
            assertThat(blind.path("code").asString("")).isEqualTo("NOT_FOUND");
            assertThat(heard.path("type").asString("")).isEqualTo("note");
            assertThat(heard.path("audience").asString("")).isEqualTo("holder");
            assertThat(sealed.at("/raw/event").asString("")).isEqualTo("sealed");
            assertThat(sealed.toString()).doesNotContain("refund", sue.agentId());
            assertThat(lea.must("context.get", about).toString()).doesNotContain("refund");
            assertThat(user.hears()).noneMatch(it -> it.contains("refund"));
            assertThat(user.reads() + user.isReadByAdmins()).doesNotContain("refund");
        }
    }

    static String ranking(JsonNode seen, String id, String priority) {
        return "{\"handoffId\":\"%s\",\"version\":%d,\"id\":\"%s\",\"priority\":\"%s\"}"
                .formatted(
                        seen.path("handoffId").asString(),
                        seen.path("version").asLong(),
                        id,
                        priority);
    }

    /// Who waits in a queue, by the last word of it.
    static JsonNode waiting(WireConsole supervisor, String conversation) {
        return supervisor
                .await(
                        "queue.update",
                        queue ->
                                queue.path("changes")
                                        .valueStream()
                                        .map(change -> change.path("item"))
                                        .anyMatch(WireConsole.about(conversation)))
                .path("changes")
                .valueStream()
                .map(change -> change.path("item"))
                .filter(WireConsole.about(conversation))
                .findFirst()
                .orElseThrow();
    }

    @Test
    default void letsASupervisorSayWhoComesFirst() {
        try (Somebody first = Somebody.at(desk().hub());
                Somebody second = Somebody.at(desk().hub())) {
            WireConsole sue = supervisor();
            first.wantsAPerson();
            JsonNode usual = waiting(sue, first.conversation());
            second.wantsAPerson();
            JsonNode seen = waiting(sue, second.conversation());

            JsonNode done = sue.must("handoff.prioritise", ranking(seen, "p-1", "urgent"));
            JsonNode again = sue.must("handoff.prioritise", ranking(seen, "p-1", "urgent"));
            JsonNode reused = sue.call("handoff.prioritise", ranking(seen, "p-1", "high"));
            JsonNode stale = sue.call("handoff.prioritise", ranking(seen, "p-2", "high"));
            JsonNode unknown = sue.call("handoff.prioritise", ranking(NO_STEP, "p-3", "high"));
            WireConsole ada = desk().agent();
            ada.await("handoff.offer", first.conversation());

            assertThat(usual.path("urgency").asString("")).isEqualTo("usual");
            assertThat(done.path("version").asLong()).isEqualTo(seen.path("version").asLong() + 1);
            assertThat(again).isEqualTo(done);
            assertThat(reused.path("code").asString("")).isEqualTo("ID_REUSED");
            assertThat(stale.path("code").asString("")).isEqualTo("VERSION");
            assertThat(unknown.path("code").asString("")).isEqualTo("GONE");
            assertThat(ada.events("queue.snapshot").getFirst().path("items").valueStream())
                    .extracting(
                            item -> item.path("conversationId").asString(""),
                            item -> item.path("urgency").asString(""))
                    .containsExactly(
                            tuple(second.conversation(), "urgent"),
                            tuple(first.conversation(), "usual"));
            assertThat(ada.events("handoff.offer").getFirst().path("conversationId").asString(""))
                    .isEqualTo(second.conversation());
            assertThat(second.reads()).doesNotContain("urgent", "prioritised");
            ada.accept(first.conversation());
            ada.accept(second.conversation());
        }
    }

    @Test
    default void refusesAgentsWhatIsForSupervisors() {
        WireConsole ada = desk().agent();

        JsonNode refused = ada.call("desk.watch", "{}");
        String chat = "netomi:nobodys";
        List<JsonNode> decisions =
                List.of(
                        ada.call("conversation.take", directive(chat, NO_STEP, "t-1")),
                        ada.call("conversation.assign", directive(chat, NO_STEP, "a-1", TO_QUEUE)),
                        ada.call("agent.empty", emptying(ada.agentId(), "e-1")),
                        ada.call(
                                "availability.list",
                                "{\"agentId\":\"%s\"}".formatted(ada.agentId())),
                        ada.call("availability.assign", choosing(ada.agentId(), "c-1", 2)),
                        ada.call("handoff.prioritise", ranking(NO_STEP, "p-1", "urgent")));

        assertThat(refused.path("code").asString("")).isEqualTo("FORBIDDEN");
        assertThat(decisions)
                .extracting(decision -> decision.path("code").asString(""))
                .containsOnly("FORBIDDEN");
        assertThat(ada.events("desk.snapshot")).isEmpty();
    }
}
