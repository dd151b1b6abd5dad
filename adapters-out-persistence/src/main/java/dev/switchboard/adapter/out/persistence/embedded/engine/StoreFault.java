package dev.switchboard.adapter.out.persistence.embedded.engine;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/// The reason for an error from RocksDB.
///
/// @param lasting whether the files cannot be trusted until they are repaired
/// @param reason for people, without paths
record StoreFault(boolean lasting, String reason) {

    private static final String MEND = ": restore a backup, see docs/storage-embedded.md";
    private static final Pattern FILE =
            Pattern.compile("(\\d{6,}\\.(?:sst|log|blob)|MANIFEST-\\d+|CURRENT|OPTIONS-\\d+)");

    /// There are tables that this version does not know.
    static final StoreFault NEWER =
            new StoreFault(true, "the store was written by a later version");

    private static final Passing READ_ONLY =
            new Passing(
                    "the store is read-only",
                    List.of("read-only file system", "permission denied"));

    /// The operating system's error texts: RocksDB passes on nothing else.
    private static final List<Passing> PASSING =
            List.of(
                    new Passing(
                            "the disk is full",
                            List.of("no space left", "disk quota exceeded", "file too large")),
                    READ_ONLY,
                    new Passing(
                            "the hub has reached its limit of open files",
                            List.of("too many open files")),
                    new Passing(
                            "another process has locked the store",
                            List.of("while lock file", "lock hold by")));

    private record Passing(String reason, List<String> words) {

        boolean isIn(String text) {
            return words.stream().anyMatch(text::contains);
        }
    }

    static StoreFault behind(RocksDBException e) {
        Status status = e.getStatus();
        String text = text(e, status);
        if (status == null) {
            return new StoreFault(false, "the store refuses");
        }
        return switch (status.getCode()) {
            case Corruption -> damaged(text);
            case IOError -> ofSystem(status, text);
            case InvalidArgument ->
                    text.contains("olumn famil")
                            ? NEWER
                            : new StoreFault(true, "the store cannot be used as it is");
            default -> new StoreFault(false, "the store refuses");
        };
    }

    private static String text(RocksDBException e, @Nullable Status status) {
        String state = status == null ? null : status.getState();
        return e.getMessage() + " " + state;
    }

    static StoreFault behind(IOException e) {
        String words = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (e instanceof AccessDeniedException) {
            return new StoreFault(false, READ_ONLY.reason());
        }
        return passing(words).orElse(new StoreFault(false, "the store cannot be opened"));
    }

    private static Optional<StoreFault> passing(String words) {
        return PASSING.stream()
                .filter(each -> each.isIn(words))
                .findFirst()
                .map(each -> new StoreFault(false, each.reason()));
    }

    static StoreFault damaged(String text) {
        Matcher file = FILE.matcher(text);
        String which = file.find() ? "the store's file " + file.group() : "the store";
        return new StoreFault(true, which + " is damaged" + MEND);
    }

    private static StoreFault ofSystem(Status status, String text) {
        if (status.getSubCode() == Status.SubCode.NoSpace) {
            return new StoreFault(false, PASSING.getFirst().reason());
        }
        String words = text.toLowerCase(Locale.ROOT);
        Optional<StoreFault> passing = passing(words);
        if (passing.isPresent()) {
            return passing.get();
        }
        Matcher file = FILE.matcher(text);
        if (words.contains("no such file") && file.find()) {
            return new StoreFault(true, "the store's file " + file.group() + " is missing" + MEND);
        }
        return new StoreFault(false, "the disk reports errors");
    }
}
