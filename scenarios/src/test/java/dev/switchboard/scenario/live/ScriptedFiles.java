package dev.switchboard.scenario.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.application.port.out.upstream.UserFiles;
import dev.switchboard.domain.message.Message;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/// A platform whose users send a file by the text `image:<caption>`. It has the file unless its
/// test says otherwise.
final class ScriptedFiles implements UserFiles {

    static final Fetched HERE =
            new Fetched.Here("image/jpeg", ByteBuffer.wrap("bytes".getBytes(UTF_8)));

    final Queue<Fetched> answers = new ArrayDeque<>();

    /// How often a file was requested.
    int asked;

    @Override
    public Optional<Described> in(Message message) {
        String said = TestConsole.text(message);
        return said.startsWith("\"image:")
                ? Optional.of(
                        new Described(
                                "image",
                                "image.jpg",
                                "image/jpeg",
                                said.replaceAll("^\"image:|\"$", "")))
                : Optional.empty();
    }

    @Override
    public Fetched fetch(Message message) {
        asked++;
        Fetched next = answers.poll();
        return next == null ? HERE : next;
    }

    @Override
    public int most() {
        return 1024;
    }
}
