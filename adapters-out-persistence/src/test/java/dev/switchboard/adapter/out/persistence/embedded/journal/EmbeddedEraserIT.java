package dev.switchboard.adapter.out.persistence.embedded.journal;

import static dev.switchboard.application.port.out.store.EntryDraft.CONVERSATION;
import static dev.switchboard.application.port.out.store.EntryDraft.key;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.people.Eraser;
import dev.switchboard.application.port.out.people.EraserContract;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.message.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EmbeddedEraserIT extends MessageStoreCase implements EraserContract {

    /// Random enough to survive compression.
    private static final String WORDS = "q7Zk2vXw9LrTf4Yb";

    @Override
    public Eraser eraser() {
        return new EmbeddedEraser(opened().store());
    }

    /// The files that contain these words. The store's files compress bodies, but not a text that
    /// occurs in them once.
    private List<String> filesWith(String words) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> has(file, words))
                    .map(file -> file.getFileName().toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean has(Path file, String words) {
        try {
            return new String(Files.readAllBytes(file), ISO_8859_1).contains(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Message said(int number) {
        return stored(
                message()
                        .keyed(key("k" + number, "f"))
                        .saying("{\"text\":\"" + WORDS + number + "\"}"));
    }

    @Test
    void leavesNoByteOfTheWordsInTheStoresFiles() {
        Message message = said(1);
        store().journal().rememberAnswer("svc", "k1", "answered " + WORDS);
        giveUp(message, Seed.SLACK, ParkReason.REFUSED, Seed.NOW);
        assertThat(filesWith(WORDS)).isNotEmpty();

        eraser().erase(List.of(message), Seed.NOW);
        eraser().scrub();

        assertThat(filesWith(WORDS)).isEmpty();
        assertThat(store().history().messages(CONVERSATION, 0, 10)).hasSize(1);
    }

    @Test
    void leavesNoneInTablesThatWereWrittenLongAgo() {
        Message message = said(1);
        List<Message> others = IntStream.range(2, 40).mapToObj(this::said).toList();
        eraser().scrub();
        close();
        open();
        assertThat(filesWith(WORDS)).singleElement().asString().endsWith(".sst");

        eraser().erase(List.of(message), Seed.NOW);
        eraser().erase(others, Seed.NOW);
        eraser().scrub();

        assertThat(filesWith(WORDS)).isEmpty();
    }

    @Test
    void keepsTheWordsOfOthersAndGoesOnAfterARestart() {
        Message erased = said(1);
        Message kept = said(2);

        eraser().erase(List.of(erased), Seed.NOW);
        close();
        open();
        eraser().scrub();

        assertThat(filesWith(WORDS + "1")).isEmpty();
        assertThat(store().history().find(kept.id()).orElseThrow().message()).isEqualTo(kept);
    }
}
