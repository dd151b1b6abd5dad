package dev.switchboard.bootstrap.e2e.agent;

import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Conversations that go from agent to agent while both sides write and a supervisor watches, so
/// often that steps of all of them fall between each other in every order.
///
/// `-Dswitchboard.handovers=…` sets how often, by default 2,000 times.
@Tag("faults")
@Tag("outages")
class ManyHandoversFaultsIT {

    private static final int TIMES = Integer.getInteger("switchboard.handovers", 2_000);
    private static final int AT_A_TIME = 4;
    private static final int AGENTS = 4;

    @TempDir private static Path directory;
    private static StaffedHub hub;
    private static List<String> tokens;
    private static String supervisor;
    private static String auditor;

    @BeforeAll
    static void open() {
        hub = new StaffedHub(directory);
        tokens = Stream.generate(hub::token).limit(AGENTS).toList();
        supervisor = Staff.hire(hub.hub(), LiveHub.fresh("sue"), "SUPERVISOR");
        auditor = Staff.hire(hub.hub(), LiveHub.fresh("sam"), "SUPERVISOR");
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    @Test
    void loseAndRepeatNothing() {
        travel(_ -> {}, false);
    }

    @Test
    void loseNothingOnAConsoleThatComesBack() {
        travel(
                screen -> {
                    screen.cut();
                    screen.resume();
                },
                true);
    }

    /// @param fault of a console that only shows
    private static void travel(Consumer<WireConsole> fault, boolean repeats) {
        for (int i = 0; i < TIMES; i += AT_A_TIME * Journey.LEAST_HOPS) {
            DeskTeam team = DeskTeam.at(hub, tokens, supervisor, auditor);
            List<Journey> journeys =
                    IntStream.range(0, AT_A_TIME)
                            .mapToObj(_ -> new Journey(team, hub.hub()))
                            .toList();
            try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
                List<CompletableFuture<Void>> ends =
                        journeys.stream()
                                .map(one -> CompletableFuture.runAsync(one::goes, workers))
                                .toList();
                while (!ends.stream().allMatch(CompletableFuture::isDone)) {
                    Journey.aMoment();
                    fault.accept(team.someScreen());
                }
                ends.forEach(CompletableFuture::join);
            }
            journeys.forEach(one -> one.assertWhole(repeats));
            journeys.forEach(Journey::ends);
            team.leaves();
        }
    }
}
