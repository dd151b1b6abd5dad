package dev.switchboard.adapter.out.persistence.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.document.DocumentTable.Amendment;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Change;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Outcome;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Range;
import dev.switchboard.adapter.out.persistence.document.TableForm.Index;
import dev.switchboard.application.fakes.InParallel;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The contract of [DocumentTable].
public interface DocumentTableContract {

    /// A form with an index of each kind.
    TableForm FORM =
            new TableForm(
                    "api_keys",
                    new Index.Value("api_keys_account", "account"),
                    new Index.Value("api_keys_over", "over_at"),
                    new Index.Flag("api_keys_open", "open"));

    /// A form with a series.
    TableForm NUMBERED =
            new TableForm(
                    "chats",
                    new Index.Flag("chats_open", "open"),
                    new Index.Series("chats_number", "conversation"));

    /// A form with lists of texts.
    TableForm LISTED =
            new TableForm(
                    "terms",
                    new Index.Terms("terms_all", "terms", "at"),
                    new Index.Value("terms_at", "at"));

    Index TERMS = LISTED.index("terms");

    Index NUMBERS = NUMBERED.index("conversation");

    Index ACCOUNT = FORM.index("account");
    Index OVER = FORM.index("over_at");
    Index OPEN = FORM.index("open");
    Outcome DONE = new Outcome.Done();
    Outcome REFUSED = new Outcome.Refused(null);

    /// The same one throughout a test, of the form [#FORM], empty when it began.
    DocumentTable table();

    /// The same of the form [#NUMBERED].
    DocumentTable numbered();

    /// The same of the form [#LISTED].
    DocumentTable listed();

    private static Document listed(String id, long at, String... terms) {
        return new Document("_id", id)
                .append("version", 1L)
                .append("at", Date.from(Instant.ofEpochMilli(at)))
                .append("terms", List.of(terms));
    }

    private List<String> having(@Nullable Long at, @Nullable String id, String... values) {
        Instant behind = at == null ? null : Instant.ofEpochMilli(at);
        return listed().scan(TERMS, new Range.All(List.of(values), behind, id), 10).stream()
                .map(document -> document.getString("_id"))
                .toList();
    }

    @Test
    default void scansByTheTextsOfAListTheLatestFirst() {
        listed().write(new Change.Insert(listed("b", 5, "x", "y")));
        listed().write(new Change.Insert(listed("a", 5, "y", "x", "xx")));
        listed().write(new Change.Insert(listed("c", -7, "x")));
        listed().write(new Change.Insert(listed("d", 9, "y", "x")));

        assertThat(having(null, null, "x")).containsExactly("d", "a", "b", "c");
        assertThat(having(null, null, "y", "x")).containsExactly("d", "a", "b");
        assertThat(having(null, null, "x", "xx", "y")).containsExactly("a");
        assertThat(having(5L, "a", "x")).containsExactly("b", "c");
        assertThat(having(5L, "aa", "x", "y")).containsExactly("b");
        assertThat(having(4L, "a", "x")).containsExactly("c");
        listed().write(new Amendment.Replace(listed("a", 5, "y").append("version", 2L), 1));
        listed().write(new Amendment.Remove("d"));

        assertThat(having(null, null, "x")).containsExactly("b", "c");
        assertThat(having(null, null, "y")).containsExactly("a", "b");
        assertThat(having(null, null, "xx")).isEmpty();
        assertThat(listed().find("a")).contains(listed("a", 5, "y").append("version", 2L));
    }

    private static Document numbered(String id, String conversation, long number) {
        return new Document("_id", id)
                .append("version", 1L)
                .append("conversation", conversation)
                .append("number", number)
                .append("open", true);
    }

    private List<String> newest(String conversation, int limit) {
        return numbered().scan(NUMBERS, new Range.Only(conversation), limit).stream()
                .map(document -> document.getString("_id"))
                .toList();
    }

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

        assertThat(insert(document)).isEqualTo(DONE);

