package dev.switchboard.bootstrap.e2e.agent;

import static dev.switchboard.bootstrap.e2e.agent.WireConsole.handoff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.adapter.out.persistence.mongo.IndexedBackend;
import dev.switchboard.bootstrap.e2e.live.SharedServers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;

/// Two agents, each at another of two hubs, who accept the same user at the same time.
///
/// `-Dswitchboard.contests=…` sets how often, by default 1,000 times.
@Tag("faults")
@Tag("cluster-days")
@Isolated
class ContestedHandoffsFaultsIT {

    private static final int CONTESTS = Integer.getInteger("switchboard.contests", 1_000);
    private static final int MOST_NANOS = 3_000_000;

    private static final SharedServers SERVERS = new SharedServers(new IndexedBackend());
    private static StaffedHub desk;
    private static WireConsole here;
    private static WireConsole there;

    @BeforeAll
    static void open(@TempDir Path directory, @TempDir Path second) {
        desk = StaffedHub.withTwin(directory, second, SERVERS.settings());
        here = WireConsole.at(desk.hub().process().url(), desk.token());
        there = WireConsole.at(desk.hub().twin().orElseThrow().url(), desk.token());
    }

    @AfterAll
    static void close() {
        desk.close();
        SERVERS.close();
    }

    /// Waits until one of them is offered a user. The other one may accept it too.
    private static String offer(String chat) {
        await().atMost(StaffedHub.SOON).until(() -> offers(chat).findAny().isPresent());
        return handoff(offers(chat).findAny().orElseThrow());
    }

    private static Stream<JsonNode> offers(String chat) {
        return Stream.of(here, there)
                .flatMap(console -> console.events("handoff.offer").reversed().stream())
                .filter(WireConsole.about(chat));
    }

    @Test
    void areHeldByOneAgentWhoCanEndThem() {
        int[] won = new int[2];
        for (int i = 0; i < CONTESTS; i++) {
            try (Somebody user = Somebody.at(desk.hub()).wantsAPerson()) {
                String chat = user.conversation();
                String offer = offer(chat);

                CompletableFuture<JsonNode> mine = here.callSoon("handoff.accept", offer);
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(MOST_NANOS));
                CompletableFuture<JsonNode> theirs = there.callSoon("handoff.accept", offer);

                JsonNode first = mine.join();
                JsonNode second = theirs.join();
                assertThat(List.of(first, second))
                        .filteredOn(answer -> answer.path("ok").asBoolean())
                        .as("%s and %s", first, second)
                        .hasSize(1);
                boolean isMine = first.path("ok").asBoolean();
                won[isMine ? 0 : 1]++;
                JsonNode refusal = isMine ? second : first;
                assertThat(refusal.path("code").asString("")).isIn("TAKEN", "VERSION");
                JsonNode lease = (isMine ? first : second).path("lease");
                (isMine ? here : there)
                        .must("conversation.end", StaffedHub.chat(chat, lease, "over"));
            }
        }
        System.out.printf(
                "of %d contests each hub's agent won %d and %d%n", CONTESTS, won[0], won[1]);
    }
}
