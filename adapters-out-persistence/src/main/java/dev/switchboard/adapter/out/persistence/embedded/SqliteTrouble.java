package dev.switchboard.adapter.out.persistence.embedded;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// What is wrong with the store when SQLite refuses, as opposed to what is wrong with one
/// statement.
///
/// @param lasting whether the file itself cannot be trusted until it was checked anew
/// @param reason for people, without paths
record SqliteTrouble(boolean lasting, String reason) {

    private static final int PRIMARY_CODE = 0xff;
    private static final Set<SQLiteErrorCode> DAMAGED =
            EnumSet.of(SQLiteErrorCode.SQLITE_CORRUPT, SQLiteErrorCode.SQLITE_NOTADB);

    /// The trouble behind an error, or null if the store itself is well.
    static @Nullable SqliteTrouble behind(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException e) {
                return of(e.getResultCode());
            }
        }
        return null;
    }

    private static @Nullable SqliteTrouble of(SQLiteErrorCode extended) {
        SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(extended.code & PRIMARY_CODE);
        String reason = reason(code);
        return reason == null ? null : new SqliteTrouble(DAMAGED.contains(code), reason);
    }

    private static @Nullable String reason(SQLiteErrorCode code) {
        return switch (code) {
            case SQLITE_FULL -> "the disk is full";
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH -> "the database file is read-only";
            case SQLITE_IOERR -> "the disk reports errors";
            case SQLITE_CORRUPT -> "the database file is damaged";
            case SQLITE_NOTADB -> "the database file is not a database";
            case SQLITE_CANTOPEN -> "the database file cannot be opened";
            case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL ->
                    "another process has locked the database file";
            case SQLITE_NOMEM -> "there is no memory left";
            case SQLITE_INTERRUPT -> "a query took too long";
            default -> null;
        };
    }
}
