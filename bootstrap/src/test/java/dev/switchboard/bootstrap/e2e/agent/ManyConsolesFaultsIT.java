package dev.switchboard.bootstrap.e2e.agent;

import static dev.switchboard.bootstrap.e2e.agent.StaffedHub.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Agents who accept or come back while the user writes, so often that steps of both fall between
/// each other in every order.
///
/// `-Dswitchboard.consoles=…` sets how often, by default 2,000 times.
@Tag("faults")
@Tag("outages")
class ManyConsolesFaultsIT {

    private static final int TIMES = Integer.getInteger("switchboard.consoles", 2_000);
    private static final int AT_A_TIME = 4;

    private static final int MOST_NANOS = 10_000_000;

    @TempDir private static Path directory;
    private static StaffedHub hub;
    private static String token;

    @BeforeAll
    static void open() {
        hub = new StaffedHub(directory);
        token = hub.token();
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    /// @param deed of an agent with several users who wait for a person
    private static void often(BiConsumer<WireConsole, List<Somebody>> deed) {
        for (int i = 0; i < TIMES / AT_A_TIME; i++) {
            try (WireConsole agent = hub.console(token)) {
                List<Somebody> users =
                        IntStream.range(0, AT_A_TIME)
                                .mapToObj(_ -> Somebody.at(hub.hub()).wantsAPerson())
                                .toList();
                users.forEach(user -> agent.await("handoff.offer", user.conversation()));
                deed.accept(agent, users);
                agent.endAll();
                users.forEach(Somebody::close);
            }
        }
    }

    @Test
    void seeEachMessageThatIsWrittenWhileTheyAccept() {
        often((agent, users) -> {
            try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
                users.forEach(user -> {
                    workers.execute(() -> writes(user, 5));
                    workers.execute(() -> {
                        aMoment();
                        agent.accept(user.conversation());
                    });
                });
            }

            users.forEach(user ->
                    await().atMost(SOON)
                            .untilAsserted(() ->
                                    assertThat(written(agent.reads(user.conversation())))
                                            .containsExactlyElementsOf(texts(5))));
        });
    }

    @Test
    void seeEachMessageThatIsWrittenWhileTheyComeBack() {
        often((agent, users) -> {
            users.forEach(user -> agent.accept(user.conversation()));
            List<Thread> writers =
                    users.stream()
                            .map(user -> Thread.ofVirtual().start(() -> writes(user, 20)))
                            .toList();
            while (writers.stream().anyMatch(Thread::isAlive)) {
                aMoment();
                agent.cut();
                agent.resume();
            }

            // a snapshot repeats
            users.forEach(user ->
                    await().atMost(SOON)
                            .untilAsserted(() ->
                                    assertThat(written(agent.reads(user.conversation())).distinct())
                                            .containsExactlyElementsOf(texts(20))));
        });
    }

    private static void writes(Somebody user, int times) {
        texts(times).forEach(user::says);
    }

    private static List<String> texts(int times) {
        return IntStream.rangeClosed(1, times).mapToObj(i -> "text " + i).toList();
    }

    private static Stream<String> written(List<String> read) {
        return read.stream().filter(text -> text.startsWith("text "));
    }

    private static void aMoment() {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(MOST_NANOS));
    }
}
