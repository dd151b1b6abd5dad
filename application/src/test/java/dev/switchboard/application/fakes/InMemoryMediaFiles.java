package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.media.MediaFiles;
import dev.switchboard.domain.media.MediaFile;
import dev.switchboard.domain.media.MediaId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Files that live as long as their test.
public final class InMemoryMediaFiles implements MediaFiles {

    private final Map<MediaId, Kept> files = new HashMap<>();
    private final Outage outage;

    public InMemoryMediaFiles() {
        this(new Outage());
    }

    public InMemoryMediaFiles(Outage outage) {
        this.outage = outage;
    }

    private record Kept(MediaFile file, ByteBuffer bytes) {}

    @Override
    public synchronized void keep(MediaFile file, byte[] bytes) {
        outage.check();
        files.put(file.id(), new Kept(file, ByteBuffer.wrap(bytes.clone())));
    }

    @Override
    public synchronized Optional<MediaFile> find(MediaId id) {
        outage.check();
        return Optional.ofNullable(files.get(id)).map(Kept::file);
    }

    @Override
    public synchronized Optional<byte[]> bytes(MediaId id) {
        outage.check();
        return Optional.ofNullable(files.get(id)).map(kept -> kept.bytes().array().clone());
    }

    @Override
    public synchronized void forget(MediaId id) {
        outage.check();
        files.remove(id);
    }

    @Override
    public synchronized int purge(Instant before) {
        outage.check();
        int all = files.size();
        files.values().removeIf(kept -> kept.file().at().isBefore(before));
        return all - files.size();
    }
}
