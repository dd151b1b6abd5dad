package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.domain.conversation.Party;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the parties of one outside system say, in the words of consoles. What agents say, and what
/// the hub notes, needs no translation.
public interface ConsoleRenderer {

    /// The origin of its conversations.
    String origin();

    /// A message as consoles show it: `type`, and what it has of `text`, `attachments` and
    /// `options`; `name` is the author's, if it is known. A file that the message itself brings,
    /// and that is nowhere on the web, is attached without `url`: it gets a link.
    ///
    /// @param by who wrote it: user, bot, channel, or an agent outside
    /// @param content as it was journaled
    /// @return null if it is of a kind that consoles do not know: they get the content itself
    @Nullable ObjectNode show(Party by, JsonNode content);
}
