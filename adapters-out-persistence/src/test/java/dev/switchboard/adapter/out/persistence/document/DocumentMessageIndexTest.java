package dev.switchboard.adapter.out.persistence.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.keys.TokenKeys;
import dev.switchboard.application.port.out.search.MessageIndex;
import dev.switchboard.application.port.out.search.MessageIndexContract;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.search.Piece;
import dev.switchboard.domain.search.PieceId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DocumentMessageIndexTest implements MessageIndexContract {

    private final MemoryDocumentTable table = new MemoryDocumentTable(TableForm.MESSAGE_TERMS);
    private final MessageIndex index = new DocumentMessageIndex(table, TokenKeys.first());

    @Override
    public MessageIndex index() {
        return index;
    }

    private static final Piece PIECE =
            new Piece(
                    new PieceId(new ConversationId("web:1"), 0),
                    Instant.EPOCH,
                    Instant.EPOCH,
                    1,
                    null,
                    null,
                    null);

    @Test
    void storesNoTermThatCanBeRead() {
        index.save(PIECE, Set.of("default/word/parcel"));

        assertThat(table.all().toString()).doesNotContain("parcel", "word/");
    }

    @Test
    void findsNothingOfAnEarlierKeyAndCanForgetIt() {
        index.save(PIECE, Set.of("x"));
        MessageIndex now = new DocumentMessageIndex(table, TokenKeys.second());

        assertThat(now.find(List.of(PIECE.id()))).isEmpty();
        assertThat(now.having(Set.of("x"), null, 10)).isEmpty();
        assertThat(now.through(Instant.EPOCH, 10)).containsExactly(PIECE);
        now.save(PIECE, Set.of("x"));
        assertThat(now.having(Set.of("x"), null, 10)).containsExactly(PIECE);
    }
}
