package dev.switchboard.adapter.out.persistence.document;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A cold table as it is declared: MongoDB has a collection of its name, and an index for each of
/// its indexes.
///
/// @param words the fields that hold what people said, each by its path; they are sealed where
///   words are sealed
public record TableForm(String name, List<Index> indexes, Set<String> words) {

    /// The keys of accounts.
    public static final TableForm API_KEYS =
            new TableForm(
                    "api_keys",
                    new Index.Value("api_keys_account", "account"),
                    new Index.Value("api_keys_over", "over_at"));

    /// Log-ins that refresh tokens go on with.
    public static final TableForm LOG_INS =
            new TableForm(
                    "log_ins",
                    new Index.Value("log_ins_account", "account"),
                    new Index.Value("log_ins_renewed", "renewed_at"),
                    new Index.Value("log_ins_ends", "ends_at"));

    /// The last handoffs of conversations.
    public static final TableForm HANDOFFS =
            new TableForm(
                    "handoffs",
                    List.of(new Index.Flag("handoffs_open", "open")),
                    Set.of(
                            "matter.customer_name",
                            "matter.attributes",
                            "matter.reason",
                            "step.note"));

    /// The chats of conversations.
    public static final TableForm CHATS =
            new TableForm(
                    "chats",
                    List.of(
                            new Index.Flag("chats_open", "open"),
                            new Index.Series("chats_number", "conversation")),
                    Set.of(
                            "request.name",
                            "request.email",
                            "request.phone",
                            "request.extra_data",
                            "request.subject"));

    /// Erasures of persons.
    public static final TableForm ERASURES = new TableForm("erasures");

    /// All of them.
    public static final List<TableForm> ALL = List.of(API_KEYS, LOG_INS, HANDOFFS, CHATS, ERASURES);

    public TableForm {
        indexes = List.copyOf(indexes);
        words = Set.copyOf(words);
    }

    public TableForm(String name, Index... indexes) {
        this(name, List.of(indexes), Set.of());
    }

    /// What documents are found by, beside their ids.
    public sealed interface Index {

        String name();

        String field();

        /// A text or a time. Documents without it are not in the index.
        record Value(String name, String field) implements Index {}

        /// Whether a field is true. Documents of which it is not do not have it.
        record Flag(String name, String field) implements Index {}

        /// By a text, the highest number first. The documents of one text are numbered from 1 on,
        /// each once and without a gap; a table has one such index at most, and a document keeps
        /// its text and number.
        record Series(String name, String field) implements Index {

            /// The field of the number.
            public static final String NUMBER = "number";
        }
    }

    /// Those that are flags.
    public List<Index.Flag> flags() {
        return indexes.stream()
                .filter(Index.Flag.class::isInstance)
                .map(Index.Flag.class::cast)
                .toList();
    }

    /// The one that is a series, if there is one.
    public Index.@Nullable Series series() {
        return indexes.stream()
                .filter(Index.Series.class::isInstance)
                .map(Index.Series.class::cast)
                .findFirst()
                .orElse(null);
    }

    /// One that was declared.
    public Index index(String field) {
        return indexes.stream()
                .filter(index -> index.field().equals(field))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No index on " + field));
    }
}
