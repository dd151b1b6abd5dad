package dev.switchboard.adapter.out.persistence.embedded;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// Brings the database file to the form this version needs, and checks that it has it.
///
/// @param masterKeyId names the key under which its secrets must have been encrypted
record Schema(String masterKeyId) {

    /// Without the unique ones promises would break silently, without the others every query would
    /// read everything.
    private static final Set<String> INDEXES =
            Set.of(
                    "activity_latest",
                    "claim_seen",
                    "client_session_seen",
                    "conversation_name",
                    "delivery_dead",
                    "delivery_dead_of_target",
                    "delivery_of_target",
                    "delivery_parked",
                    "delivery_pending",
                    "delivery_receipt",
                    "message_id",
                    "message_of_bot",
                    "message_seq",
                    "target_name",
                    "waiting_part_age");

    /// @throws UnusableFileException if the file is no database, of a later version, or damaged
    void migrate(SqliteFile file) throws UnusableFileException {
        try {
            Flyway.configure()
                    .dataSource(file.dataSource())
                    .locations("classpath:db/migration/embedded")
                    .failOnMissingLocations(true)
                    // a file that a later version has changed is not for this one to write
                    .ignoreMigrationPatterns(new String[0])
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            SqliteTrouble trouble = SqliteTrouble.behind(e);
            throw new UnusableFileException(
                    trouble == null
                            ? "the database file has another version's schema"
                            : trouble.reason(),
                    e);
        }
    }

    void requireIndexes(Sql sql) throws SQLException, UnusableFileException {
        List<String> present =
                sql.list(
                        "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
                        row -> row.text("name"));
        Collection<String> missing = new TreeSet<>(INDEXES);
        missing.removeAll(present);
        if (!missing.isEmpty()) {
            throw new UnusableFileException("indexes are missing: " + String.join(", ", missing));
        }
    }

    /// The first key that opens a store is the only one that ever may.
    void requireMasterKey(Sql sql) throws SQLException, UnusableFileException {
        sql.update("UPDATE store SET master_key_id = ? WHERE master_key_id IS NULL", masterKeyId);
        String expected =
                sql.first("SELECT master_key_id FROM store", row -> row.text("master_key_id"))
                        .orElse("");
        if (!expected.equals(masterKeyId)) {
            throw new UnusableFileException(
                    "its secrets were encrypted under another master key than the one given");
        }
    }

    void requireSoundness(Sql sql) throws SQLException, UnusableFileException {
        String verdict =
                sql.first("PRAGMA quick_check(1)", row -> row.text("quick_check")).orElse("");
        if (!verdict.equals("ok")) {
            throw new UnusableFileException("the database file is damaged");
        }
    }
}
