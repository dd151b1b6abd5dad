package dev.switchboard.application.service.people;

import dev.switchboard.application.port.out.media.MediaFiles;
import dev.switchboard.domain.media.MediaFile;
import dev.switchboard.domain.media.MediaId;
import dev.switchboard.domain.message.Message;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds the files that agents sent in messages. Users' files are stored by their platform.
final class SentFiles {

    /// Matches the id of a file anywhere in a message, whichever system wrote it. No other kind of
    /// id has this form.
    private static final Pattern ID =
            Pattern.compile("\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b");

    private final MediaFiles files;

    SentFiles(MediaFiles files) {
        this.files = files;
    }

    Stream<MediaFile> in(Message message) {
        String text = message.content().text();
        return ID.matcher(text)
                .results()
                .map(MatchResult::group)
                .distinct()
                .flatMap(id -> files.find(new MediaId(id)).stream());
    }

    Optional<byte[]> bytes(MediaFile file) {
        return files.bytes(file.id());
    }
}
