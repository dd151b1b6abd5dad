package dev.switchboard.adapter.out.persistence.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.document.DocumentTable.Change;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Outcome;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Range;
import dev.switchboard.adapter.out.persistence.document.TableForm.Index;
import dev.switchboard.application.fakes.InParallel;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/// What [DocumentTable] promises, tried on the form of the keys of accounts.
public interface DocumentTableContract {

    Index ACCOUNT = TableForm.API_KEYS.index("account");
    Index OVER = TableForm.API_KEYS.index("over_at");

    /// The same one throughout a test, empty when it began.
    DocumentTable table();

    private static Document document(String id, String account, long overAt) {
        return new Document("_id", id)
                .append("version", 1L)
                .append("account", account)
                .append("over_at", Date.from(Instant.ofEpochMilli(overAt)));
    }

    private Outcome insert(Document document) {
        return table().write(new Change.Insert(document));
    }

    private static Range through(long millis) {
        return new Range.Through(Instant.ofEpochMilli(millis));
    }

    private List<String> ids(Index index, Range range) {
        return table().scan(index, range, 10).stream()
                .map(document -> document.getString("_id"))
                .toList();
    }

    @Test
    default void keepsDocumentsAsTheyAre() {
        Document document =
                document("a", "ann", 5)
                        .append("nothing", null)
                        .append("names", List.of("ñ", "\0", ""))
                        .append("inner", new Document("number", 1L).append("yes", true));

        assertThat(insert(document)).isEqualTo(Outcome.DONE);

        assertThat(table().find("a")).contains(document);
        assertThat(table().find(List.of("a", "b"))).containsExactly(document);
        assertThat(table().find("b")).isEmpty();
        assertThat(table().find(List.of())).isEmpty();
    }

    @Test
    default void insertsAnIdOnce() {
        List<Outcome> results =
                InParallel.results(8, i -> insert(document("a", "account-" + i, 5)));

        assertThat(results).containsOnlyOnce(Outcome.DONE);
        assertThat(ids(OVER, through(5))).containsExactly("a");
    }

    @Test
    default void replacesADocumentAtItsVersionAlone() {
        insert(document("a", "ann", 5));
        Document next = document("a", "bob", 7).append("version", 2L);

        assertThat(table().write(new Change.Replace(next, 2))).isEqualTo(Outcome.REFUSED);
        assertThat(table().write(new Change.Replace(next, 1))).isEqualTo(Outcome.DONE);
        assertThat(table().write(new Change.Replace(next, 1))).isEqualTo(Outcome.REFUSED);

        assertThat(table().find("a")).contains(next);
        assertThat(table().write(new Change.Replace(document("b", "ann", 5), 1)))
                .isEqualTo(Outcome.REFUSED);
        assertThat(table().find("b")).isEmpty();
    }

    @Test
    default void removesADocumentOnce() {
        insert(document("a", "ann", 5));

        assertThat(table().write(new Change.Remove("a"))).isEqualTo(Outcome.DONE);
        assertThat(table().write(new Change.Remove("a"))).isEqualTo(Outcome.REFUSED);

        assertThat(table().find("a")).isEmpty();
        assertThat(ids(ACCOUNT, new Range.Only("ann"))).isEmpty();
        assertThat(insert(document("a", "ann", 5))).isEqualTo(Outcome.DONE);
    }

    @Test
    default void scansByATextAndFollowsItsChanges() {
        insert(document("b", "ann", 5));
        insert(document("a", "ann", 6));
        insert(document("c", "anna", 5));

        assertThat(ids(ACCOUNT, new Range.Only("ann"))).containsExactly("a", "b");
        assertThat(ids(ACCOUNT, new Range.Only("an"))).isEmpty();
        table().write(new Change.Replace(document("a", "bob", 6), 1));

        assertThat(ids(ACCOUNT, new Range.Only("ann"))).containsExactly("b");
        assertThat(ids(ACCOUNT, new Range.Only("bob"))).containsExactly("a");
    }

    @Test
    default void scansByATimeFromTheOldestOn() {
        insert(document("now", "ann", 1_800_000_000_000L));
        insert(document("first", "ann", 0));
        insert(document("before", "ann", -5));
        insert(new Document("_id", "never").append("version", 1L));

        assertThat(ids(OVER, through(1_800_000_000_000L)))
                .containsExactly("before", "first", "now");
        assertThat(ids(OVER, through(1_799_999_999_999L))).containsExactly("before", "first");
        assertThat(ids(OVER, through(-6))).isEmpty();
        assertThat(table().scan(OVER, through(5), 1))
                .extracting(document -> document.getString("_id"))
                .containsExactly("before");
    }

    @Test
    default void makesEachChangeOfABatchForItself() {
        insert(document("a", "ann", 5));

        List<Outcome> outcomes =
                table().write(
                                List.of(
                                        new Change.Insert(document("a", "bob", 5)),
                                        new Change.Insert(document("b", "bob", 5)),
                                        new Change.Replace(
                                                document("b", "eve", 5).append("version", 2L), 1),
                                        new Change.Remove("a")));

        assertThat(outcomes)
                .containsExactly(Outcome.REFUSED, Outcome.DONE, Outcome.DONE, Outcome.DONE);
        assertThat(ids(OVER, through(5))).containsExactly("b");
        assertThat(ids(ACCOUNT, new Range.Only("eve"))).containsExactly("b");
        assertThat(table().write(List.of())).isEmpty();
    }
}
