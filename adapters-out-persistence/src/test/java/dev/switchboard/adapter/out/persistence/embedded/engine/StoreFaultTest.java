package dev.switchboard.adapter.out.persistence.embedded.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.rocksdb.Status.Code;
import org.rocksdb.Status.SubCode;

class StoreFaultTest {

    @BeforeAll
    static void load() {
        new NativeCode(Path.of("target", "native")).load();
    }

    @Test
    void passesWhenThereIsRoomAgain() {
        assertThat(behind(Code.IOError, SubCode.NoSpace, "While appending to file: 000012.log"))
                .isEqualTo(new StoreFault(false, "the disk is full"));
        assertThat(behind(Code.IOError, SubCode.None, "000012.log: Disk quota exceeded"))
                .isEqualTo(new StoreFault(false, "the disk is full"));
    }

    @Test
    void passesWhenTheDiskCanBeWrittenAgain() {
        assertThat(behind(Code.IOError, SubCode.None, "000012.log: Read-only file system"))
                .isEqualTo(new StoreFault(false, "the store is read-only"));
        assertThat(behind(Code.IOError, SubCode.None, "000012.log: Input/output error"))
                .isEqualTo(new StoreFault(false, "the disk reports errors"));
    }

    /// Whoever reads that the disk reports errors looks for another disk.
    @Test
    void passesWhenTheHubMayOpenFilesAgain() {
        var reached = new StoreFault(false, "the hub has reached its limit of open files");

        assertThat(behind(Code.IOError, SubCode.None, "While open directory: Too many open files"))
                .isEqualTo(reached);
        assertThat(StoreFault.behind(new FileSystemException("a", null, "Too many open files")))
                .isEqualTo(reached);
    }

    @Test
    void namesTheDamagedFileWithoutItsPath() {
        StoreFault trouble =
                behind(
                        Code.Corruption,
                        SubCode.None,
                        "block checksum mismatch in /var/secret/store/000123.sst offset 4");

        assertThat(trouble.lasting()).isTrue();
        assertThat(trouble.reason()).contains("000123.sst", "backup").doesNotContain("secret");
    }

    @Test
    void namesTheMissingFile() {
        assertThat(behind(Code.IOError, SubCode.None, "/d/000123.sst: No such file or directory"))
                .satisfies(it -> assertThat(it.lasting()).isTrue())
                .satisfies(it -> assertThat(it.reason()).contains("000123.sst is missing"));
    }

    private static StoreFault behind(Code code, SubCode sub, String state) {
        return StoreFault.behind(new RocksDBException("refused", new Status(code, sub, state)));
    }
}
