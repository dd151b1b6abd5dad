package dev.switchboard.adapter.in.socket.gateway.netomi;

import dev.switchboard.adapter.in.socket.gateway.customer.Cursor;
import dev.switchboard.adapter.in.socket.gateway.customer.Wish;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.conversation.ConversationId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The conversations that a page names when it connects or authenticates: `conversationId` with
/// `cursor`, or `conversations` with one or several of these.
final class NetomiWishes {

    static final String FOREIGN = "Conversation belongs to another client";

    private static final Pattern PRINTABLE = Pattern.compile("[\\p{Print}&&\\S]{1,200}");

    private NetomiWishes() {}

    /// @throws InvalidValueException naming `conversationId`
    static List<Wish> in(JsonNode auth) {
        List<Wish> wishes = new ArrayList<>();
        add(auth, wishes);
        for (JsonNode item : auth.path("conversations")) {
            add(item, wishes);
        }
        return wishes;
    }

    private static void add(JsonNode item, List<Wish> wishes) {
        JsonNode id = item.get("conversationId");
        if (id == null || id.isNull()) {
            return;
        }
        if (!id.isString() || !PRINTABLE.matcher(id.stringValue()).matches()) {
            throw new InvalidValueException("conversationId", Reason.INVALID);
        }
        ConversationId conversation = ConversationId.of(NetomiEvents.ORIGIN, id.stringValue());
        wishes.add(new Wish(conversation, Cursor.of(item.get("cursor")), FOREIGN));
    }
}
