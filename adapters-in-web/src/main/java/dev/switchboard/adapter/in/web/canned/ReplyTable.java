package dev.switchboard.adapter.in.web.canned;

import dev.switchboard.adapter.in.web.canned.CannedRepliesController.View;
import dev.switchboard.adapter.in.web.error.QuotedInput;
import dev.switchboard.adapter.in.web.json.CsvLine;
import dev.switchboard.adapter.in.web.json.CsvRow;
import dev.switchboard.application.port.in.canned.KeepCannedReplies;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.canned.CannedReply;
import dev.switchboard.domain.canned.LanguageTag;
import dev.switchboard.domain.canned.Shelf;
import dev.switchboard.domain.handoff.QueueId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Canned replies as a table that people edit in spreadsheets.
///
/// @param lines where the replies stand, by shortcut, in the order of the table
/// @param refused in the order of their lines
record ReplyTable(
        List<CannedReply> replies, Map<String, Integer> lines, List<RefusedLine> refused) {

    private static final String SHORTCUT = "shortcut";
    private static final String TITLE = "title";
    private static final String TEXT = "text";
    private static final String QUEUES = "queues";
    private static final String LOCALE = "locale";

    /// The names, and one reply more than there may be.
    private static final int MOST_ROWS = KeepCannedReplies.MOST + 2;

    private static final List<String> REQUIRED = List.of(SHORTCUT, TITLE, TEXT);
    private static final List<String> COLUMNS = List.of(SHORTCUT, TITLE, TEXT, QUEUES, LOCALE);

    /// @param line the first of the row, from 1
    /// @param shortcut as it stands there; null of a row that cannot be read
    @Schema(name = "RefusedCannedReply")
    record RefusedLine(int line, @Nullable String shortcut, String detail) {}

    /// Writes a table.
    static String write(List<View> replies) {
        return Stream.concat(
                        Stream.of(CsvLine.of(COLUMNS.stream())),
                        replies.stream().map(reply -> CsvLine.of(cells(reply))))
                .collect(Collectors.joining());
    }

    private static Stream<String> cells(View reply) {
        return Stream.of(
                reply.shortcut(),
                reply.title(),
                reply.text(),
                String.join(" ", reply.queues()),
                Objects.requireNonNullElse(reply.locale(), ""));
    }

    /// Reads a table.
    ///
    /// @param known the queues for which a reply may be
    static ReplyTable read(byte[] csv, Shelf shelf, Set<QueueId> known) {
        Reader reader = new Reader(shelf, known);
        CsvRow.first(MOST_ROWS, csv).forEach(reader::take);
        reader.requireNames();
        return new ReplyTable(List.copyOf(reader.replies), reader.lines, reader.refused);
    }

    /// Reads row by row. Not thread-safe.
    private static final class Reader {

        private final Shelf shelf;
        private final Set<QueueId> known;
        private final List<CannedReply> replies = new ArrayList<>();
        private final Map<String, Integer> lines = new LinkedHashMap<>();
        private final List<RefusedLine> refused = new ArrayList<>();
        private @Nullable List<String> names;
        private boolean lacksColumns;
        private int rows;

        Reader(Shelf shelf, Set<QueueId> known) {
            this.shelf = shelf;
            this.known = known;
        }

        void take(CsvRow row) {
            switch (row) {
                case CsvRow.Flaw(int line, String detail) -> refuse(line, null, detail);
                case CsvRow.Cells(int line, List<String> texts) when names == null -> {
                    names = texts;
                    requireColumns(line, texts);
                }
                // It is not known which cell is what.
                case CsvRow.Cells _ when lacksColumns -> {}
                case CsvRow.Cells(int line, List<String> texts) -> takeReply(line, texts);
            }
        }

        void requireNames() {
            if (names == null && refused.isEmpty()) {
                refuse(1, null, "There is no line of names");
            }
        }

        private void requireColumns(int line, List<String> texts) {
            Set<String> seen = new HashSet<>();
            for (String name : texts) {
                if (!COLUMNS.contains(name)) {
                    refuse(line, null, "Unknown column: " + QuotedInput.of(name));
                } else if (!seen.add(name)) {
                    refuse(line, null, "The column " + name + " is there twice");
                }
            }
            REQUIRED.stream()
                    .filter(name -> !seen.contains(name))
                    .forEach(name -> refuse(line, null, "There is no column " + name));
            lacksColumns = !refused.isEmpty();
        }

        private void takeReply(int line, List<String> texts) {
            rows++;
            if (rows > KeepCannedReplies.MOST) {
                refuse(line, null, "There are more than " + KeepCannedReplies.MOST + " rows");
                return;
            }
            String shortcut = cell(SHORTCUT, texts);
            if (texts.size() != columns().size()) {
                String cells = texts.size() == 1 ? "1 cell" : texts.size() + " cells";
                refuse(line, shortcut, "It has %s of %d".formatted(cells, columns().size()));
                return;
            }
            Integer before = lines.putIfAbsent(shortcut, line);
            if (before != null) {
                refuse(line, shortcut, "The shortcut is on line " + before + " already");
                return;
            }
            try {
                replies.add(reply(shortcut, texts));
            } catch (InvalidValueException e) {
                refuse(line, shortcut, reason(e));
            }
        }

        private CannedReply reply(String shortcut, List<String> texts) {
            String locale = cell(LOCALE, texts).strip();
            return new CannedReply(
                    shelf,
                    shortcut,
                    1,
                    cell(TITLE, texts),
                    cell(TEXT, texts),
                    queues(cell(QUEUES, texts)),
                    locale.isEmpty() ? null : new LanguageTag(locale));
        }

        private List<QueueId> queues(String names) {
            return Arrays.stream(names.strip().split("\\s+"))
                    .filter(name -> !name.isEmpty())
                    .map(this::queue)
                    .toList();
        }

        private QueueId queue(String name) {
            return known.stream()
                    .filter(queue -> queue.value().equals(name))
                    .findFirst()
                    .orElseThrow(() ->
                            new InvalidValueException(
                                    QUEUES, InvalidValueException.Reason.NOT_ALLOWED, name));
        }

        private List<String> columns() {
            return names == null ? COLUMNS : names;
        }

        private String cell(String column, List<String> texts) {
            int at = columns().indexOf(column);
            return at < 0 || at >= texts.size() ? "" : CsvLine.unguarded(texts.get(at));
        }

        private void refuse(int line, @Nullable String shortcut, String detail) {
            String quoted = shortcut == null ? null : QuotedInput.of(shortcut);
            refused.add(new RefusedLine(line, quoted, detail));
        }

        private static String reason(InvalidValueException e) {
            return switch (e.field()) {
                case SHORTCUT ->
                        "A shortcut has 1 to 40 small letters, digits, '.', '_' and '-', and begins"
                                + " with a letter or a digit";
                case TITLE -> "A title has 1 to 100 characters";
                case TEXT ->
                        "A text has 1 to 4000 characters, and its fields two braces on each side";
                case QUEUES ->
                        e.detail().isEmpty()
                                ? "There are too many queues"
                                : "There is no queue " + QuotedInput.of(e.detail());
                default -> "The " + e.field() + " is " + e.detail();
            };
        }
    }
}
