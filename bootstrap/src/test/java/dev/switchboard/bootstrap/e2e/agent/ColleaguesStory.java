package dev.switchboard.bootstrap.e2e.agent;

import static dev.switchboard.bootstrap.e2e.agent.StaffedHub.chat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.presence.Office;
import dev.switchboard.bootstrap.e2e.presence.Softphone;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// An agent among the users of an organisation, on any store.
public interface ColleaguesStory {

    long ADA = 7;
    long BEN = 8;

    LiveHub hub();

    static String state(long state) {
        return "{\"availabilityProfileId\":1,\"availabilityStateId\":" + state + "}";
    }

    static String stateIn(JsonNode frame) {
        return frame.at("/data/0/availability").asString();
    }

    static long unreadIn(JsonNode frame) {
        return frame.at("/data/userStatistics/unreadMessages").asLong();
    }

    private static String paths(String... paths) {
        return "{\"paths\":[\"" + String.join("\",\"", paths) + "\"]}";
    }

    @Test
    default void showsColleaguesAnAgentAndTheAgentColleagues() {
        Office office = Office.at(hub());
        String token = office.token("AGENT", ADA);
        try (WireConsole desk = WireConsole.at(hub().entrance(), token);
                WireConsole laptop = WireConsole.at(hub().entrance(), token);
                Softphone colleague = office.phone("AGENT", BEN).watches(office.userPath(ADA))) {
            String first = stateIn(colleague.hears());
            desk.must("availability.set", state(2));
            String second = stateIn(colleague.hears());
            laptop.await("availability", it -> it.path("kind").asString().equals("BUSY"));
            int patched =
                    office.person("SUPERVISOR", 9)
                            .ask("PATCH", office.under("/user/" + ADA), state(1))
                            .status();
            String third = stateIn(colleague.hears());
            desk.await("availability", it -> it.path("kind").asString().equals("AVAILABLE"));

            office.calls(BEN, "RINGING");
            JsonNode watched =
                    desk.must(
                            "presence.watch",
                            paths(office.userPath(BEN), "/org/999/user/1/presence"));
            JsonNode refused = desk.call("presence.watch", paths("/org/999/user/1/presence"));
            office.calls(BEN, "ANSWERED");
            JsonNode update =
                    desk.await(
                            "presence.update",
                            it -> it.at("/data/0/presence").asString().equals("ANSWERED"));

            assertThat(List.of(first, second, third))
                    .containsExactly("Available", "Busy", "Available");
            assertThat(patched).isEqualTo(200);
            assertThat(watched.at("/refused/0/code").asString()).isEqualTo("FORBIDDEN");
            assertThat(refused.path("code").asString()).isEqualTo("FORBIDDEN");
            assertThat(desk.events("presence.update").getFirst().path("snapshot").asBoolean())
                    .isTrue();
            assertThat(update.path("path").asString()).isEqualTo(office.userPath(BEN));
            assertThat(update.at("/data/0/callChannelUUID").asString()).isEmpty();
            laptop.signOut();
            desk.signOut();
            assertThat(stateIn(colleague.hears())).isEqualTo("Offline");
        }
    }

    @Test
    default void countsWhatAnAgentHasNotReadOfTheConversationsTheyHold() {
        Office office = Office.at(hub());
        String token = office.token("AGENT", ADA);
        try (Somebody user = Somebody.at(hub());
                WireConsole ada = WireConsole.at(hub().entrance(), token);
                Softphone badge = office.badge("AGENT", ADA)) {
            String chat = user.conversation();
            badge.says(
                    "{\"request\":\"subscribe\",\"clientRequestId\":\"550e8400-e29b-41d4-a716-446655440000\",\"data\":{\"users\":[\"org:%s:user:%d\"]}}"
                            .formatted(office.name(), ADA));
            assertThat(unreadIn(badge.hears())).isZero();
            user.wantsAPerson();
            JsonNode lease = ada.accept(chat);

            for (int told = 1; told <= 3; told++) {
                user.says("line " + told);
                assertThat(unreadIn(badge.hears())).isEqualTo(told);
            }
            ada.awaitTexts(chat, "line 1", "line 2", "line 3");
            ada.must(
                    "message.read",
                    "{\"conversationId\":\"%s\",\"seq\":%d}"
                            .formatted(chat, ada.seqs(chat).getLast()));
            assertThat(unreadIn(badge.hears())).isZero();
            user.says("one more");
            assertThat(unreadIn(badge.hears())).isEqualTo(1);
            ada.must("conversation.end", chat(chat, lease, "end"));
            assertThat(unreadIn(badge.hears())).isZero();
        }
    }
}
