package dev.switchboard.adapter.out.persistence.embedded.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.document.DocumentTable;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Amendment;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Change;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Range;
import dev.switchboard.adapter.out.persistence.document.DocumentTableContract;
import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class EmbeddedDocumentTableIT extends EngineCase implements DocumentTableContract {

    @Override
    public DocumentTable table() {
        return ColdTables.of(FORM, engine());
    }

    @Override
    public DocumentTable numbered() {
        return ColdTables.of(NUMBERED, engine());
    }

    @Override
    public DocumentTable listed() {
        return ColdTables.of(LISTED, engine());
    }

    @Test
    void keepsTablesApart() {
        DocumentTable other = ColdTables.of(new TableForm("api_keys2"), engine());
        table().write(new Change.Insert(new Document("_id", "a").append("version", 1L)));

        assertThat(other.find("a")).isEmpty();
    }

    @Test
    void leavesOutWhatCannotBeReadAndLetsItBeRemoved() {
        Document document =
                new Document("_id", "broken").append("version", 1L).append("account", "ann");
        table().write(new Change.Insert(document));

        engine().write(batch -> {
            keys(Table.DEFAULT, "broken").stream()
                    .filter(key -> key[0] == 1)
                    .forEach(key -> batch.put(Table.DEFAULT, key, new byte[] {1, 3, 9, 9, 9}));
            return batch;
        });

        assertThat(table().find("broken")).isEmpty();
        assertThat(table().scan(ACCOUNT, new Range.Only("ann"), 10)).isEmpty();
        assertThat(table().write(new Change.Insert(document))).isEqualTo(REFUSED);
        assertThat(table().write(new Amendment.Remove("broken"))).isEqualTo(DONE);
    }
}
