package dev.switchboard.bootstrap.e2e.recovery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.Visitor;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A customer's data is shown and erased, although the hub is killed meanwhile.
interface ErasureStory {

    LiveHub hub();

    @Test
    default void forgetsACustomerThoughItIsKilledInTheMiddle() throws IOException {
        String words = "w" + UUID.randomUUID().toString().replace("-", "");
        try (Visitor visitor = Visitor.at(hub())) {
            visitor.say("m-1", words + " one");
            visitor.page().awaitDeskTexts("You said: " + words + " one");
            visitor.say("m-2", words + " two");
            visitor.page()
                    .awaitDeskTexts("You said: " + words + " one", "You said: " + words + " two");
            String conversation = "pega:default/" + visitor.id();
            List<JsonNode> before = messages(conversation);
            String person = "/v1/people/" + conversation.replace("/", "%2F");

            Answer export = hub().admin().get(person + "/export");
            Answer begun = hub().admin().post(person + "/erase", "");
            assertThat(begun.status()).as(begun.body()).isEqualTo(202);
            String state = requireNonNull(begun.header("Location"));
            await().atMost(RestartStories.SOON)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> messagesErased(state) > 0);
            hub().process().kill();
            hub().process().start();
            await().atMost(RestartStories.SOON)
                    .until(() -> hub().admin().get(state).text("/state").equals("done"));

            assertThat(export.status()).isEqualTo(200);
            assertThat(export.body()).startsWith("PK");
            List<JsonNode> after = messages(conversation);
            assertThat(seqs(after).subList(0, before.size())).isEqualTo(seqs(before));
            assertThat(after.toString()).contains("{\"erased\":true}").doesNotContain(words);
            assertThat(filesWith(words)).isEmpty();
            assertThat(hub().process().log()).doesNotContain(words, visitor.id());
            assertThat(hub().admin().get("/v1/audit?action=person.erased").body())
                    .contains(begun.text("/id"), "backups made before hold them")
                    .doesNotContain(visitor.id());
            visitor.say("m-3", "hello again");
            assertThat(seqs(messages(conversation))).startsWith(1L, 2L, 3L).doesNotHaveDuplicates();
            assertThat(hub().admin().get(person + "/export").status()).isEqualTo(200);
        }
    }

    private long messagesErased(String state) {
        return hub().admin().get(state).json().path("messages").asLong();
    }

    private List<JsonNode> messages(String conversation) {
        return hub().admin()
                .get("/v1/conversations/" + conversation.replace("/", "%2F") + "/messages")
                .json()
                .path("items")
                .valueStream()
                .toList();
    }

    private static List<Long> seqs(List<JsonNode> messages) {
        return messages.stream().map(message -> message.path("seq").asLong()).toList();
    }

    private List<String> filesWith(String words) throws IOException {
        List<String> found = new ArrayList<>();
        Files.walkFileTree(
                hub().process().dataDirectory().resolve("store"),
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (read(file).contains(words)) {
                            found.add(file.toString());
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    // The running hub has merged the file into another one, which is read as well.
                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e)
                            throws IOException {
                        if (e instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw e;
                    }
                });
        return found;
    }

    /// The content; empty if the file was removed meanwhile.
    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), ISO_8859_1);
        } catch (IOException _) {
            return "";
        }
    }
}
