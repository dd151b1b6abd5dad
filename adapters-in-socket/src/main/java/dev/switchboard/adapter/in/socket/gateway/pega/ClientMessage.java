package dev.switchboard.adapter.in.socket.gateway.pega;

import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.domain.message.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A client's message, validated.
///
/// @param customerId null for an anonymous customer
/// @param messageId null if the client gave none
/// @param text always an array of strings; null if there is none
record ClientMessage(
        String type,
        @Nullable GivenId customerId,
        @Nullable String customerName,
        @Nullable GivenId messageId,
        @Nullable ArrayNode text,
        @Nullable String postback,
        @Nullable ArrayNode attachments,
        @Nullable ObjectNode contextData,
        @Nullable JsonNode waitTime) {

    static final String TEXT = "text";
    static final String TYPING = "typing_indicator";
    static final String END = "customer_end_session";
    static final String WAIT = "wait_time";

    static final List<String> KNOWN_TYPES = List.of(TEXT, TYPING, END, WAIT);

    @Override
    public String toString() {
        return "ClientMessage[" + (KNOWN_TYPES.contains(type) ? type : "?") + "]";
    }

    /// A client's message with its ids, given by the client or generated.
    ///
    /// @param generated whether the hub generated the message's id
    /// @param content the content to journal: the known fields in a fixed order, `text` as an array
    record IdentifiedMessage(
            String type, GivenId customer, GivenId message, boolean generated, Content content) {

        private static final String ANONYMOUS_NAME = "Anonymous";

        static IdentifiedMessage of(ClientMessage message, PegaClient client, Ids ids) {
            GivenId customer =
                    message.customerId() == null
                            ? GivenId.of(client.anonymousId(ids::uuid))
                            : message.customerId();
            GivenId id = message.messageId() == null ? GivenId.of(ids.uuid()) : message.messageId();
            return new IdentifiedMessage(
                    message.type(),
                    customer,
                    id,
                    message.messageId() == null,
                    content(message, customer.asSent(), id.asSent()));
        }

        private static Content content(
                ClientMessage message, JsonNode customerId, JsonNode messageId) {
            ObjectNode content = ClientMessageReader.object().put("type", message.type());
            content.set("customer_id", customerId);
            content.put("customer_name", nameOf(message));
            content.set("message_id", messageId);
            setIfAny(content, "text", message.text());
            if (message.postback() != null) {
                content.put("postback", message.postback());
            }
            setIfAny(content, "attachments", message.attachments());
            setIfAny(content, "context_data", message.contextData());
            setIfAny(content, "waitTime", message.waitTime());
            return new Content(content.toString());
        }

        private static String nameOf(ClientMessage message) {
            String name = message.customerName();
            if (name != null) {
                return name;
            }
            return message.customerId() == null ? ANONYMOUS_NAME : "";
        }

        private static void setIfAny(ObjectNode content, String field, @Nullable JsonNode value) {
            if (value != null) {
                content.set(field, value);
            }
        }

        String customerId() {
            return customer.text();
        }

        JsonNode customerIdAsSent() {
            return customer.asSent();
        }

        /// Returns the id as the client wrote it, even if it is a number.
        String messageId() {
            return message.asSent().asString();
        }

        JsonNode messageIdAsSent() {
            return message.asSent();
        }
    }

    /// An id in its original form, a string or a number, and as text.
    record GivenId(JsonNode asSent, String text) {

        static GivenId of(String text) {
            return new GivenId(JsonNodeFactory.instance.stringNode(text), text);
        }
    }
}
