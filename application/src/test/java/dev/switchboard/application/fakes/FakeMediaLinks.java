package dev.switchboard.application.fakes;

import dev.switchboard.application.port.in.media.LinkMedia;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.media.MediaFile;
import dev.switchboard.domain.media.MediaId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Readable links to files that a test has added.
public final class FakeMediaLinks implements LinkMedia {

    public static final MediaId PHOTO = new MediaId("6f1c7c1e-5f0e-4b6e-9d3e-2a9d6f6f0001");

    private final Map<MediaId, MediaFile> files = new HashMap<>();
    private boolean hidden;

    public FakeMediaLinks with(MediaId id, String name, String mimeType) {
        return with(id, name, mimeType, TenantId.DEFAULT);
    }

    public FakeMediaLinks with(MediaId id, String name, String mimeType, TenantId tenant) {
        files.put(id, new MediaFile(id, name, mimeType, 5, Seed.NOW, tenant));
        return this;
    }

    /// From now on outside systems cannot open its links.
    public FakeMediaLinks hidden() {
        hidden = true;
        return this;
    }

    @Override
    public String link(MediaId id) {
        return "https://hub.example/v1/media/" + id + "?sig=s";
    }

    @Override
    public boolean isPublic() {
        return !hidden;
    }

    @Override
    public Optional<MediaFile> find(MediaId id) {
        return Optional.ofNullable(files.get(id));
    }
}
