package dev.switchboard.adapter.in.web.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.json.CsvRow.Cells;
import dev.switchboard.domain.fuzz.Fuzz;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// A table has rows of cells up to its first flaw, and what is read is read again from what is
/// written of it.
class CsvFuzzTest {

    private static final int MOST = 50;

    @Test
    void readsTheRowsThatItWrites() {
        Fuzz.of("rows of CSV")
                .seeds(
                        "a,b\r\n1,\r\n,2\r\n",
                        "\"a,b\",\"say \"\"hi\"\"\",\"\",\"\"\"\"\r\n",
                        "\"1\r\n2\n3\",\"a\rb\"\n\nlast\n",
                        "\ufeffa,b\r\n1,2\r\n\r\n",
                        "=1+1,'=x,@y,-z,+1\n")
                .words("\r\n", "\"\"", "\",\"", "'", "=", "\t", "\ufeff")
                .bytes(body -> {
                    List<CsvRow> rows = CsvRow.first(MOST, body);
                    assertThat(rows).hasSizeLessThanOrEqualTo(Math.min(MOST, body.length + 1));
                    assertThat(rows.stream().limit(Math.max(0, rows.size() - 1)))
                            .allMatch(Cells.class::isInstance);
                    List<List<String>> cells = cells(rows);
                    String written =
                            cells.stream()
                                    .map(row -> CsvLine.of(row.stream()))
                                    .collect(Collectors.joining());
                    if (!written.startsWith("\ufeff")) {
                        assertThat(unguarded(cells(CsvRow.first(MOST, written.getBytes(UTF_8)))))
                                .isEqualTo(cells);
                    }
                    return !cells.isEmpty();
                });
    }

    private static List<List<String>> cells(List<CsvRow> rows) {
        return rows.stream()
                .filter(Cells.class::isInstance)
                .map(Cells.class::cast)
                .map(Cells::texts)
                .toList();
    }

    private static List<List<String>> unguarded(List<List<String>> cells) {
        return cells.stream().map(row -> row.stream().map(CsvLine::unguarded).toList()).toList();
    }
}
