package dev.switchboard.adapter.in.socket.gateway.customer;

import dev.switchboard.application.port.in.media.LinkMedia;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.media.MediaId;
import dev.switchboard.domain.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Renders messages of the hub's own agents for pages that show only text.
public final class AgentRenderer {

    /// All members that the hub writes. An outside desk's message always has others, such as its
    /// customer.
    private static final Set<String> OWN_MEMBERS =
            Set.of("id", "type", "text", "attachments", "options", "replyTo", "to");

    private final LinkMedia media;

    public AgentRenderer(LinkMedia media) {
        this.media = media;
    }

    /// An agent's message.
    ///
    /// @param id the console's own id of it
    /// @param agent its author
    /// @param text the text, followed by numbered options and by links to attachments, valid for a
    ///   day
    public record AgentText(String id, String agent, String text) {}

    /// Whether a message was written on a console of the hub. A desk chooses the members of its
    /// messages, so an `id` alone says nothing.
    public static boolean isOwn(Party by, JsonNode content) {
        return by == Party.AGENT
                && content.path("id").isString()
                && OWN_MEMBERS.containsAll(content.propertyNames());
    }

    /// @return null for all others
    public @Nullable AgentText in(Message message) {
        Party by = message.author().party();
        if (by != Party.AGENT) {
            return null;
        }
        JsonNode content = JsonMapper.shared().readTree(message.content().text());
        return isOwn(by, content)
                ? new AgentText(
                        content.path("id").asString(""), message.author().name(), text(content))
                : null;
    }

    private String text(JsonNode content) {
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
            lines.add((attachment.path("name").asString("") + " " + url(attachment)).strip());
        }
        return String.join("\n", lines);
    }

    private String url(JsonNode attachment) {
        return attachment.has("url")
                ? attachment.path("url").asString("")
                : MediaId.named(attachment.path("mediaId").asString(""))
                        .map(media::link)
                        .orElse("");
    }
}
