package dev.switchboard.adapter.in.web.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.json.CsvRow.Cells;
import dev.switchboard.adapter.in.web.json.CsvRow.Flaw;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowTest {

    private static List<CsvRow> rows(String text) {
        return CsvRow.first(100, text.getBytes(UTF_8));
    }

    private static Cells cells(int line, String... texts) {
        return new Cells(line, List.of(texts));
    }

    @Test
    void hasCellsBetweenCommas() {
        assertThat(rows("a,b\r\n1,\r\n,2\r\n"))
                .containsExactly(cells(1, "a", "b"), cells(2, "1", ""), cells(3, "", "2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b\n1,2", "a,b\r\n1,2", "a,b\n1,2\n", "\uFEFFa,b\r\n1,2\r\n\r\n"})
    void endsWithAnyEndOfALine(String text) {
        assertThat(rows(text)).containsExactly(cells(1, "a", "b"), cells(2, "1", "2"));
    }

    @Test
    void hasAnythingInQuotes() {
        assertThat(rows("\"a,b\",\"say \"\"hi\"\"\",\"\",\"\"\"\"\r\n"))
                .containsExactly(cells(1, "a,b", "say \"hi\"", "", "\""));
    }

    @Test
    void isOnTheLineWhereItBegins() {
        assertThat(rows("\"1\r\n2\n3\",\"a\rb\"\n\nlast\n"))
                .containsExactly(cells(1, "1\r\n2\n3", "a\rb"), cells(5, "last"));
    }

    @Test
    void keepsALoneReturnInACell() {
        assertThat(rows("a\rb,c\n")).containsExactly(cells(1, "a\rb", "c"));
    }

    @Test
    void hasAQuoteThatEnds() {
        assertThat(rows("a,b\n1,\"2\n3,4\n"))
                .containsExactly(cells(1, "a", "b"), new Flaw(2, "A quote does not end"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"2,3", "\"1\" ,3", "1\"2\",3", " \"1\",3", "\"1\"\r2,3"})
    void hasNothingAroundItsQuotes(String row) {
        List<CsvRow> rows = rows("a,b\n" + row + "\nbehind,it\n");

        assertThat(rows).hasSize(2);
        assertThat(rows.getLast()).isInstanceOf(Flaw.class);
        assertThat(rows.getLast().line()).isEqualTo(2);
    }

    @Test
    void isReadOnlyAsFarAsIsWanted() {
        assertThat(CsvRow.first(2, "a\nb\nc\n\"".getBytes(UTF_8)))
                .containsExactly(new Cells(1, List.of("a")), new Cells(2, List.of("b")));
        assertThat(rows(",".repeat(99))).hasOnlyElementsOfType(Cells.class);
        assertThat(rows("a\n" + ",".repeat(4_000_000)))
                .containsExactly(
                        new Cells(1, List.of("a")), new Flaw(2, "It has more than 100 cells"));
    }

    @Test
    void isUtf8() {
        assertThat(CsvRow.first(100, "a,b\nñ,2\n".getBytes(ISO_8859_1)))
                .containsExactly(new Flaw(2, "It is not UTF-8"));
        assertThat(CsvRow.first(100, "a\nñ".getBytes(ISO_8859_1)))
                .containsExactly(new Flaw(2, "It is not UTF-8"));
    }

    @Test
    void isNoneOfAnEmptyText() {
        assertThat(rows("")).isEmpty();
        assertThat(rows("\uFEFF")).isEmpty();
        assertThat(rows("\n\r\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1", "'=1+1", "''=1", "'", "''", "'a", "-2", "\t=1", "\r", "a\r\nb", "\"", ",",
                " "
            })
    void isWhatWasWritten(String text) {
        String line = CsvLine.of(Stream.of(text, "x"));

        assertThat(rows(line)).hasSize(1);
        assertThat(rows(line).getFirst())
                .isInstanceOfSatisfying(
                        Cells.class,
                        row ->
                                assertThat(row.texts().stream().map(CsvLine::unguarded))
                                        .containsExactly(text, "x"));
    }
}
