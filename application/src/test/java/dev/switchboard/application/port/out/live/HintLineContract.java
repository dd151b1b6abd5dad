package dev.switchboard.application.port.out.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The contract of [HintLine]: hubs hear the topics that they follow, in order.
public interface HintLineContract {

    /// A line of one more hub through the same server.
    HintLine line();

    Duration SOON = Duration.ofMinutes(1);

    /// One hub at a line.
    final class Ear implements HintListener, AutoCloseable {

        public final BlockingQueue<String> hints = new LinkedBlockingQueue<>();
        public final BlockingQueue<String> followed = new LinkedBlockingQueue<>();
        public final BlockingQueue<String> interruptions = new LinkedBlockingQueue<>();
        private final HintLine line;

        public Ear(HintLine line) {
            this.line = line;
            line.open(this);
        }

        public void askFor(String topic) {
            line.follow(topic);
        }

        public Ear follow(String topic) {
            askFor(topic);
            await().atMost(SOON).until(() -> followed.contains(topic));
            return this;
        }

        public boolean hearsAll() {
            return line.hearsAll();
        }

        public void publish(String topic, String text) {
            line.publish(topic, text.getBytes(UTF_8));
        }

        /// Publishes until the other one hears: the first connection may take a while.
        public void reach(Ear other, String topic) {
            await().atMost(SOON)
                    .until(() -> {
                        publish(topic, "?");
                        return other.hints.contains(topic + " ?");
                    });
        }

        @Override
        public void heard(String topic, byte[] hint) {
            hints.add(topic + " " + new String(hint, UTF_8));
        }

        @Override
        public void follows(String topic) {
            followed.add(topic);
        }

        @Override
        public void interrupted() {
            interruptions.add("interrupted");
        }

        @Override
        public void close() {
            line.close();
        }
    }

    @Test
    default void carriesHintsInOrderToAllWhoFollowTheTopic() {
        try (Ear one = new Ear(line()).follow("a");
                Ear two = new Ear(line()).follow("a");
                Ear deaf = new Ear(line()).follow("b")) {
            one.reach(two, "a");
            List<String> sent = IntStream.range(0, 100).mapToObj(Integer::toString).toList();
            sent.forEach(text -> one.publish("a", text));
            one.publish("b", "end");
            await().atMost(SOON).until(() -> deaf.hints.contains("b end"));

            for (Ear ear : List.of(one, two)) {
                await().atMost(SOON).until(() -> ear.hints.contains("a 99"));
                assertThat(ear.hints.stream().filter(hint -> !hint.endsWith("?")))
                        .containsExactlyElementsOf(sent.stream().map(text -> "a " + text).toList());
            }
            assertThat(deaf.hints).containsExactly("b end");
        }
    }

    /// A cluster keeps topics with the same word in braces at one server.
    @Test
    default void carriesNothingOfATopicThatWasLeft() {
        try (Ear one = new Ear(line()).follow("{x}a").follow("{x}b");
                Ear two = new Ear(line()).follow("{x}a")) {
            two.reach(one, "{x}a");
            one.line.leave("{x}a");
            await().atMost(SOON)
                    .until(() -> {
                        one.hints.clear();
                        two.publish("{x}a", "lost");
                        two.publish("{x}b", "mark");
                        await().atMost(SOON).until(() -> one.hints.contains("{x}b mark"));
                        return !one.hints.contains("{x}a lost");
                    });
        }
    }

    /// A hub that ends may still publish.
    @Test
    default void takesHintsAfterItsEnd() {
        try (Ear one = new Ear(line());
                Ear two = new Ear(line()).follow("a")) {
            one.reach(two, "a");
            one.line.close();

            one.publish("a", "late");
            one.line.follow("b");
            one.line.leave("b");
            two.publish("a", "mark");

            await().atMost(SOON).until(() -> two.hints.contains("a mark"));
            assertThat(two.hints).doesNotContain("a late");
        }
    }
}
