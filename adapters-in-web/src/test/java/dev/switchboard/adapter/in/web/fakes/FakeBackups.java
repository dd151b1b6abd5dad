package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.backup.KeepBackups;
import dev.switchboard.domain.backup.Backup;
import dev.switchboard.domain.backup.BackupId;
import dev.switchboard.domain.backup.Removal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Empty backups, whose names count from 1 and have the same time.
public final class FakeBackups implements KeepBackups {

    private final List<Backup> backups = new ArrayList<>();
    private boolean ofTheDatabase;

    public void reset() {
        backups.clear();
        ofTheDatabase = false;
    }

    public void leaveThemToTheDatabase() {
        ofTheDatabase = true;
    }

    @Override
    public Made make() {
        if (ofTheDatabase) {
            return new Made.ByTheDatabase();
        }
        String unique = String.format(Locale.ROOT, "%024x", backups.size() + 1);
        backups.addFirst(new Backup(BackupId.of(Seed.NOW, unique), 1));
        return new Made.Done(backups.getFirst());
    }

    @Override
    public List<Backup> list() {
        return List.copyOf(backups);
    }

    @Override
    public Removal remove(BackupId id) {
        boolean removed = backups.removeIf(backup -> backup.id().equals(id));
        return removed ? Removal.DONE : Removal.UNKNOWN;
    }

    @Override
    public boolean areOfTheDatabase() {
        return ofTheDatabase;
    }
}
