package dev.switchboard.adapter.in.socket.gateway.customer;

import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an agent of ours said, for pages that show nothing but text.
///
/// @param id the console's own name for it
/// @param agent who said it
/// @param text links to what is attached, and options by their numbers, stand below it
public record AgentWords(String id, String agent, String text) {

    /// @return null if somebody else wrote it: an agent outside gives what it says no `id`
    public static @Nullable AgentWords in(Message message) {
        if (message.author().party() != Party.AGENT) {
            return null;
        }
        JsonNode content =
                switch (message.content()) {
                    case Content.Json(String text) -> JsonMapper.shared().readTree(text);
                };
        JsonNode id = content.path("id");
        return id.isString()
                ? new AgentWords(id.stringValue(), message.author().name(), text(content))
                : null;
    }

    private static String text(JsonNode content) {
        List<String> lines = new ArrayList<>();
        if (content.path("text").isString()) {
            lines.add(content.path("text").stringValue());
        }
        int number = 0;
        for (JsonNode option : content.path("options")) {
            number++;
            lines.add(number + ". " + option.path("title").asString(""));
        }
        for (JsonNode attachment : content.path("attachments")) {
            String name = attachment.path("name").asString(attachment.path("mediaId").asString(""));
            String url = attachment.path("url").asString("");
            lines.add((name + " " + url).strip());
        }
        return String.join("\n", lines);
    }
}
