package dev.switchboard.bootstrap.e2e.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.simulators.salesforce.SimulatedSalesforce;
import dev.switchboard.simulators.script.ScriptedUpstream;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// A WhatsApp user goes to an agent in Salesforce and back to the bot.
public interface SalesforceStory {

    String WRITER = "5217331175599";

    LiveHub hub();

    @Test
    default void bringsAUserOfWhatsAppToAnAgentInSalesforceAndBackToTheBot() {
        HubClient stranger = hub().stranger();
        HubClient bot = stranger.logIn("yalo", "demo-password-of-the-bot");
        SimulatedSalesforce salesforce = hub().salesforce();
        writes(stranger, "I want a person.");

        Answer connected =
                bot.post(
                        "/v1/chats/connect",
                        """
                        {"userID":"%s","botSlug":"shop-bot","botId":"b-1","name":"Eduardo Ochoa",
                         "provider":"whatsapp","email":"ochoa@example.com","phoneNumber":"%s",
                         "extraData":{"source_flow_bot":"SALESFORCE"}}
                        """
                                .formatted(WRITER, WRITER));
        writes(stranger, "uno");

        assertThat(connected.body()).isEqualTo("{\"Message\":\"Chat created succefully\"}");
        assertThat(salesforce.records("Case"))
                .singleElement()
                .satisfies(it -> assertThat(it).containsEntry("Origin", "whatsapp"));
        assertThat(said(salesforce))
                .containsExactly("EndUser: Hola, me llamo Eduardo Ochoa y busco un asesor.");

        salesforce.play("join", "Ana");
        await().atMost(StaffedHub.SOON).until(() -> said(salesforce).size() == 3);
        writes(stranger, "dos");
        await().atMost(StaffedHub.SOON).until(() -> said(salesforce).size() == 4);
        assertThat(said(salesforce))
                .satisfiesExactly(
                        greeting -> assertThat(greeting).contains("Eduardo Ochoa"),
                        block -> assertThat(block).contains("Conversación previa", "a person."),
                        text -> assertThat(text).isEqualTo("EndUser: uno"),
                        text -> assertThat(text).isEqualTo("EndUser: dos"));
        sends(stranger, hub().simulated().resolve("/sim/yalo/media/photo.png"));
        await().atMost(StaffedHub.SOON).until(() -> said(salesforce).size() == 6);
        assertThat(said(salesforce).subList(4, 6))
                .containsExactly("EndUser: El cliente adjuntó image.png", "EndUser: mi pedido");
        assertThat(salesforce.records("ContentDocumentLink"))
                .singleElement()
                .satisfies(it ->
                        assertThat(it.get("LinkedEntityId"))
                                .isEqualTo(salesforce.records("Case").getFirst().get("Id")));
        salesforce.play("reply", "Hola, soy Ana");
        await().atMost(StaffedHub.SOON)
                .untilAsserted(() ->
                        assertThat(told(hub().platforms()))
                                .containsExactly("Buscamos un asesor para ti.", "Hola, soy Ana"));
        Answer shown = bot.get("/v1/chats/" + WRITER);
        assertThat(shown.text("/state")).isEqualTo("ACTIVE");
        assertThat(shown.text("/salesforce/caseId"))
                .isEqualTo(salesforce.records("Case").getFirst().get("Id"));

        salesforce.play("end", null);
        await().atMost(StaffedHub.SOON)
                .until(() ->
                        bot.get("/v1/chats/" + WRITER).text("/endReason").equals("desk_ended"));
        await().atMost(StaffedHub.SOON).until(() -> returned(hub().studio()).size() == 1);
        assertThat(returned(hub().studio()))
                .containsExactly("/sim/studio/v1/triggers/from-sf-success/webhook");
    }

    private static List<String> said(SimulatedSalesforce salesforce) {
        return salesforce.transcripts().values().stream()
                .flatMap(List::stream)
                .filter(line -> line.startsWith("EndUser: "))
                .toList();
    }

    private static List<String> told(ScriptedUpstream platform) {
        return platform.calls().stream()
                .map(call -> JsonMapper.shared().readTree(call.body()))
                .filter(body -> body.path("userId").asString("").equals(WRITER))
                .map(body -> body.at("/text/body").asString(""))
                .toList();
    }

    private static List<String> returned(ScriptedUpstream studio) {
        return studio.calls().stream()
                .filter(call -> call.body().contains(WRITER))
                .map(call -> call.path())
                .toList();
    }

    private static void writes(HubClient platform, String text) {
        tells(platform, "text", "{\"body\":\"" + text + "\"}");
    }

    private static void sends(HubClient platform, URI url) {
        tells(
                platform,
                "image",
                """
                {"url":"%s","mimeType":"image/png","caption":"mi pedido"}
                """
                        .formatted(url));
    }

    private static void tells(HubClient platform, String type, String said) {
        Answer heard =
                platform.post(
                        "/v1/integrations/whatsapp/webhook",
                        """
                        {"id":"w-%s","timestamp":%d,"type":"%s","from":"%s","%s":%s}
                        """
                                .formatted(
                                        said.hashCode(),
                                        System.currentTimeMillis(),
                                        type,
                                        WRITER,
                                        type,
                                        said),
                        "Authorization",
                        YaloStories.PROOF);
        assertThat(heard.body()).isEqualTo("{\"Message\":\"insert success\"}");
    }
}
