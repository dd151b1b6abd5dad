package dev.switchboard.adapter.out.persistence.mongo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class StoredIndexTest {

    private static final StoredIndex PARKED = index("journal_parked");
    private static final StoredIndex KEY = index("journal_key");

    private static StoredIndex index(String name) {
        return StoredIndex.ALL.stream()
                .filter(index -> index.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void isTheSameOnlyWithItsWholeDefinition() {
        String parked =
                "{v: 2, name: 'journal_parked', key: {'deliveries.target': 1, conversation: 1,"
                        + " seq: 1}, partialFilterExpression: {'deliveries.state': 'PARKED'}}";

        assertThat(PARKED.isAmong(List.of(Document.parse(parked)))).isTrue();
        assertThat(PARKED.isAmong(List.of(Document.parse(parked.replace("PARKED", "PENDING")))))
                .isFalse();
        assertThat(PARKED.isAmong(List.of(Document.parse(parked.replace("seq: 1", "seq: -1")))))
                .isFalse();
        assertThat(PARKED.isAmong(List.of(Document.parse(parked).append("hidden", true))))
                .isFalse();
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
