package dev.switchboard.application.service.media;

import dev.switchboard.application.port.in.media.LinkMedia;
import dev.switchboard.application.port.out.media.MediaFiles;
import dev.switchboard.application.port.out.media.MediaSignatures;
import dev.switchboard.domain.media.MediaFile;
import dev.switchboard.domain.media.MediaId;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// Makes and checks links to files.
final class MediaLinks implements LinkMedia {

    private static final Duration LIFE = Duration.ofHours(24);

    private final MediaFiles files;
    private final MediaSignatures signatures;
    private final Supplier<URI> publicUrl;
    private final boolean isPublic;
    private final Clock clock;

    /// @param publicUrl the hub's address without a trailing slash; read at each use
    /// @param isPublic whether an operator configured it
    MediaLinks(
            MediaFiles files,
            MediaSignatures signatures,
            Supplier<URI> publicUrl,
            boolean isPublic,
            Clock clock) {
        this.files = files;
        this.signatures = signatures;
        this.publicUrl = publicUrl;
        this.isPublic = isPublic;
        this.clock = clock;
    }

    @Override
    public String link(MediaId id) {
        Instant until = Instant.ofEpochSecond(clock.instant().plus(LIFE).getEpochSecond());
        return "%s/v1/media/%s?exp=%d&sig=%s"
                .formatted(publicUrl.get(), id, until.getEpochSecond(), signatures.sign(id, until));
    }

    @Override
    public boolean isPublic() {
        return isPublic;
    }

    @Override
    public Optional<MediaFile> find(MediaId id) {
        return id.message().isPresent() ? Optional.empty() : files.find(id);
    }

    /// Whether this hub made the link and it is still valid.
    boolean isGood(MediaId id, long expires, String signature) {
        try {
            Instant until = Instant.ofEpochSecond(expires);
            return clock.instant().isBefore(until) && signatures.isOurs(id, until, signature);
        } catch (DateTimeException _) {
            return false;
        }
    }
}
