package dev.switchboard.adapter.out.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.domain.audit.AuditEntry;
import dev.switchboard.domain.audit.AuditEntry.Draft;
import dev.switchboard.domain.audit.AuditEntry.Head;
import dev.switchboard.domain.audit.AuditEntry.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTest {

    @TempDir private Path directory;
    private Path path = Path.of("unset");

    @BeforeEach
    void place() {
        path = directory.resolve("audit.jsonl");
    }

    private static AuditEntry entry(long number, String detail) {
        return new Draft(Seed.NOW, "ada", "act", "s", detail, Outcome.DONE, "192.0.2.1", "req-1")
                .behind(new Head(number - 1, ""));
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(path);
    }

    @Test
    void addsALineForEachEntry() throws IOException {
        AuditFile file = new AuditFile(path);

        file.write(List.of(entry(1, "one \"quoted\"\nline"), entry(2, "two")));
        file.write(List.of(entry(3, "three")));

        assertThat(lines()).hasSize(3);
        assertThat(lines().getFirst())
                .isEqualTo(
                        "{\"id\":\"aud_n000000000000001\",\"at\":\"%s\",\"actor\":\"ada\",\"action\":\"act\",\"subject\":\"s\",\"detail\":\"one \\\"quoted\\\"\\nline\",\"outcome\":\"done\",\"address\":\"192.0.2.1\",\"request_id\":\"req-1\",\"previous\":\"\",\"hash\":\"%s\"}"
                                .formatted(Seed.NOW, entry(1, "one \"quoted\"\nline").hash()));
        assertThat(lines().getLast()).contains("\"detail\":\"three\"");
    }

    @Test
    void isReadableByItsOwnerAndGroupAlone() throws IOException {
        new AuditFile(path).write(List.of(entry(1, "one")));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void dropsWhatACrashLeftHalfWritten() throws IOException {
        AuditFile file = new AuditFile(path);
        file.write(List.of(entry(1, "one")));
        Files.writeString(path, "{\"id\":\"aud_n0000", StandardOpenOption.APPEND);

        file.write(List.of(entry(2, "two")));

        assertThat(lines()).hasSize(2);
        assertThat(lines().getLast()).contains("\"detail\":\"two\"");
    }

    @Test
    void beginsAnewWhenItWasMovedAway() throws IOException {
        AuditFile file = new AuditFile(path);
        file.write(List.of(entry(1, "one")));
        Files.move(path, directory.resolve("audit.jsonl.1"));

        file.write(List.of(entry(2, "two")));

        assertThat(lines()).singleElement().asString().contains("two");
    }

    @Test
    void saysWhyItCannotBeWritten() {
        AuditFile file = new AuditFile(directory.resolve("absent").resolve("audit.jsonl"));

        assertThatThrownBy(() -> file.write(List.of(entry(1, "one"))))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("absent");
    }

    @Test
    void isNotWantedWithoutAPath() {
        assertThat(new AuditFile(null).isWanted()).isFalse();
        assertThat(new AuditFile(path).isWanted()).isTrue();
    }
}
