package dev.switchboard.adapter.out.persistence.embedded;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.adapter.out.persistence.embedded.CrashingOrganisation.State;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.presence.CountUnread.Counted;
import dev.switchboard.application.port.in.presence.WatchPresence.UnreadLook;
import dev.switchboard.application.port.out.delivery.WholeBacklog;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import dev.switchboard.domain.presence.UserRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Kills a process in the middle of its work and checks its store (promises D1, D2, D9).
class KilledHubIT {

    private static final Pattern ACKNOWLEDGED =
            Pattern.compile("(stored|settled|stepped|counted) (msg_[0-9a-f]{32}|\\d+) (\\d+)\\.");

    @TempDir Path dataDir;

    @ParameterizedTest
    @ValueSource(ints = {1, 700})
    void findsEverythingThatWasAcknowledged(int acknowledgements) throws Exception {
        List<String> acknowledged = acknowledgedBeforeKill(CrashingHub.class, acknowledgements);

        try (OpenStore open = OpenStore.in(dataDir)) {
            assertThat(acknowledged).allSatisfy(line -> keeps(open.ports(), line.split(" ", -1)));
            IntStream.range(0, CrashingHub.CONVERSATIONS)
                    .forEach(i -> assertSeqHasNoGap(open.ports(), "s" + i));
        }
    }

    /// Runs twice, so that the second process continues from the first one's store.
    @Test
    void findsTheStateOfEverybodyThatWasAcknowledged() throws Exception {
        for (int atLeast : new int[] {1, 700}) {
            Map<Long, Long> last = new HashMap<>();
            acknowledgedBeforeKill(CrashingOrganisation.class, atLeast)
                    .forEach(line -> last.put(number(line, 2), number(line, 3)));

            try (OpenStore open = OpenStore.in(dataDir)) {
                CrashingOrganisation organisation = new CrashingOrganisation(open);
                last.forEach((number, step) -> {
                    UserRef user = new UserRef(CrashingOrganisation.TEAM.org(), number);
                    if (number > CrashingOrganisation.USERS) {
                        keepsCount(organisation, user, step);
                    } else {
                        keepsState(organisation, user, step);
                    }
                });
            }
        }
    }

    private static long number(String line, int group) {
        Matcher acknowledged = ACKNOWLEDGED.matcher(line);
        assertThat(acknowledged.matches()).isTrue();
        return Long.parseLong(acknowledged.group(group));
    }

    /// The step in progress at the kill may be stored or not.
    private static void keepsState(CrashingOrganisation organisation, UserRef user, long step) {
        State state = State.of(organisation, user);

        assertThat(state).isIn(State.after(user, step), State.after(user, step + 1));
        assertThat(state.step()).isIn(step, step + 1);
    }

    /// A repeat of the last counting request counts nothing.
    private static void keepsCount(CrashingOrganisation organisation, UserRef user, long count) {
        UnreadLook.Snapshot found = organisation.unread(user);

        assertThat(found.total()).isIn(count, count + 1).isEqualTo(found.version());
        assertThat(organisation.count(user, count)).isEqualTo(new Counted.Done(count, count));
        assertThat(organisation.unread(user).total()).isEqualTo(found.total());
    }

    private List<String> acknowledgedBeforeKill(Class<?> program, int atLeast) throws Exception {
        Path output = dataDir.resolve("output.txt");
        Process hub =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                program.getName(),
                                dataDir.toString())
                        .redirectOutput(output.toFile())
                        .redirectError(dataDir.resolve("error.txt").toFile())
                        .start();
        try {
            await().atMost(1, MINUTES).until(() -> acknowledged(output).size() >= atLeast);
        } finally {
            hub.destroyForcibly().waitFor();
        }
        return acknowledged(output);
    }

    /// The complete lines; the kill may have cut the last one.
    private static List<String> acknowledged(Path output) throws IOException {
        try (Stream<String> lines = Files.lines(output)) {
            return lines.filter(ACKNOWLEDGED.asMatchPredicate()).toList();
        }
    }

    private static void keeps(StorePorts store, String[] acknowledged) {
        Recorded recorded = store.history().find(new MessageId(acknowledged[1])).orElseThrow();
        assertThat(recorded.deliveries()).hasSize(1);
        if (acknowledged[0].equals("settled")) {
            assertThat(recorded.deliveries().getFirst()).isInstanceOf(Delivery.Delivered.class);
        }
    }

    private static void assertSeqHasNoGap(StorePorts store, String session) {
        ConversationId conversation = ConversationId.ofSession(session);
        List<Recorded> messages = new ArrayList<>();
        List<Recorded> page = store.history().messages(conversation, 0, 1000);
        while (!page.isEmpty()) {
            messages.addAll(page);
            page = store.history().messages(conversation, messages.size(), 1000);
        }
        assertThat(messages)
                .extracting(recorded -> recorded.message().seq())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, messages.size()).boxed().toList());
        assertThat(WholeBacklog.of(store.backlog()).counts().getOrDefault(Seed.SLACK, 0))
                .isLessThanOrEqualTo(CrashingHub.CONVERSATIONS);
    }
}