        assertThat(table().find("a")).contains(document);
        assertThat(table().find(List.of("a", "b"))).containsExactly(document);
        assertThat(table().find("b")).isEmpty();
        assertThat(table().find(List.of())).isEmpty();
    }

    @Test
    default void insertsAnIdOnce() {
        List<Outcome> results =
                InParallel.results(8, i -> insert(document("a", "account-" + i, 5)));

        assertThat(results).containsOnlyOnce(DONE);
        assertThat(results)
                .filteredOn(Outcome.Refused.class::isInstance)
                .hasSize(7)
                .containsOnly(new Outcome.Refused(table().find("a").orElseThrow()));
        assertThat(ids(OVER, through(5))).containsExactly("a");
    }

    @Test
    default void replacesADocumentAtItsVersionAlone() {
        insert(document("a", "ann", 5));
        Document next = document("a", "bob", 7).append("version", 2L);

        assertThat(table().write(new Amendment.Replace(next, 2)))
                .isEqualTo(new Outcome.Refused(document("a", "ann", 5)));
        assertThat(table().write(new Amendment.Replace(next, 1))).isEqualTo(DONE);
        assertThat(table().write(new Amendment.Replace(next, 1)))
                .isEqualTo(new Outcome.Refused(next));

        assertThat(table().find("a")).contains(next);
        assertThat(table().write(new Amendment.Replace(document("b", "ann", 5), 1)))
                .isEqualTo(REFUSED);
        assertThat(table().find("b")).isEmpty();
    }

    @Test
    default void removesADocumentOnce() {
        insert(document("a", "ann", 5));

        assertThat(table().write(new Amendment.Remove("a"))).isEqualTo(DONE);
        assertThat(table().write(new Amendment.Remove("a"))).isEqualTo(REFUSED);

        assertThat(table().find("a")).isEmpty();
        assertThat(ids(ACCOUNT, new Range.Only("ann"))).isEmpty();
        assertThat(insert(document("a", "ann", 5))).isEqualTo(DONE);
    }

    @Test
    default void scansByATextAndFollowsItsChanges() {
        insert(document("b", "ann", 5));
        insert(document("a", "ann", 6));
        insert(document("c", "anna", 5));

        assertThat(ids(ACCOUNT, new Range.Only("ann"))).containsExactly("a", "b");
        assertThat(ids(ACCOUNT, new Range.Only("an"))).isEmpty();
        table().write(new Amendment.Replace(document("a", "bob", 6), 1));

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
    default void forgetsWhatIsOldHoweverMuchItIs() {
        IntStream.rangeClosed(0, DocumentTable.FORGOTTEN_AT_ONCE)
                .forEach(i -> insert(document("old-" + i, "ann", i)));
        insert(document("new", "ann", 1_000));

        table().forgetThrough(OVER, Instant.ofEpochMilli(999));

        assertThat(ids(OVER, through(1_000))).containsExactly("new");
    }

    @Test
    default void putsADocumentInThePlaceOfAnother() {
        assertThat(table().write(new Change.Put(document("a", "ann", 5)))).isEqualTo(DONE);
        assertThat(table().write(new Change.Put(document("b", "ann", 5)))).isEqualTo(DONE);

        assertThat(table().write(new Change.Put(document("a", "bob", 7)))).isEqualTo(DONE);

        assertThat(table().all())
                .containsExactlyInAnyOrder(document("a", "bob", 7), document("b", "ann", 5));
        assertThat(ids(ACCOUNT, new Range.Only("ann"))).containsExactly("b");
    }

    @Test
    default void scansByAFlagBehindAnId() {
        List.of("d", "a", "c").forEach(id -> insert(document(id, "ann", 5).append("open", true)));
        insert(document("b", "ann", 5));

        assertThat(ids(OPEN, new Range.Behind(null))).containsExactly("a", "c", "d");
        assertThat(ids(OPEN, new Range.Behind("a"))).containsExactly("c", "d");
        assertThat(ids(OPEN, new Range.Behind("b"))).containsExactly("c", "d");
        assertThat(ids(OPEN, new Range.Behind("d"))).isEmpty();
        assertThat(table().scan(OPEN, new Range.Behind(null), 2))
                .extracting(document -> document.getString("_id"))
                .containsExactly("a", "c");
    }

    @Test
    default void fillsThePagesOfAWalkBehindWhatItsReaderLeavesOut() {
        List.of("a", "b", "c", "d", "e", "f")
                .forEach(id -> insert(document(id, "ann", 5).append("open", true)));
        Function<Document, Stream<String>> reader =
                document -> Stream.of(document.getString("_id")).filter(id -> !"bcf".contains(id));

        assertThat(table().walk(OPEN, null, 2, reader)).containsExactly("a", "d");
        assertThat(table().walk(OPEN, "d", 2, reader)).containsExactly("e");
        assertThat(table().walk(OPEN, null, 1, reader)).containsExactly("a");
        assertThat(table().walk(OPEN, "a", 1, reader)).containsExactly("d");
        assertThat(table().walk(OPEN, "e", 1, reader)).isEmpty();
    }

    @Test
    default void lowersAFlagAtAVersionAndNothingElse() {
        Document open = document("a", "ann", 5).append("open", true);
        insert(open);

        assertThat(table().write(new Amendment.Lower("a", 2, OPEN)))
                .isEqualTo(new Outcome.Refused(open));
        assertThat(table().write(new Amendment.Lower("b", 1, OPEN))).isEqualTo(REFUSED);
        assertThat(ids(OPEN, new Range.Behind(null))).containsExactly("a");
        assertThat(table().write(new Amendment.Lower("a", 1, OPEN))).isEqualTo(DONE);
        assertThat(table().write(new Amendment.Lower("a", 1, OPEN))).isEqualTo(DONE);

        assertThat(table().find("a")).contains(document("a", "ann", 5));
        assertThat(ids(OPEN, new Range.Behind(null))).isEmpty();
    }

    @Test
    default void makesEachOfManyAmendmentsForItself() {
        List.of("a", "b", "c", "d")
                .forEach(id -> insert(document(id, "ann", 5).append("open", true)));

        table().amend(
                        List.of(
                                new Amendment.Replace(document("a", "eve", 5), 7),
                                new Amendment.Replace(document("b", "eve", 5), 1),
                                new Amendment.Remove("nobody"),
                                new Amendment.Lower("c", 1, OPEN),
                                new Amendment.Remove("d")));

        assertThat(ids(ACCOUNT, new Range.Only("ann"))).containsExactly("a", "c");
        assertThat(ids(ACCOUNT, new Range.Only("eve"))).containsExactly("b");
        assertThat(ids(OPEN, new Range.Behind(null))).containsExactly("a");
        table().amend(List.of());
    }

    @Test
    default void scansASeriesFromItsHighestNumberOn() {
        for (int number = 1; number <= 12; number++) {
            numbered().write(new Change.Insert(numbered("a" + number, "one", number)));
        }
        numbered().write(new Change.Insert(numbered("b", "on", 1)));

        assertThat(newest("one", 3)).containsExactly("a12", "a11", "a10");
        assertThat(newest("one", 100)).hasSize(12).endsWith("a1");
        assertThat(newest("on", 3)).containsExactly("b");
        assertThat(newest("o", 3)).isEmpty();
        assertThat(numbered().find("a7")).contains(numbered("a7", "one", 7));
        assertThat(numbered().find(List.of("a7", "b", "c"))).hasSize(2);
    }

    @Test
    default void insertsANumberOfASeriesOnce() {
        List<Outcome> results =
                InParallel.results(
                        8, i -> numbered().write(new Change.Insert(numbered("a" + i, "one", 1))));

        Document there = numbered().find(newest("one", 10)).getFirst();
        assertThat(results).containsOnlyOnce(DONE);
        assertThat(results)
                .filteredOn(Outcome.Refused.class::isInstance)
                .hasSize(7)
                .containsOnly(new Outcome.Refused(there));
        assertThat(numbered().all()).containsExactly(there);
        Document sameId = numbered(there.getString("_id"), "two", 1);
        assertThat(numbered().write(new Change.Insert(sameId)))
                .isEqualTo(new Outcome.Refused(there));
        assertThat(newest("two", 10)).isEmpty();
    }

    @Test
    default void changesDocumentsOfASeriesByTheirIds() {
        numbered().write(new Change.Insert(numbered("a", "one", 1)));
        numbered().write(new Change.Insert(numbered("b", "one", 2)));
        Document next = numbered("a", "one", 1).append("version", 2L).append("said", "yes");
        Index open = NUMBERED.index("open");

        assertThat(numbered().write(new Amendment.Replace(next, 1))).isEqualTo(DONE);
        assertThat(numbered().write(new Amendment.Lower("b", 1, open))).isEqualTo(DONE);
        assertThat(numbered().scan(open, new Range.Behind(null), 10)).containsExactly(next);
        assertThat(numbered().scan(open, new Range.Behind("a"), 10)).isEmpty();
        assertThat(numbered().write(new Amendment.Remove("b"))).isEqualTo(DONE);

        assertThat(newest("one", 10)).containsExactly("a");
        assertThat(numbered().find("b")).isEmpty();
        assertThat(numbered().write(new Change.Insert(numbered("c", "one", 2)))).isEqualTo(DONE);
        assertThat(newest("one", 10)).containsExactly("c", "a");
    }
}
