package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import java.sql.SQLException;

/// The table of messages: one row each, never changed.
final class MessageRows {

    /// What [#read] needs of a message `m` in its conversation `c`.
    static final String COLUMNS =
            """
            m.id AS message, c.name AS conversation, m.seq, m.party, m.author, m.content,
            m.reply_to, m.answers, m.accepted_at
            """;

    static final String ONE =
            "SELECT "
                    + COLUMNS
                    + " FROM message m JOIN conversation c ON c.id = m.conversation WHERE m.id = ?";

    private static final String INSERT =
            """
            INSERT INTO message
                (id, conversation, seq, party, author, content, reply_to, answers, accepted_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private MessageRows() {}

    static Message read(Row row) throws SQLException {
        return new Message(
                row.messageId("message"),
                new ConversationId(row.text("conversation")),
                row.number("seq"),
                new Author(row.choice(Party.class, "party"), row.text("author")),
                new Content.Json(row.text("content")),
                row.textIfAny("reply_to"),
                row.messageIdIfAny("answers"),
                row.instant("accepted_at"));
    }

    static void insert(Sql sql, Message message, long conversation) throws SQLException {
        sql.update(
                INSERT,
                message.id(),
                conversation,
                message.seq(),
                message.author().party(),
                message.author().name(),
                text(message.content()),
                message.replyTo(),
                message.answers(),
                message.at());
    }

    private static String text(Content content) {
        return switch (content) {
            case Content.Json(String text) -> text;
        };
    }
}
