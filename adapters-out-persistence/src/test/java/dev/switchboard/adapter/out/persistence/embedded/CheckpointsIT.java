package dev.switchboard.adapter.out.persistence.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsIT {

    private static final int ROW_BYTES = 1000;

    @TempDir private Path directory;

    private SqliteFile file;
    private Checkpoints checkpoints;
    private Sql writer;

    @BeforeEach
    void open() throws Exception {
        file = new SqliteFile(directory.resolve("log.db"));
        checkpoints = new Checkpoints(file, AtOnce::new);
        writer = file.connectWriter();
        writer.update("CREATE TABLE filler (bytes BLOB NOT NULL)");
        checkpoints.begin();
    }

    @AfterEach
    void close() throws Exception {
        writer.close();
        checkpoints.end();
    }

    @Test
    void movesTheLogInSmallPortionsWhileThereIsLittleToDo() throws Exception {
        write(49, 4);
        long before = Files.size(file.path());

        write(1, 4);

        assertThat(Files.size(file.path()) - before).isGreaterThan(49L * ROW_BYTES);
    }

    @Test
    void movesTheLogInLargePortionsWhileThereIsMuch() throws Exception {
        write(99, 10);
        long before = Files.size(file.path());

        write(1, 10);

        assertThat(before).isLessThan(100L * ROW_BYTES);
        assertThat(Files.size(file.path())).isGreaterThan(100L * ROW_BYTES);
    }

    @Test
    void letsTheWriterFinishALogThatGrows() throws Exception {
        Sql reader = file.connectReader();
        reader.update("BEGIN");
        reader.first("SELECT count(*) AS rows FROM filler", row -> row.number("rows"));
        write(1, 1000);
        fill(40_000_000);
        write(1, 1000);
        reader.update("ROLLBACK");
        reader.close();

        write(1, 1);

        assertThat(Files.size(file.path())).isGreaterThan(40_000_000);
    }

    @Test
    void leavesTheFileAloneOnceItIsNotInUse() throws Exception {
        checkpoints.end();

        write(400, 1);

        assertThat(Files.size(file.path())).isLessThan(100L * ROW_BYTES);
    }

    private void write(int groups, int groupSize) throws Exception {
        for (int i = 0; i < groups; i++) {
            fill(ROW_BYTES);
            checkpoints.written(writer, groupSize);
        }
    }

    private void fill(int bytes) throws Exception {
        writer.update("INSERT INTO filler (bytes) VALUES (randomblob(" + bytes + "))");
    }

    /// A thread whose work is done when `start` returns.
    private static final class AtOnce extends Thread {

        private final Runnable work;

        AtOnce(Runnable work) {
            this.work = work;
        }

        @Override
        public void start() {
            work.run();
        }
    }
}
