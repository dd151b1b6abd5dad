package dev.switchboard.adapter.in.web.json;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Lines of CSV: RFC 4180. A spreadsheet takes no text in them for a formula.
public final class CsvLine {

    public static final String TYPE = "text/csv";

    /// Where a text begins that a spreadsheet would compute.
    private static final String FORMULA = "=+-@\t\r";

    private CsvLine() {}

    /// @return with its end
    public static String of(Stream<String> cells) {
        return cells.map(CsvLine::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        String harmless = computes(text) ? "'" + text : text;
        return harmless.matches("(?s).*[\",\r\n].*")
                ? "\"" + harmless.replace("\"", "\"\"") + "\""
                : harmless;
    }

    private static boolean computes(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    }
}
