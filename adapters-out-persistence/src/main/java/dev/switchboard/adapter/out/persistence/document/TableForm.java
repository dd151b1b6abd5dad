package dev.switchboard.adapter.out.persistence.document;

import java.util.List;

/// A cold table as it is declared: MongoDB has a collection of its name, and an index for each of
/// its indexes.
public record TableForm(String name, List<Index> indexes) {

    /// The keys of accounts.
    public static final TableForm API_KEYS =
            new TableForm(
                    "api_keys",
                    List.of(
                            new Index("api_keys_account", "account"),
                            new Index("api_keys_over", "over_at")));

    /// Log-ins that refresh tokens go on with.
    public static final TableForm LOG_INS =
            new TableForm(
                    "log_ins",
                    List.of(
                            new Index("log_ins_account", "account"),
                            new Index("log_ins_renewed", "renewed_at"),
                            new Index("log_ins_ends", "ends_at")));

    /// All of them.
    public static final List<TableForm> ALL = List.of(API_KEYS, LOG_INS);

    public TableForm {
        indexes = List.copyOf(indexes);
    }

    /// @param field a text or a time
    public record Index(String name, String field) {}

    /// One that was declared.
    public Index index(String field) {
        return indexes.stream()
                .filter(index -> index.field().equals(field))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No index on " + field));
    }
}
