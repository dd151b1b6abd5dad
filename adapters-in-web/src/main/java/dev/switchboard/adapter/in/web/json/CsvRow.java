package dev.switchboard.adapter.in.web.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.ArrayList;
import java.util.List;

/// A row of CSV as RFC 4180 has it: cells between commas, in quotes if they contain commas, quotes
/// or ends of lines. Lines end with CR LF or LF. Empty lines are no rows.
public sealed interface CsvRow {

    /// The line where it begins, from 1. A row whose cells have ends of lines is on several.
    int line();

    record Cells(int line, List<String> texts) implements CsvRow {
        public Cells {
            texts = List.copyOf(texts);
        }
    }

    /// A row that is no CSV. The rows behind it are not read.
    record Flaw(int line, String detail) implements CsvRow {}

    /// @param body in UTF-8, perhaps with a byte order mark
    /// @param most the number of rows that are read
    /// @return only the last may be a flaw
    static List<CsvRow> first(int most, byte[] body) {
        CharBuffer text = CharBuffer.allocate(body.length);
        ByteBuffer bytes = ByteBuffer.wrap(body);
        CharsetDecoder decoder = UTF_8.newDecoder();
        CoderResult result = decoder.decode(bytes, text, true);
        text.flip();
        if (result.isError()) {
            return List.of(new Flaw(Reader.lines(text.toString()), "It is not UTF-8"));
        }
        return new Reader(text.toString()).rows(most);
    }

    /// Reads one text. Not thread-safe.
    final class Reader {

        private static final char MARK = '\uFEFF';
        private static final int MOST_CELLS = 100;

        private final String text;
        private int at;
        private int line = 1;

        private Reader(String text) {
            this.text = text;
            this.at = text.indexOf(MARK) == 0 ? 1 : 0;
        }

        private static int lines(String text) {
            return 1 + (int) text.chars().filter(each -> each == '\n').count();
        }

        private List<CsvRow> rows(int most) {
            List<CsvRow> rows = new ArrayList<>();
            while (at < text.length() && rows.size() < most) {
                int begin = line;
                try {
                    List<String> cells = cells();
                    if (!cells.equals(List.of(""))) {
                        rows.add(new Cells(begin, cells));
                    }
                } catch (FlawException flaw) {
                    rows.add(new Flaw(begin, flaw.detail));
                    return rows;
                }
            }
            return rows;
        }

        private List<String> cells() throws FlawException {
            List<String> cells = new ArrayList<>();
            do {
                if (cells.size() == MOST_CELLS) {
                    throw new FlawException("It has more than " + MOST_CELLS + " cells");
                }
                cells.add(isNext('"') ? quoted() : plain());
            } while (skips(','));
            boolean ends = at == text.length() || skips('\n') || (skips('\r') && skips('\n'));
            if (!ends) {
                throw new FlawException(
                        "There is something between the end of a quote and a comma");
            }
            line++;
            return cells;
        }

        private String plain() throws FlawException {
            int begin = at;
            while (at < text.length() && !isNext(',') && !isNext('\n') && !isEnd()) {
                if (isNext('"')) {
                    throw new FlawException("A quote begins in the middle of a cell");
                }
                at++;
            }
            return text.substring(begin, at);
        }

        private boolean isEnd() {
            return text.startsWith("\r\n", at);
        }

        private String quoted() throws FlawException {
            StringBuilder cell = new StringBuilder();
            at++;
            while (at < text.length()) {
                char next = text.charAt(at++);
                if (next != '"') {
                    line += next == '\n' ? 1 : 0;
                    cell.append(next);
                } else if (isNext('"')) {
                    at++;
                    cell.append('"');
                } else {
                    return cell.toString();
                }
            }
            throw new FlawException("A quote does not end");
        }

        private boolean isNext(char wanted) {
            return at < text.length() && text.charAt(at) == wanted;
        }

        private boolean skips(char wanted) {
            boolean there = isNext(wanted);
            at += there ? 1 : 0;
            return there;
        }

        private static final class FlawException extends Exception {

            private static final long serialVersionUID = 1L;

            private final String detail;

            FlawException(String detail) {
                super(detail);
                this.detail = detail;
            }
        }
    }
}
