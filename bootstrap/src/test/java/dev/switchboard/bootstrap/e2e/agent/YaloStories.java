package dev.switchboard.bootstrap.e2e.agent;

import static dev.switchboard.bootstrap.e2e.agent.StaffedHub.chat;
import static dev.switchboard.bootstrap.e2e.agent.StaffedHub.text;
import static dev.switchboard.bootstrap.e2e.agent.StaffedHub.texts;
import static dev.switchboard.bootstrap.e2e.agent.WireConsole.handoff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.HubProcess;
import dev.switchboard.simulators.script.ScriptedUpstream;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Users of a Yalo bot go to the hub's agents and back.
interface YaloStories {

    String PROOF = "Bearer demo-webhook-secret";
    String USER = "6199190013487246";
    String CHAT = "yalo:salesforce:" + USER;

    /// The body in the original's documentation.
    String CONNECT =
            """
            {
                "userID" : "6199190013487246",
                "botSlug" : "coppel-msn-staging",
                "botId" : "233726951928154",
                "name" : "Eduardo Ochoa",
            	    "provider" : "facebook",
                "email" : "ochoa@example.com",
                "phoneNumber" : "5217331175599",
                "extraData" : {
                    "source_flow_bot" : "SFB001",
                    "address": "Calle Andres Figueroa 10 B, col. 20 de Noviembre, Iguala de la Independencia, Gro.",
                    "order_traking_id": "1245414242"
                }
            }
            """;

    StaffedHub desk();

    @Test
    default void bringsAUserOfMessengerToAnAgentAndBackToTheBot() {
        HubClient stranger = desk().hub().stranger();
        HubClient bot = stranger.logIn("yalo", "demo-password-of-the-bot");
        ScriptedUpstream platform = desk().hub().platforms();
        ScriptedUpstream studio = desk().hub().studio();
        says(stranger, "bot", "I get somebody.");

        Answer connected = bot.post("/v1/chats/connect", CONNECT);
        Answer again = bot.post("/v1/chats/connect", CONNECT);
        says(stranger, "user", "uno");
        says(stranger, "user", "dos");
        WireConsole ada = desk().agent();
        WireConsole bob = desk().agent();
        JsonNode item = awaitItem(ada);
        List<JsonNode> accepted =
                await().atMost(StaffedHub.SOON)
                        .until(
                                () -> acceptAtOnce(ada, bob),
                                both -> both.stream().anyMatch(it -> it.path("ok").asBoolean()));

        assertThat(connected.body()).isEqualTo("{\"Message\":\"Chat created succefully\"}");
        assertThat(again.status()).isEqualTo(200);
        assertThat(item.path("system").asString()).isEqualTo("facebook");
        assertThat(item.at("/customer/name").asString()).isEqualTo("Eduardo Ochoa");
        assertThat(accepted).filteredOn(it -> it.path("ok").asBoolean()).hasSize(1);
        boolean first = accepted.getFirst().path("ok").asBoolean();
        WireConsole holder = first ? ada : bob;
        JsonNode lease = accepted.get(first ? 0 : 1).path("lease");
        JsonNode shown = holder.await("context.snapshot", CHAT);
        assertThat(texts(shown)).containsSubsequence("I get somebody.", "uno", "dos");
        assertThat(shown.at("/attributes/extraData/order_traking_id").asString())
                .isEqualTo("1245414242");

        says(stranger, "user", "tres");
        holder.awaitTexts(CHAT, "tres");
        holder.must("message.send", chat(CHAT, lease, "y-1", text("Hola, soy Ada")));
        HubClient agent = stranger.withToken(desk().token());
        Answer kept = agent.upload("/v1/media", "nota.txt", "text/plain", "Gracias");
        holder.must("message.send", chat(CHAT, lease, "y-2", attached(kept.text("/mediaId"))));
        await().atMost(StaffedHub.SOON).until(() -> told(platform).size() == 3);
        assertThat(told(platform).subList(0, 2))
                .containsExactly("Buscamos un asesor para ti.", "Hola, soy Ada");
        assertThat(told(platform).getLast()).startsWith("Archivo: nota.txt http");
        String link = told(platform).getLast().replaceAll("^Archivo: nota.txt ", "");
        assertThat(stranger.at(URI.create(link)).body()).isEqualTo("Gracias");
        assertThat(stranger.at(URI.create(link + "x")).status()).isEqualTo(403);
        assertThat(bot.get("/v1/chats/" + USER).text("/state")).isEqualTo("ACTIVE");

        holder.must("conversation.end", chat(CHAT, lease, "y-end"));
        String returned = "{\"userId\":\"" + USER + "\"}";
        await().atMost(StaffedHub.SOON)
                .until(() -> studio.calls().stream().anyMatch(it -> it.body().equals(returned)));
        assertThat(studio.calls())
                .filteredOn(call -> call.body().equals(returned))
                .singleElement()
                .satisfies(call ->
                        assertThat(call.path())
                                .isEqualTo("/sim/studio/v1/triggers/from-sf-success/webhook"));
        assertThat(bot.get("/v1/chats/" + USER).text("/endReason")).isEqualTo("desk_ended");
        assertThat(bot.delete("/v1/chat/finish/" + USER).body())
                .contains("this contact does not have an interconnection");
        assertThat(bot.get("/v1/chat/finish/nobody").body()).contains("not found interconnection");
        assertThat(stranger.get("/v1/context/" + USER + "?token=" + bot.token()).json().size())
                .isEqualTo(1);
    }

