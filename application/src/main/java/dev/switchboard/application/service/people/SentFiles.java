package dev.switchboard.application.service.people;

import dev.switchboard.application.port.out.media.MediaFiles;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.media.MediaFile;
import dev.switchboard.domain.media.MediaId;
import dev.switchboard.domain.message.Message;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds the files that agents sent in messages. Users' files are stored by their platform.
final class SentFiles {

    /// Matches the id of an attachment. In a text, the quotes would be escaped, so an id that
    /// somebody typed is none.
    private static final Pattern ID =
            Pattern.compile(
                    "\"mediaId\"\\s*:\\s*" + "\"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\"");

    private final MediaFiles files;

    SentFiles(MediaFiles files) {
        this.files = files;
    }

    /// Only agents send files of this hub, and only files of their own tenant; anybody else may
    /// name one that belongs to others.
    Stream<MediaFile> in(Message message) {
        if (message.author().party() != Party.AGENT) {
            return Stream.empty();
        }
        return ID.matcher(message.content().text())
                .results()
                .map(match -> match.group(1))
                .distinct()
                .flatMap(id -> files.find(new MediaId(id)).stream());
    }

    Optional<byte[]> bytes(MediaFile file) {
        return files.bytes(file.id());
    }
}
