package dev.switchboard.adapter.in.socket.gateway.pega;

import dev.switchboard.adapter.in.socket.gateway.agent.ConsoleRenderer;
import dev.switchboard.domain.conversation.Party;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Renders messages of Pega and its customers.
public final class PegaConsoleRenderer implements ConsoleRenderer {

    @Override
    public String origin() {
        return PegaAddress.ORIGIN;
    }

    @Override
    public @Nullable ObjectNode show(Party by, JsonNode content) {
        ObjectNode shown =
                switch (content.path("type").asString("")) {
                    case "text" -> text(content);
                    case "menu" -> menu(content);
                    case "link_button" -> link(content);
                    default -> null;
                };
        String name = content.path(by == Party.USER ? "customer_name" : "csr_name").asString("");
        return shown == null || name.isBlank() ? shown : shown.put("name", name);
    }

    private static @Nullable ObjectNode text(JsonNode content) {
        JsonNode text = content.has("text") ? content.path("text") : content.path("pyEntryText");
        String said = lines(text).collect(Collectors.joining("\n"));
        ArrayNode attachments = ClientMessageReader.array();
        content.path("attachments").forEach(file -> attach(attachments, file));
        if (said.isBlank() && attachments.isEmpty()) {
            return null;
        }
        ObjectNode shown =
                ClientMessageReader.object()
                        .put("type", attachments.isEmpty() ? "text" : "attachment");
        if (!said.isBlank()) {
            shown.put("text", said);
        }
        if (!attachments.isEmpty()) {
            shown.set("attachments", attachments);
        }
        return shown;
    }

    private static Stream<String> lines(JsonNode text) {
        return text.isArray()
                ? text.valueStream().map(line -> line.asString(""))
                : Stream.of(text.asString(""));
    }

    private static void attach(ArrayNode attachments, JsonNode file) {
        ObjectNode attachment = attachments.addObject().put("url", file.path("url").asString(""));
        copy(file, "file_name", attachment, "name");
        copy(file, "content_type", attachment, "mimeType");
        if (file.path("size").isIntegralNumber()) {
            attachment.set("size", file.path("size"));
        }
    }

    private static void copy(JsonNode from, String field, ObjectNode to, String as) {
        if (from.path(field).isString()) {
            to.put(as, from.path(field).stringValue());
        }
    }

    private static ObjectNode menu(JsonNode content) {
        ObjectNode shown = ClientMessageReader.object().put("type", "choice");
        copy(content, "title", shown, "text");
        ArrayNode options = shown.putArray("options");
        for (JsonNode item : content.path("items")) {
            String title = item.path("text").asString("");
            options.addObject().put("id", item.path("payload").asString(title)).put("title", title);
        }
        return shown;
    }

    private static ObjectNode link(JsonNode content) {
        String text =
                Stream.of("title", "label", "url")
                        .map(field -> content.path(field).asString(""))
                        .filter(line -> !line.isBlank())
                        .collect(Collectors.joining("\n"));
        return ClientMessageReader.object().put("type", "text").put("text", text);
    }
}