    /// Whoever reads logs and figures may not learn who writes to whom.
    @Test
    default void tellsNeitherTheLogNorFiguresWhoTheUserIs() {
        HubClient stranger = desk().hub().stranger();
        HubClient bot = stranger.logIn("yalo", "demo-password-of-the-bot");
        String user = "6199190013480000";
        says(stranger, "user", "palabra inconfundible");

        Answer connected = bot.post("/v1/chats/connect", CONNECT.replace(USER, user));
        Answer refused = bot.post("/v1/chats/connect", CONNECT.replace("\"facebook\"", "7"));
        Answer unknown = bot.get("/v1/chats/" + user + "0");

        assertThat(connected.status()).isEqualTo(200);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(desk().hub().processes().stream().flatMap(YaloStories::written))
                .allSatisfy(written ->
                        assertThat(written)
                                .isNotBlank()
                                .doesNotContain(
                                        USER,
                                        user,
                                        "Eduardo",
                                        "ochoa@example.com",
                                        "5217331175599",
                                        "Iguala",
                                        "1245414242",
                                        "inconfundible"));
    }

    /// The log and the figures of a hub.
    private static Stream<String> written(HubProcess process) {
        return Stream.of(process.log(), process.metrics());
    }

    /// Both accept the offer made to one of them; nothing happens if neither has an offer now.
    private static List<JsonNode> acceptAtOnce(WireConsole ada, WireConsole bob) {
        return Stream.of(ada, bob)
                .flatMap(console -> console.events("handoff.offer").stream())
                .filter(offer -> offer.path("conversationId").asString("").equals(CHAT))
                .max(Comparator.comparingLong(offer -> offer.path("version").asLong()))
                .map(offer ->
                        Stream.of(ada, bob)
                                .map(console -> console.callSoon("handoff.accept", handoff(offer)))
                                .toList())
                .orElse(List.of())
                .stream()
                .map(each -> each.join())
                .toList();
    }

    /// A desk at another hub hears of a step a moment after it, so a console that came in between
    /// looks again.
    private JsonNode awaitItem(WireConsole console) {
        await().atMost(StaffedHub.SOON).until(() -> !console.events("queue.snapshot").isEmpty());
        if (desk().hub().twin().isPresent()) {
            await().atMost(StaffedHub.SOON)
                    .until(() -> {
                        boolean isShown = shown(console).isPresent();
                        if (!isShown) {
                            console.must("queue.watch", "{}");
                        }
                        return isShown;
                    });
        }
        return shown(console).orElseThrow();
    }

    private static Optional<JsonNode> shown(WireConsole console) {
        return console.events("queue.snapshot")
                .getLast()
                .path("items")
                .valueStream()
                .filter(item -> item.path("conversationId").asString("").equals(CHAT))
                .findFirst();
    }

    private static String attached(String file) {
        return "\"type\":\"attachment\",\"attachments\":[{\"mediaId\":\"" + file + "\"}]";
    }

    private static List<String> told(ScriptedUpstream platform) {
        return platform.calls().stream()
                .map(call -> JsonMapper.shared().readTree(call.body()))
                .filter(body -> body.at("/recipient/id").asString("").equals(USER))
                .map(body -> body.at("/message/text").asString(""))
                .toList();
    }

    private static void says(HubClient platform, String role, String text) {
        String user = "{\"id\":\"" + USER + "\"}";
        String page = "{\"id\":\"233726951928054\"}";
        boolean byUser = role.equals("user");
        Answer heard =
                platform.post(
                        "/v1/integrations/facebook/webhook",
                        """
                        {"authorRole":"%s","botId":"b","message":{"object":"page","entry":[{"messaging":[
                         {"message":{"mid":"m-%s","text":"%s"},"sender":%s,"recipient":%s,"timestamp":%d}]}]}}\
                        """
                                .formatted(
                                        role,
                                        text.hashCode(),
                                        text,
                                        byUser ? user : page,
                                        byUser ? page : user,
                                        System.currentTimeMillis()),
                        "Authorization",
                        PROOF);
        assertThat(heard.body()).isEqualTo("{\"Message\":\"insert success\"}");
    }
}
