package dev.switchboard.adapter.in.socket.gateway.pega;

import dev.switchboard.adapter.in.socket.gateway.pega.ClientMessage.GivenId;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.ReadableText;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads `clientMessage`. Unknown fields are ignored. A known field that violates the contract
/// refuses the message, naming the field.
final class ClientMessageReader {

    private static final int MAX_STRINGS = 100;
    private static final int MAX_TEXT_BYTES = 64 * 1024;
    private static final int MAX_KEYS = 50;
    private static final int MAX_CONTEXT_BYTES = 16 * 1024;
    private static final int MAX_ATTACHMENTS = 10;
    private static final int MAX_URL = 2048;
    private static final int MAX_ID = 200;
    private static final Pattern WEB_ADDRESS = Pattern.compile("(?i:https?)://[^/?#\\s].*");
    private static final int MAX_NAME = 200;
    private static final int MAX_TYPE = 64;
    private static final int MAX_POSTBACK_BYTES = 4 * 1024;

    private ClientMessageReader() {}

    /// @throws InvalidValueException naming the invalid field, or `message` if it is no object
    static ClientMessage read(@Nullable JsonNode given) {
        if (given == null || !given.isObject()) {
            throw invalid("message");
        }
        JsonNode type = given.path("type");
        if (!type.isString()
                || type.stringValue().isEmpty()
                || type.stringValue().length() > MAX_TYPE) {
            throw invalid("type");
        }
        ClientMessage message =
                new ClientMessage(
                        type.stringValue(),
                        id(given, "customer_id", PegaAddress::customerId),
                        name(given),
                        id(given, "message_id", ClientMessageReader::messageId),
                        text(given.get("text")),
                        postback(given),
                        attachments(given.get("attachments")),
                        context(given.get("context_data")),
                        waitTime(given));
        requireSomethingSaid(message);
        return message;
    }

    private static void requireSomethingSaid(ClientMessage message) {
        boolean silent =
                message.text() == null
                        && message.postback() == null
                        && message.attachments() == null;
        if (message.type().equals(ClientMessage.TEXT) && silent) {
            throw invalid("text");
        }
        if (message.type().equals(ClientMessage.WAIT) && message.waitTime() == null) {
            throw invalid("waitTime");
        }
    }

    /// A string or a number; absent, null and empty all mean no id.
    private static @Nullable GivenId id(
            JsonNode given, String field, Function<JsonNode, @Nullable String> rule) {
        JsonNode id = given.get(field);
        if (id == null || id.isNull() || (id.isString() && id.stringValue().isEmpty())) {
            return null;
        }
        boolean scalar = id.isString() || id.isNumber();
        String text = scalar ? rule.apply(id) : null;
        if (text == null) {
            throw invalid(field);
        }
        return new GivenId(id, text);
    }

    /// Returns a message's id as text; null if it is no id. Unlike a customer's it may contain
    /// spaces, because it is never part of an address.
    private static @Nullable String messageId(JsonNode id) {
        String text = id.isNumber() ? PegaAddress.customerId(id) : id.asString("");
        return text != null && text.length() <= MAX_ID && ReadableText.isReadable(text)
                ? text
                : null;
    }

    private static @Nullable String name(JsonNode given) {
        JsonNode name = given.get("customer_name");
        if (name == null || name.isNull()) {
            return null;
        }
        if (!name.isString() || name.stringValue().length() > MAX_NAME) {
            throw invalid("customer_name");
        }
        return name.stringValue();
    }

    private static @Nullable String postback(JsonNode given) {
        JsonNode postback = given.get("postback");
        if (postback == null || postback.isNull()) {
            return null;
        }
        if (!postback.isString() || bytes(postback.stringValue()) > MAX_POSTBACK_BYTES) {
            throw invalid("postback");
        }
        return postback.stringValue();
    }

    private static @Nullable JsonNode waitTime(JsonNode given) {
        JsonNode waitTime = given.get("waitTime");
        if (waitTime == null || waitTime.isNull()) {
            return null;
        }
        if (!waitTime.isNumber()) {
            throw invalid("waitTime");
        }
        return waitTime;
    }

    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static InvalidValueException invalid(String field) {
        return new InvalidValueException(field, Reason.INVALID);
    }

    /// Reads `attachments`: at most 10 objects with an http or https `url` of at most 2,048
    /// characters. Nothing is fetched.
    private static @Nullable ArrayNode attachments(@Nullable JsonNode attachments) {
        if (attachments == null || attachments.isNull()) {
            return null;
        }
        if (!attachments.isArray() || attachments.size() > MAX_ATTACHMENTS) {
            throw invalid("attachments");
        }
        ArrayNode read = array();
        for (JsonNode attachment : attachments) {
            JsonNode url = attachment.path("url");
            if (!url.isString() || !isWebAddress(url.stringValue())) {
                throw invalid("attachments");
            }
            read.add(object().set("url", url));
        }
        return read.isEmpty() ? null : read;
    }

    /// Browsers accept more than the standard's grammar, such as `_` in a host or a space in a
    /// path.
    private static boolean isWebAddress(String text) {
        return text.length() <= MAX_URL
                && ReadableText.isReadable(text)
                && WEB_ADDRESS.matcher(text).matches();
    }

    /// Reads `context_data`: a flat object of at most 50 keys and 16 KiB.
    private static @Nullable ObjectNode context(@Nullable JsonNode context) {
        if (context == null || context.isNull()) {
            return null;
        }
        if (!(context instanceof ObjectNode object)
                || object.size() > MAX_KEYS
                || !isFlat(object)
                || bytes(object.toString()) > MAX_CONTEXT_BYTES) {
            throw invalid("context_data");
        }
        return object;
    }

    private static boolean isFlat(ObjectNode object) {
        return object.values().stream().noneMatch(value -> value.isContainer() || value.isBinary());
    }

    /// Reads `text`: a string or an array of at most 100 strings, together at most 64 KiB.
    private static @Nullable ArrayNode text(@Nullable JsonNode text) {
        if (text == null || text.isNull()) {
            return null;
        }
        ArrayNode strings = text.isString() ? array().add(text) : strings(text);
        int bytes = 0;
        for (JsonNode string : strings) {
            bytes += bytes(string.stringValue());
        }
        if (bytes > MAX_TEXT_BYTES) {
            throw invalid("text");
        }
        return strings;
    }

    private static ArrayNode strings(JsonNode text) {
        if (!(text instanceof ArrayNode strings) || strings.size() > MAX_STRINGS) {
            throw invalid("text");
        }
        for (JsonNode string : strings) {
            if (!string.isString()) {
                throw invalid("text");
            }
        }
        return strings;
    }
}
