package dev.switchboard.adapter.out.persistence.document;

import java.util.List;
import java.util.Set;

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

    /// Erasures of persons.
    public static final TableForm ERASURES = new TableForm("erasures");

    /// All of them.
    public static final List<TableForm> ALL = List.of(API_KEYS, LOG_INS, HANDOFFS, ERASURES);

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
    }

    /// One that was declared.
    public Index index(String field) {
        return indexes.stream()
                .filter(index -> index.field().equals(field))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No index on " + field));
    }
}
