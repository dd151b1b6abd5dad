package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.backup.Backups;
import dev.switchboard.application.port.out.backup.BackupsContract;

class InMemoryBackupsTest implements BackupsContract {
    private final Backups backups = new InMemoryBackups();

    @Override
    public Backups backups() {
        return backups;
    }
}
