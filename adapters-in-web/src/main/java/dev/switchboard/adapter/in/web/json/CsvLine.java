package dev.switchboard.adapter.in.web.json;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Lines of CSV: RFC 4180. A spreadsheet takes no text in them for a formula.
public final class CsvLine {

    public static final String TYPE = "text/csv";

    private static final String GUARD = "'";

    /// Cells that a spreadsheet would compute, and cells that look guarded from that. Both get one
    /// guard, so that [#unguarded] takes off exactly what was put.
    private static final Pattern GUARDED = Pattern.compile("(?s)'*[=+\\-@\t\r].*");

    private CsvLine() {}

    /// @return with its end
    public static String of(Stream<String> cells) {
        return cells.map(CsvLine::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        String harmless = GUARDED.matcher(text).matches() ? GUARD + text : text;
        return harmless.matches("(?s).*[\",\r\n].*")
                ? "\"" + harmless.replace("\"", "\"\"") + "\""
                : harmless;
    }

    /// The text of which [#of] made a cell.
    public static String unguarded(String cell) {
        return cell.startsWith(GUARD) && GUARDED.matcher(cell).matches()
                ? cell.substring(GUARD.length())
                : cell;
    }
}
