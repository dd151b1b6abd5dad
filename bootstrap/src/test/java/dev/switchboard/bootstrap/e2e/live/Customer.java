package dev.switchboard.bootstrap.e2e.live;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.HubClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A customer who writes to the bot from a page, in their own conversation.
public record Customer(LiveHub hub, String conversation, Page page) implements AutoCloseable {

    /// A customer with a page that is bound by its first message, like the original's.
    public static Customer at(LiveHub hub) {
        return new Customer(hub, LiveHub.fresh("conversation"), Page.at(hub, Map.of()));
    }

    /// Another page of theirs, in the same conversation.
    public Page anotherTab() {
        return Page.at(
                hub, Map.of("conversationId", conversation, "resumeToken", page.resumeToken()));
    }

    /// The same browser with another page, in another conversation.
    public Customer elsewhere() {
        return new Customer(
                hub,
                LiveHub.fresh("conversation"),
                Page.at(hub, Map.of("resumeToken", page.resumeToken())));
    }

    public Answer ask(String messageId, String text) {
        return ask(messageId, text, "X-Switchboard-Resume", page.resumeToken());
    }

    /// @param proof headers that prove the sender
    public Answer ask(String messageId, String text, String... proof) {
        return hub.stranger().post("/api/netomi/process-message", body(messageId, text), proof);
    }

    public CompletableFuture<Answer> askSoon(String messageId, String text) {
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

    /// The messages that the bot got here, oldest first.
    public List<String> asked() {
        return questions().map(body -> body.at("/messagePayload/text").asString()).toList();
    }

    public Stream<JsonNode> questions() {
        return LiveHub.asked(hub.bot(), "conversationId", conversation).stream();
    }

    /// The bot calls back in this conversation by itself.
    public Answer callback(String requestId, String text) {
        return call(
                """
                {"requestId":"%s","requestPayload":{"conversationId":"%s"},
                 "response":{"text":"%s","attachments":[]}}\
                """
                        .formatted(requestId, conversation, text));
    }

    /// One part of an answer.
    public Answer chunk(String requestId, int index) {
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

    /// The bot hands the user over to an agent.
    public Answer wantsAgent() {
        return webhook(
                hub,
                """
                {"requestId":"%s","requestPayload":{"conversationId":"%s"},
                 "attachments":[{"type":"HUMAN_HANDOFF_REQUEST","attachment":{}}]}\
                """
                        .formatted(LiveHub.fresh("r"), conversation));
    }

    public static Answer webhook(LiveHub hub, String body, String... headers) {
        String[] proof = headers.length > 0 ? headers : LiveHub.proof(body);
        return hub.stranger().post("/webhook/netomi", body, proof);
    }

    /// Messages of this conversation in the form for consoles.
    public JsonNode history() {
        HubClient admin = hub.admin();
        return admin.get("/api/conversations/" + conversation).json();
    }

    /// The state of the first message here, as admins see it.
    public String standing() {
        return hub.admin()
                .get("/v1/conversations/netomi:" + conversation + "/messages")
                .json()
                .at("/items/0/deliveries/0/status")
                .asString("");
    }

    @Override
    public void close() {
        page.close();
    }
}
