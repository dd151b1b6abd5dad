package dev.switchboard.adapter.in.web.backup;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.backup.KeepBackups;
import dev.switchboard.application.port.in.backup.KeepBackups.Made;
import dev.switchboard.domain.backup.Backup;
import dev.switchboard.domain.backup.BackupId;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Backups of the whole store, made while the hub keeps running. Admins' acts are audited.
@RestController
@Tag(name = "Backups")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class BackupController {

    private final KeepBackups backups;
    private final KeepAudit audit;

    BackupController(KeepBackups backups, KeepAudit audit) {
        this.backups = backups;
        this.audit = audit;
    }

    /// Make a backup.
    ///
    /// Holds everything that was acknowledged before, while messages continue. It is stored in the
    /// data directory under `backups/`, without the master key.
    @PostMapping("/v1/backups")
    @ResponseStatus(HttpStatus.CREATED)
    View makeBackup(Principal caller) {
        return switch (backups.make()) {
            case Made.Done(Backup backup) -> {
                String id = backup.id().value();
                audit.record(caller.getName(), "backup.create", id, backup.bytes() + " bytes");
                yield View.of(backup);
            }
            case Made.ByTheDatabase _ ->
                    throw new ProblemException(
                            ProblemCode.NOT_SUPPORTED,
                            "This hub keeps everything in MongoDB: back up the database with its"
                                    + " own tools");
        };
    }

    /// List the backups.
    ///
    /// Newest first.
    ///
    /// @return all backups
    @GetMapping("/v1/backups")
    Listing listBackups() {
        return new Listing(
                backups.list().stream().map(View::of).toList(), backups.areOfTheDatabase());
    }

    /// Remove a backup.
    ///
    /// @param id id of the backup
    @DeleteMapping("/v1/backups/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeBackup(@PathVariable String id, Principal caller) {
        switch (backups.remove(new BackupId(id))) {
            case DONE -> audit.record(caller.getName(), "backup.remove", id, "");
            case UNKNOWN -> throw new ProblemException(ProblemCode.NOT_FOUND, "Unknown backup");
        }
    }

    /// @param byDatabase true if the hub keeps everything in a database with tools of its own: it
    ///   makes no backups, and there are none here
    @Schema(name = "Backups")
    record Listing(List<View> items, @JsonProperty("by_database") boolean byDatabase) {}

    /// @param bytes the total length of its files; files that the store still has take no extra
    ///   space
    @Schema(name = "Backup")
    record View(String id, @JsonProperty("made_at") Instant madeAt, long bytes) {

        static View of(Backup backup) {
            return new View(backup.id().value(), backup.id().madeAt(), backup.bytes());
        }
    }
}
