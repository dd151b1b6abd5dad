package dev.switchboard.adapter.out.persistence.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.switchboard.application.port.out.audit.AuditSink;
import dev.switchboard.domain.audit.AuditEntry;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.json.JsonValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Appends audit entries to a file as lines of JSON, in the form of the export.
///
/// The file is opened for each write, so it may be moved away without a signal. A half line left by
/// a crash is cut off before the next write, which repeats its entry.
final class AuditFile implements AuditSink {

    private static final String RIGHTS = "rw-r-----";

    private final @Nullable Path path;

    /// @param path null if no stream is configured
    AuditFile(@Nullable Path path) {
        this.path = path;
    }

    @Override
    public boolean isWanted() {
        return path != null;
    }

    @Override
    public void write(List<AuditEntry> entries) {
        StringBuilder lines = new StringBuilder();
        entries.forEach(entry -> lines.append(line(entry)).append('\n'));
        Path file = path;
        if (file != null) {
            write(file, ByteBuffer.wrap(lines.toString().getBytes(UTF_8)));
        }
    }

    private static void write(Path file, ByteBuffer lines) {
        try {
            if (!Files.exists(file)) {
                Files.createFile(file);
                // Overrides the umask: the agent that tails the file reads it through the group.
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(RIGHTS));
                sync(file.toAbsolutePath().getParent());
            }
            try (FileChannel channel = FileChannel.open(file, READ, WRITE)) {
                channel.truncate(endOfLines(channel));
                channel.position(channel.size());
                while (lines.hasRemaining()) {
                    channel.write(lines);
                }
                channel.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e.toString(), e);
        }
    }

    /// Without this a new file may not survive a loss of power.
    private static void sync(@Nullable Path directory) throws IOException {
        if (directory != null) {
            try (FileChannel channel = FileChannel.open(directory, READ)) {
                channel.force(true);
            }
        }
    }

    private static long endOfLines(FileChannel channel) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        long end = channel.size();
        while (end > 0) {
            last.clear();
            channel.read(last, end - 1);
            if (last.get(0) == '\n') {
                return end;
            }
            end--;
        }
        return end;
    }

    private static String line(AuditEntry entry) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("id", new JsonString(entry.id()));
        members.put("at", new JsonString(entry.at().toString()));
        members.put("actor", new JsonString(entry.actor()));
        members.put("action", new JsonString(entry.action()));
        members.put("subject", new JsonString(entry.subject()));
        members.put("detail", new JsonString(entry.detail()));
        members.put("outcome", new JsonString(entry.outcome().name().toLowerCase(Locale.ROOT)));
        members.put("address", new JsonString(entry.address()));
        members.put("request_id", new JsonString(entry.requestId()));
        members.put("previous", new JsonString(entry.previous()));
        members.put("hash", new JsonString(entry.hash()));
        return JsonValues.write(new JsonObject(members));
    }
}
