package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.domain.conversation.Party;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Renders the messages of one external system in the consoles' form. Messages of the hub's own
/// agents and of the hub need no rendering.
public interface ConsoleRenderer {

    /// The origin of its conversations.
    String origin();

    /// Renders a message: `type`, and its `text`, `attachments` and `options` as far as it has
    /// them; `name` is the author's, if known. A file inside the message without an address on the
    /// web is attached without `url`, and gets a link.
    ///
    /// @param by the author: user, bot, channel, or an external agent
    /// @param content as it was journaled
    /// @return null for a kind that consoles do not know; they get the content itself
    @Nullable ObjectNode show(Party by, JsonNode content);
}
