package dev.switchboard.adapter.out.persistence.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.document.DocumentTable.Change;
import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.people.Erasures;
import dev.switchboard.domain.chat.ChatId;
import dev.switchboard.domain.conversation.ConversationId;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/// An earlier MongoDB database needs no migration: documents are read and written as before.
class OldDocumentsTest {

    @Test
    void areThoseOfHandoffsToday() {
        for (Document old : OldDocuments.of(TableForm.HANDOFFS)) {
            ConversationId conversation = new ConversationId(old.getString("_id"));
            MemoryDocumentTable fresh = new MemoryDocumentTable(TableForm.HANDOFFS);
            Handoffs there = new DocumentHandoffs(with(TableForm.HANDOFFS, old));

            new DocumentHandoffs(fresh).change(0, there.find(conversation).orElseThrow());

            assertThat(fresh.all()).containsExactly(new Document(old).append("open", true));
        }
    }

    @Test
    void areThoseOfChatsToday() {
        for (Document old : OldDocuments.of(TableForm.CHATS)) {
            MemoryDocumentTable fresh = new MemoryDocumentTable(TableForm.CHATS);
            Chats there = new DocumentChats(with(TableForm.CHATS, old));

            new DocumentChats(fresh)
                    .begin(there.find(new ChatId(old.getString("_id"))).orElseThrow());

            assertThat(fresh.all()).containsExactly(new Document(old).append("open", true));
        }
    }

    @Test
    void areThoseOfErasuresToday() {
        for (Document old : OldDocuments.of(TableForm.ERASURES)) {
            MemoryDocumentTable fresh = new MemoryDocumentTable(TableForm.ERASURES);
            Erasures there = new DocumentErasures(with(TableForm.ERASURES, old));

            new DocumentErasures(fresh).save(there.find(old.getString("_id")).orElseThrow());

            // a person's names have no order
            assertThat(new DocumentErasures(fresh).all()).isEqualTo(there.all());
            assertThat(fresh.all().getFirst().keySet()).isEqualTo(old.keySet());
        }
    }

    private static DocumentTable with(TableForm form, Document old) {
        MemoryDocumentTable table = new MemoryDocumentTable(form);
        table.write(new Change.Put(old));
        return table;
    }
}
