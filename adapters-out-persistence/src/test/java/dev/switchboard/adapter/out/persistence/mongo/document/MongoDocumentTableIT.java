package dev.switchboard.adapter.out.persistence.mongo.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.document.DocumentTable;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Change;
import dev.switchboard.adapter.out.persistence.document.DocumentTableContract;
import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.keys.BodySeal;
import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.application.fakes.FakePartitionOwnership;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoDocumentTableIT implements DocumentTableContract {

    private final StartedStore store = StartedStore.ready();

    @Override
    public DocumentTable table() {
        return table(FORM);
    }

    @Override
    public DocumentTable numbered() {
        return table(NUMBERED);
    }

    @Override
    public DocumentTable listed() {
        return table(LISTED);
    }

    private DocumentTable table(TableForm form) {
        return new MongoDocumentTable(
                store.bean(MongoStore.class),
                store.bean(BodySeal.class),
                form,
                store.bean(FakePartitionOwnership.class));
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void keepsDocumentsWherePeopleCanReadThem() {
        Document document = new Document("_id", "a").append("version", 1L).append("account", "ann");

        table().write(new Change.Insert(document));

        assertThat(store.database().getCollection("api_keys").find()).containsExactly(document);
    }
}
