package dev.switchboard.adapter.out.persistence.embedded;

import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteDataSource;

/// Opens connections to the database file: with a write-ahead log, and an `fsync` of it in every
/// commit.
record SqliteFile(Path path) {

    private static final int BUSY_MILLIS = 1500;
    private static final int WRITER_CACHE_KIB = 16 * 1024;
    private static final int READER_CACHE_KIB = 2 * 1024;

    /// Checkpoints are for the upkeep to begin, beside the writer instead of within its commits.
    Sql connectWriter() throws SQLException {
        SQLiteConfig config = config(WRITER_CACHE_KIB);
        config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, "0");
        return new Sql(config.createConnection(url()));
    }

    Sql connectReader() throws SQLException {
        SQLiteConfig config = config(READER_CACHE_KIB);
        config.setReadOnly(true);
        return new Sql(config.createConnection(url()));
    }

    DataSource dataSource() {
        SQLiteDataSource source = new SQLiteDataSource(config(READER_CACHE_KIB));
        source.setUrl(url());
        return source;
    }

    private static SQLiteConfig config(int cacheKib) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setTempStore(TempStore.MEMORY);
        config.setBusyTimeout(BUSY_MILLIS);
        // SQLite reads a negative size as KiB and a positive one as pages
        config.setCacheSize(-cacheKib);
        config.setGetGeneratedKeys(false);
        return config;
    }

    private String url() {
        return "jdbc:sqlite:" + path;
    }
}
