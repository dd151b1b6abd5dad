package dev.switchboard.adapter.out.persistence.embedded;

import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the whole file for damage. A start waits a second for the verdict; on a larger file it
/// goes on, and the verdict comes while the store is in use.
record FileCheck(SqliteFile file, Schema schema, ThreadFactory threads) {

    private static final Logger LOG = LoggerFactory.getLogger(FileCheck.class);
    private static final long MAX_WAIT_SECONDS = 1;
    private static final String SOUND = "";

    /// Looks for damage.
    ///
    /// @param later who is told of damage that was not found in time
    /// @throws UnusableFileException if there is damage
    void run(Consumer<String> later) throws UnusableFileException {
        FutureTask<String> check = new FutureTask<>(this::findDamage);
        threads.newThread(check).start();
        try {
            String damage = check.get(MAX_WAIT_SECONDS, TimeUnit.SECONDS);
            if (!damage.equals(SOUND)) {
                throw new UnusableFileException(damage);
            }
        } catch (TimeoutException _) {
            LOG.info("The database file is large: it is in use while it is being checked");
            threads.newThread(() -> tell(check, later)).start();
        } catch (ExecutionException e) {
            throw new UnusableFileException("the database file cannot be checked", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnusableFileException("the check of the database file was interrupted", e);
        }
    }

    private String findDamage() throws SQLException {
        try (Sql sql = file.connectReader()) {
            schema.requireSoundness(sql);
            return SOUND;
        } catch (UnusableFileException e) {
            return e.reason();
        }
    }

    private static void tell(FutureTask<String> check, Consumer<String> later) {
        try {
            String damage = check.get();
            if (!damage.equals(SOUND)) {
                later.accept(damage);
            }
        } catch (ExecutionException e) {
            LOG.warn("The check of the database file did not finish", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
