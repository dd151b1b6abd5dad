package dev.switchboard.bootstrap.e2e.netomi;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.Page;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Somebody who asks the bot from a page, in a conversation of their own.
record Customer(LiveHub hub, String conversation, Page page) implements AutoCloseable {

    /// With a page that is bound when it first asks, as the original's is.
    static Customer at(LiveHub hub) {
        return new Customer(hub, LiveHub.fresh("conversation"), Page.at(hub, Map.of()));
    }

    /// With a page that names its conversation when it connects.
    static Customer boundAt(LiveHub hub) {
        String conversation = LiveHub.fresh("conversation");
        return new Customer(
                hub, conversation, Page.at(hub, Map.of("conversationId", conversation)));
    }

    /// Another page of theirs, in the same conversation.
    Page anotherTab() {
        return Page.at(
                hub, Map.of("conversationId", conversation, "resumeToken", page.resumeToken()));
    }

    Answer ask(String messageId, String text) {
        return ask(messageId, text, "X-Switchboard-Resume", page.resumeToken());
    }

    /// @param proof headers that show who asks
    Answer ask(String messageId, String text, String... proof) {
        return hub.stranger().post("/api/netomi/process-message", body(messageId, text), proof);
    }

    CompletableFuture<Answer> askSoon(String messageId, String text) {
        return CompletableFuture.supplyAsync(() -> ask(messageId, text));
    }

    String body(String messageId, String text) {
        return """
        {"clientSocketId":"%s","messageData":{
          "conversationId":"%s","eventType":"message",
          "messagePayload":{"text":"%s","messageId":"%s","timestamp":1700000000000},
          "userDetails":{"userId":"user-1"},
          "additionalAttributes":{"CUSTOM_ATTRIBUTES":{"brand":"acme"}}}}\
        """
                .formatted(page.socketId(), conversation, text, messageId);
    }

    /// What the bot was asked here, oldest first.
    List<String> asked() {
        return questions().map(body -> body.at("/messagePayload/text").asString()).toList();
    }

    Stream<JsonNode> questions() {
        return LiveHub.asked(hub.bot(), "conversationId", conversation).stream();
    }

    /// The bot calls back in this conversation, unasked.
    Answer callback(String requestId, String text) {
        return call(
                """
                {"requestId":"%s","requestPayload":{"conversationId":"%s"},
                 "response":{"text":"%s","attachments":[]}}\
                """
                        .formatted(requestId, conversation, text));
    }

    /// One part of an answer.
    Answer chunk(String requestId, int index) {
        return call(
                """
                {"requestId":"%s","ownerType":"BOT","triggerType":"RESPONSE",
                 "requestPayload":{"conversationId":"%s"},
                 "customFields":{"CHUNK_INDEX":"%d","CHUNK_STATUS":"SUCCESS"},
                 "attachments":[{"type":"ai.msg.domain.responses.core.Text","attachment":
                   {"type":"TEXT","text":"part %d","attachmentResponseType":"ANSWER_AI_RESPONSE",
                    "properties":[]}}]}\
                """
                        .formatted(requestId, conversation, index, index));
    }

    private Answer call(String body) {
        return webhook(hub, body);
    }

    static Answer webhook(LiveHub hub, String body, String... headers) {
        String[] proof =
                headers.length > 0
                        ? headers
                        : new String[] {"Authorization", "Bearer " + LiveHub.WEBHOOK_TOKEN};
        return hub.stranger().post("/webhook/netomi", body, proof);
    }

    /// Messages of this conversation as consoles read them.
    JsonNode history() {
        HubClient admin = hub.admin();
        return admin.get("/api/conversations/" + conversation).json();
    }

    @Override
    public void close() {
        page.close();
    }
}
