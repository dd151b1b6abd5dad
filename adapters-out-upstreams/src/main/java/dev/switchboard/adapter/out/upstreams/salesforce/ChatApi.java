package dev.switchboard.adapter.out.upstreams.salesforce;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.out.upstreams.http.EgressClient;
import dev.switchboard.adapter.out.upstreams.http.Exchange;
import dev.switchboard.adapter.out.upstreams.http.LineStream;
import dev.switchboard.adapter.out.upstreams.http.OutboundCall;
import dev.switchboard.adapter.out.upstreams.salesforce.SalesforceProperties.Org;
import dev.switchboard.domain.secret.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.hc.core5.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The calls of Enhanced Chat, with exactly the members that its strict schemas allow.
final class ChatApi {

    private static final String API = "/iamessage/api/v2";

    /// The entries in one page of a conversation.
    static final int PAGE = 50;

    private final EgressClient client;
    private final EgressClient streams;
    private final Org org;
    private final String language;

    /// @param streams a client whose time limit is the longest silence of a stream
    ChatApi(EgressClient client, EgressClient streams, Org org, String language) {
        this.client = client;
        this.streams = streams;
        this.org = org;
        this.language = language;
    }

    /// Requests a token for a new user.
    CallResult mint(String deployment) {
        ObjectNode body =
                CallResult.JSON
                        .createObjectNode()
                        .put("orgId", org.id())
                        .put("esDeveloperName", deployment)
                        .put("capabilitiesVersion", "1")
                        .put("platform", "Web");
        return call("POST", "/authorization/unauthenticated/access-token", null, body);
    }

    /// Requests another token for the same user.
    CallResult renew(Secret token) {
        return call("GET", "/authorization/continuation-access-token", token, null);
    }

    /// @param id chosen by us, so that a repeat creates no second conversation
    CallResult create(Secret token, String id, String deployment, JsonNode routing) {
        ObjectNode body =
                CallResult.JSON
                        .createObjectNode()
                        .put("conversationId", id)
                        .put("esDeveloperName", deployment);
        body.set("routingAttributes", routing);
        return call("POST", "/conversation", token, body);
    }

    /// @param routing only with the conversation's first message, otherwise null
    CallResult say(
            Secret token,
            String conversation,
            String deployment,
            String id,
            String text,
            @Nullable JsonNode routing) {
        ObjectNode body = CallResult.JSON.createObjectNode();
        body.putObject("message")
                .put("id", id)
                .put("messageType", "StaticContentMessage")
                .putObject("staticContent")
                .put("formatType", "Text")
                .put("text", text);
        body.put("esDeveloperName", deployment).put("isNewMessagingSession", routing != null);
        if (routing != null) {
            body.set("routingAttributes", routing);
            body.put("language", language);
        }
        return call("POST", "/conversation/" + conversation + "/message", token, body);
    }

    /// Confirms that the user has received entries.
    ///
    /// @param receipts entries by an id of ours
    CallResult acknowledge(Secret token, String conversation, Map<String, String> receipts) {
        ObjectNode body = CallResult.JSON.createObjectNode();
        ArrayNode acks = body.putArray("acks");
        receipts.forEach((id, entry) ->
                acks.addObject()
                        .put("id", id)
                        .put("entryType", "Delivery")
                        .put("conversationEntryId", entry));
        return call("POST", "/conversation/" + conversation + "/acknowledge-entries", token, body);
    }

    /// Reads the first page of entries since a time, oldest first.
    CallResult entries(Secret token, String conversation, Instant since) {
        String query =
                "/entries?limit="
                        + PAGE
                        + "&startTimestamp="
                        + since.toEpochMilli()
                        + "&direction=FromStart";
        return call("GET", "/conversation/" + conversation + query, token, null);
    }

    /// Makes the two calls that end a conversation; a missing one counts as ended.
    CallResult end(Secret token, String conversation, String deployment) {
        String query = "?esDeveloperName=" + Soql.encoded(deployment);
        String path = "/conversation/" + conversation;
        CallResult first = call("DELETE", path + "/session" + query, token, null);
        return first instanceof CallResult.Done || first instanceof CallResult.Missing
                ? call("DELETE", path + query, token, null)
                : first;
    }

    /// The call for a user's event stream; `cancel` ends it.
    OutboundCall stream(Secret token, String cursor) {
        OutboundCall call = OutboundCall.of("GET", org.chat("/eventrouter/v1/sse"), null, "");
        call.addHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token.reveal());
        call.addHeader("X-Org-Id", org.id());
        call.addHeader(HttpHeaders.ACCEPT, "text/event-stream");
        if (!cursor.isEmpty()) {
            call.addHeader("Last-Event-Id", cursor);
        }
        return call;
    }

    Exchange listen(OutboundCall stream, LineStream lines) {
        return streams.listen(stream, lines);
    }

    private CallResult call(
            String method, String path, @Nullable Secret token, @Nullable JsonNode body) {
        byte[] bytes = body == null ? null : body.toString().getBytes(UTF_8);
        OutboundCall call =
                OutboundCall.of(method, org.chat(API + path), bytes, "application/json");
        if (token != null) {
            call.addHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token.reveal());
        }
        return CallResult.of(client.exchange(call));
    }

    /// The entries of a page, in any of the places where answers put them.
    static List<JsonNode> entriesOf(JsonNode page) {
        for (JsonNode list :
                List.of(page.path("conversationEntries"), page.path("entries"), page)) {
            if (list.isArray()) {
                return list.valueStream().toList();
            }
        }
        return List.of();
    }
}
