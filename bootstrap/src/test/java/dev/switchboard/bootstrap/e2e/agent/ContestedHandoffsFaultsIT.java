package dev.switchboard.bootstrap.e2e.agent;

import static dev.switchboard.bootstrap.e2e.agent.WireConsole.handoff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.adapter.out.persistence.mongo.IndexedBackend;
import dev.switchboard.bootstrap.e2e.live.SharedServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(1);

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

    /// A user whom both agents have declined waits for anybody.
    ///
    /// @return the payload of a command that accepts them
    private static String declinedByBoth(String chat) {
        Offer first = declined(chat, 0);
        Offer second = declined(chat, version(first.event()));
        return "{\"handoffId\":\"%s\",\"version\":%d}"
                .formatted(
                        second.event().path("handoffId").asString(), version(second.event()) + 1);
    }

    private record Offer(WireConsole to, JsonNode event) {}

    private static Offer declined(String chat, long known) {
        Offer offer =
                await().atMost(StaffedHub.SOON)
                        .pollInterval(BETWEEN_LOOKS)
                        .until(() -> offer(chat, known), Optional::isPresent)
                        .orElseThrow();
        // an offer that is over by now is passed over too
        var _ = offer.to().call("handoff.decline", handoff(offer.event()));
        return offer;
    }

    /// The offer that follows the version.
    private static Optional<Offer> offer(String chat, long known) {
        return Stream.of(here, there)
                .flatMap(console ->
                        console.events("handoff.offer").stream()
                                .filter(WireConsole.about(chat))
                                .map(event -> new Offer(console, event)))
                .filter(offer -> version(offer.event()) > known)
                .findFirst();
    }

    private static long version(JsonNode offer) {
        return offer.path("version").asLong();
    }

    @Test
    void areHeldByOneAgentWhoCanEndThem() {
        int[] won = new int[2];
        for (int i = 0; i < CONTESTS; i++) {
            try (Somebody user = Somebody.at(desk.hub()).wantsAPerson()) {
                String chat = user.conversation();
                String handoff = declinedByBoth(chat);

                CompletableFuture<JsonNode> mine = here.callSoon("handoff.accept", handoff);
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(MOST_NANOS));
                CompletableFuture<JsonNode> theirs = there.callSoon("handoff.accept", handoff);

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
