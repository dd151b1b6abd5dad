package dev.switchboard.adapter.out.persistence.mongo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class StoredIndexTest {

    private static final StoredIndex OWED = index("journal_owed");
    private static final StoredIndex KEY = index("journal_key");

    private static StoredIndex index(String name) {
        return StoredIndex.ALL.stream()
                .filter(index -> index.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void isTheSameOnlyWithItsWholeDefinition() {
        String owed =
                "{v: 2, name: 'journal_owed', key: {'deliveries.target': 1, conversation: 1,"
                        + " seq: 1}, partialFilterExpression: {'deliveries.state': 'PENDING'}}";

        assertThat(OWED.isAmong(List.of(Document.parse(owed)))).isTrue();
        assertThat(OWED.isAmong(List.of(Document.parse(owed.replace("PENDING", "PARKED")))))
                .isFalse();
        assertThat(OWED.isAmong(List.of(Document.parse(owed.replace("seq: 1", "seq: -1")))))
                .isFalse();
        assertThat(OWED.isAmong(List.of(Document.parse(owed).append("hidden", true)))).isFalse();
    }

    @Test
    void mayNotExpireOrCompareInAnotherWay() {
        Document key =
                Document.parse(
                        "{v: 2, name: 'journal_key', key: {'key.scope': 1.0, 'key.key': 1.0},"
                                + " unique: true, sparse: 1}");

        assertThat(KEY.isAmong(List.of(key))).isTrue();
        assertThat(KEY.isAmong(List.of(new Document(key).append("expireAfterSeconds", 60))))
                .isFalse();
        assertThat(
                        KEY.isAmong(
                                List.of(
                                        new Document(key)
                                                .append(
                                                        "collation",
                                                        new Document("locale", "de")))))
                .isFalse();
    }
}
