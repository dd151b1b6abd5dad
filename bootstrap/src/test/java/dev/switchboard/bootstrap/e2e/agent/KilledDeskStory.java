package dev.switchboard.bootstrap.e2e.agent;

import static dev.switchboard.bootstrap.e2e.agent.StaffedHub.chat;
import static dev.switchboard.bootstrap.e2e.agent.StaffedHub.text;
import static dev.switchboard.bootstrap.e2e.agent.StaffedHub.texts;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.presence.Office;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A user, an agent, and a hub that is killed. Its leases are as long as in production, because a
/// start may take a while.
public interface KilledDeskStory {

    int BURST = 30;
    List<String> QUESTIONS = numbered("question");
    List<String> ANSWERS = numbered("answer");

    LiveHub hub();

    private static List<String> numbered(String word) {
        return IntStream.range(0, BURST).mapToObj(i -> word + "-" + i).toList();
    }

    /// Twice: while the user waits for an agent, and while both talk as fast as they can.
    @Test
    default void losesNothingOfTheDeskWhenTheHubIsKilled() {
        Office office = Office.at(hub());
        String token = office.token("AGENT", 7);
        try (Somebody user = Somebody.at(hub())) {
            String chat = user.conversation();
            user.wantsAPerson();
            user.says("one");
            user.says("two");
            restart();
            WireConsole ada = WireConsole.at(hub().process().url(), token);
            JsonNode lease = ada.accept(chat);
            JsonNode shown = ada.await("context.snapshot", chat);
            ada.must("availability.set", ColleaguesStory.state(4));

            CompletableFuture<Void> asking =
                    CompletableFuture.runAsync(() -> QUESTIONS.forEach(user::insists));
            List<CompletableFuture<JsonNode>> answering = answer(ada, chat, lease);
            await().atMost(StaffedHub.SOON)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> ada.texts(chat).contains(ANSWERS.get(BURST / 2)));
            restart();
            ada.resume();
            List<JsonNode> again =
                    answer(ada, chat, lease).stream().map(CompletableFuture::join).toList();
            asking.join();

            await().atMost(StaffedHub.SOON)
                    .untilAsserted(() -> assertThat(ada.texts(chat)).hasSize(2 * BURST));
            JsonNode ready = ada.events("agent.ready").getLast();
            assertThat(ready.at("/leases/0/leaseId")).isEqualTo(lease.path("leaseId"));
            assertThat(ready.path("recovered").asBoolean()).isTrue();
            assertThat(ready.at("/availability/kind").asString()).isEqualTo("AWAY");
            assertThat(texts(shown)).containsOnlyOnce("one", "two");
            assertThat(ada.texts(chat)).containsSubsequence(QUESTIONS);
            assertThat(ada.texts(chat)).containsSubsequence(ANSWERS);
            assertThat(ada.seqs(chat)).isSorted().doesNotHaveDuplicates();
            assertKept(answering, again);
            await().atMost(StaffedHub.SOON)
                    .untilAsserted(() ->
                            assertThat(user.hears())
                                    .filteredOn(ANSWERS::contains)
                                    .isEqualTo(ANSWERS));
            assertThat(user.customer().asked()).containsExactly("Hello");
            assertSeen(office, "Away", BURST);
            ada.must("conversation.end", chat(chat, lease, "end"));
            assertSeen(office, "Away", 0);
            assertThat(user.standings()).containsOnly("delivered", "answered");
            ada.close();
        }
    }

    /// Checks that colleagues learn of each user message once.
    private static void assertSeen(Office office, String state, int unread) {
        String user = office.under("/user/7");
        HubClient colleague = office.person("AGENT", 8);
        await().atMost(StaffedHub.SOON)
                .untilAsserted(() ->
                        assertThat(colleague.get(user + "/unread").text("/data/unreadMessages"))
                                .isEqualTo("" + unread));
        assertThat(colleague.get(user + "/presence").text("/data/availability")).isEqualTo(state);
    }

    private void restart() {
        hub().process().kill();
        hub().process().start();
    }

    private static List<CompletableFuture<JsonNode>> answer(
            WireConsole console, String chat, JsonNode lease) {
        return ANSWERS.stream()
                .map(words ->
                        console.callSoon("message.send", chat(chat, lease, words, text(words))))
                .toList();
    }

    /// Checks that messages acknowledged before the kill have their place.
    private static void assertKept(List<CompletableFuture<JsonNode>> before, List<JsonNode> after) {
        for (int i = 0; i < BURST; i++) {
            JsonNode again = after.get(i);
            JsonNode first = before.get(i).exceptionally(_ -> again).getNow(again);
            assertThat(again.path("ok").asBoolean()).as(again.toString()).isTrue();
            assertThat(again.path("seq")).isEqualTo(first.path("seq"));
        }
    }

    /// The next moment after each was acknowledged.
    @Test
    default void keepsTagsAndOutcomeWhenTheHubIsKilled() {
        offer("/v1/tags", "vip-1", "late-1");
        offer("/v1/outcomes", "solved");
        String token = Staff.hire(hub(), LiveHub.fresh("agent"), "AGENT");
        String supervisor = Staff.hire(hub(), LiveHub.fresh("supervisor"), "SUPERVISOR");
        try (Somebody user = Somebody.at(hub())) {
            String chat = user.conversation();
            user.wantsAPerson();
            WireConsole ada = WireConsole.at(hub().process().url(), token);
            JsonNode lease = ada.accept(chat);
            String tagging =
                    "{\"conversationId\":\"%s\",\"id\":\"g-1\",\"add\":[\"vip-1\",\"late-1\"]}"
                            .formatted(chat);

            JsonNode tagged = ada.must("conversation.tag", tagging);
            restart();
            ada.resume();
            JsonNode again = ada.must("conversation.tag", tagging);
            JsonNode ready = ada.events("agent.ready").getLast();
            String end =
                    chat(
                            chat,
                            lease,
                            "e-1",
                            "\"outcome\":\"solved\"",
                            "\"tags\":[\"late-1\"]",
                            "\"note\":\"calm\"");
            JsonNode ended = ada.must("conversation.end", end);
            restart();
            ada.resume();
            JsonNode endedAgain = ada.must("conversation.end", end);
            ada.close();

            assertThat(again).isEqualTo(tagged);
            assertThat(ready.at("/leases/0/tags").toString()).isEqualTo("[\"vip-1\",\"late-1\"]");
            assertThat(endedAgain.path("seq")).isEqualTo(ended.path("seq"));
            WireConsole sue = WireConsole.at(hub().process().url(), supervisor);
            sue.must(
                    "conversation.watch",
                    "{\"conversationId\":\"%s\",\"after\":0}".formatted(chat));
            JsonNode last =
                    sue.await("message", message -> message.path("seq").equals(ended.path("seq")));
            assertThat(last.at("/raw/outcome").asString("")).isEqualTo("solved");
            assertThat(last.at("/raw/tags").toString()).isEqualTo("[\"late-1\"]");
            assertThat(last.path("text").asString("")).isEqualTo("calm");
            assertThat(sue.events("message"))
                    .filteredOn(it -> it.at("/raw/event").asString("").equals("handoff_tagged"))
                    .hasSize(1);
            assertThat(user.customer().history().toString())
                    .doesNotContain("vip-1", "late-1", "solved", "calm");
            sue.close();
        }
    }

    private void offer(String path, String... ids) {
        String items =
                Stream.of(ids)
                        .map(id -> "{\"id\":\"%s\",\"name\":\"%s\"}".formatted(id, id))
                        .collect(joining(","));
        assertThat(hub().admin().put(path, "{\"items\":[" + items + "]}").status()).isEqualTo(201);
    }
}
