package dev.switchboard.adapter.in.socket.gateway.netomi;

import dev.switchboard.adapter.in.socket.gateway.agent.ConsoleRenderer;
import dev.switchboard.domain.conversation.Party;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Renders messages of Netomi's bot and its users. An answer of several parts is one message: its
/// texts below each other, its media as attachments, its buttons as options.
public final class NetomiConsoleRenderer implements ConsoleRenderer {

    @Override
    public String origin() {
        return NetomiEvents.ORIGIN;
    }

    @Override
    public @Nullable ObjectNode show(Party by, JsonNode content) {
        return by == Party.USER ? question(content) : answer(content.path("data"));
    }

    private static @Nullable ObjectNode question(JsonNode data) {
        String type = data.path("eventType").asString("message");
        String text = data.path("messagePayload").path("text").asString("");
        return type.equalsIgnoreCase("message") && !text.isBlank()
                ? JsonNodeFactory.instance.objectNode().put("type", "text").put("text", text)
                : null;
    }

    private static @Nullable ObjectNode answer(JsonNode data) {
        Parts parts = new Parts();
        JsonNode response = data.path("response");
        parts.say(response.has("text") ? response.path("text") : response.path("ai_message"));
        response.path("attachments").forEach(parts::add);
        data.path("attachments").forEach(parts::add);
        return parts.shown();
    }

    /// The parts of an answer found so far.
    private static final class Parts {

        private final List<String> texts = new ArrayList<>();
        private final ArrayNode attachments = JsonNodeFactory.instance.arrayNode();
        private final ArrayNode options = JsonNodeFactory.instance.arrayNode();
        private boolean strange;
        private boolean wantsAgent;
        private boolean hidden;

        void say(JsonNode text) {
            if (text.isString() && !text.stringValue().isBlank()) {
                texts.add(text.stringValue());
            }
        }

        void add(JsonNode part) {
            String type = part.path("type").asString("");
            JsonNode body = part.has("attachment") ? part.path("attachment") : part.path("payload");
            switch (type.substring(type.lastIndexOf('.') + 1)) {
                case "Text" -> text(body);
                case "Image" -> media(body, "largeImageUrl");
                case "Video" -> media(body, "videoUrl");
                case "Audio" -> media(body, "audioUrl");
                case "File", "file" -> media(body, "url");
                case "Card" -> card(body);
                case "Carousel", "template" -> body.path("elements").forEach(this::card);
                case "QuickReply", "quickReply", "Buttons", "buttons" -> choices(body);
                case "HUMAN_HANDOFF_REQUEST" -> wantsAgent = true;
                default -> strange = true;
            }
        }

        /// The bot's interpretation of a question is not meant for people, and neither is nothing.
        private void text(JsonNode body) {
            JsonNode text = body.path("text");
            if (body.path("attachmentResponseType").asString("").equals("INTENT_RESPONSE")
                    || text.isMissingNode()
                    || text.isNull()
                    || (text.isString() && text.stringValue().isBlank())) {
                hidden = true;
            } else {
                say(text);
            }
        }

        private void media(JsonNode body, String field) {
            String url = body.path(field).asString(body.path("url").asString(""));
            if (url.isEmpty()) {
                strange = true;
                return;
            }
            ObjectNode attachment = attachments.addObject().put("url", url);
            String name = body.path("title").asString("");
            if (!name.isEmpty()) {
                attachment.put("name", name);
            }
        }

        private void card(JsonNode card) {
            say(card.path("title"));
            say(card.path("subtitle"));
            say(card.path("description"));
            boolean pictured = attach(card.path("imageUrl").asString(url(card, "image_url")));
            if (!attach(url(card, "videoUrl")) && !pictured) {
                attach(url(card, "thumbnailUrl"));
            }
            card.path("buttons").forEach(this::option);
        }

        private static String url(JsonNode card, String field) {
            return card.path(field).asString("");
        }

        private boolean attach(String url) {
            boolean given = !url.isBlank();
            if (given) {
                attachments.addObject().put("url", url);
            }
            return given;
        }

        private void choices(JsonNode body) {
            say(body.path("text"));
            say(body.path("title"));
            body.path("options").forEach(this::option);
            body.path("buttons").forEach(this::option);
        }

        /// A link is no choice: it is shown with its address.
        private void option(JsonNode button) {
            String title = button.path("title").asString(button.path("label").asString(""));
            String address = url(button, "url");
            if (!address.isBlank()) {
                say(button.path(button.has("title") ? "title" : "label"));
                texts.add(address);
            } else if (!title.isBlank()) {
                options.addObject()
                        .put("id", button.path("id").asString(title))
                        .put("title", title);
            }
        }

        /// The step that comes of it is recorded too.
        private static ObjectNode agentWanted(ObjectNode shown) {
            shown.put("type", "event").putObject("raw").put("event", "agent_wanted");
            return shown;
        }

        /// Shows a message that has hidden parts alone. Its raw form is not meant for people
        /// either.
        private static ObjectNode nothingSaid(ObjectNode shown) {
            shown.put("type", "event").putObject("raw");
            return shown;
        }

        /// Null if nothing can be shown on a console, or not all of it.
        @Nullable ObjectNode shown() {
            if (strange) {
                return null;
            }
            ObjectNode shown = JsonNodeFactory.instance.objectNode();
            if (texts.isEmpty() && attachments.isEmpty() && options.isEmpty()) {
                if (wantsAgent) {
                    return agentWanted(shown);
                }
                return hidden ? nothingSaid(shown) : null;
            }
            if (options.isEmpty()) {
                shown.put("type", attachments.isEmpty() ? "text" : "attachment");
            } else {
                shown.put("type", "choice");
            }
            if (!texts.isEmpty()) {
                shown.put("text", String.join("\n", texts));
            }
            if (!attachments.isEmpty()) {
                shown.set("attachments", attachments);
            }
            if (!options.isEmpty()) {
                shown.set("options", options);
            }
            return shown;
        }
    }
}
