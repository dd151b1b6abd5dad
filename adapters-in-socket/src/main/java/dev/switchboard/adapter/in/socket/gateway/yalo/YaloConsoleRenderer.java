package dev.switchboard.adapter.in.socket.gateway.yalo;

import dev.switchboard.adapter.in.socket.gateway.agent.ConsoleRenderer;
import dev.switchboard.domain.conversation.Party;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Renders platforms' messages of users and bots: a file with its caption, or one line.
public final class YaloConsoleRenderer implements ConsoleRenderer {

    @Override
    public String origin() {
        return "yalo";
    }

    @Override
    public @Nullable ObjectNode show(Party by, JsonNode content) {
        String url = content.path("url").asString("");
        String text = content.path("text").asString("");
        boolean onTheWeb = url.startsWith("https://") || url.startsWith("http://");
        if (onTheWeb || (url.isEmpty() && content.has("mediaId"))) {
            return file(content, url);
        }
        boolean said = !text.isEmpty() && !content.has("raw");
        // a long text was cut and is kept whole beside it
        boolean cut = content.path("type").asString("").equals("text");
        return said || cut ? object().put("type", "text").put("text", text) : null;
    }

    private static ObjectNode file(JsonNode content, String url) {
        ObjectNode shown = object().put("type", "attachment");
        String caption = content.path("caption").asString("");
        if (!caption.isEmpty()) {
            shown.put("text", caption);
        }
        ObjectNode file = shown.putArray("attachments").addObject();
        if (!url.isEmpty()) {
            file.put("url", url);
        }
        for (String name : new String[] {"name", "mimeType"}) {
            String value = content.path(name).asString("");
            if (!value.isEmpty()) {
                file.put(name, value);
            }
        }
        return shown;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
