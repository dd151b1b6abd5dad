package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.message.WaitingParts;
import dev.switchboard.domain.conversation.ConversationId;
import java.sql.SQLException;
import java.util.List;

/// Parts under what names them. There are few of them, and none for long.
final class EmbeddedWaitingParts implements WaitingParts {

    static final String OLDEST =
            """
            SELECT conversation, answer, place, fingerprint, command, at
            FROM waiting_part ORDER BY at LIMIT ?
            """;

    private static final String INSERT =
            """
            INSERT INTO waiting_part (conversation, answer, place, fingerprint, command, at)
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """;
    private static final String DELETE =
            """
            DELETE FROM waiting_part
            WHERE conversation = ? AND answer = ? AND place = ? AND fingerprint = ?
            """;

    private final EmbeddedStore store;

    EmbeddedWaitingParts(EmbeddedStore store) {
        this.store = store;
    }

    @Override
    public void put(Part part) {
        store.write(sql -> sql.update(INSERT, name(part), part.command(), part.at()));
    }

    @Override
    public void remove(Part part) {
        store.write(sql -> sql.update(DELETE, (Object) name(part)));
    }

    private static Object[] name(Part part) {
        return new Object[] {part.conversation(), part.answer(), part.index(), part.fingerprint()};
    }

    @Override
    public List<Part> all(int limit) {
        return store.read(sql -> sql.list(OLDEST, EmbeddedWaitingParts::read, limit));
    }

    private static Part read(Row row) throws SQLException {
        return new Part(
                new ConversationId(row.text("conversation")),
                row.text("answer"),
                row.count("place"),
                row.text("fingerprint"),
                row.text("command"),
                row.instant("at"));
    }
}
