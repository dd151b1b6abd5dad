package dev.switchboard.bootstrap.e2e.agent;

import static dev.switchboard.bootstrap.e2e.agent.StaffedHub.SOON;
import static dev.switchboard.bootstrap.e2e.agent.StaffedHub.chat;
import static dev.switchboard.bootstrap.e2e.agent.StaffedHub.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.agent.DeskTeam.Member;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// A conversation on its way from agent to agent, while both sides write.
final class Journey {

    static final int LEAST_HOPS = 10;

    private static final List<String> TEXTS =
            IntStream.rangeClosed(1, 20).mapToObj(i -> "text " + i).toList();
    private static final int MOST_NANOS = 40_000_000;

    private final DeskTeam team;
    private final Somebody user;
    private final long watchedAfter;
    private final ConcurrentSkipListMap<Long, String> answers = new ConcurrentSkipListMap<>();
    private final List<CompletableFuture<?>> saying = new ArrayList<>();
    private volatile @Nullable Member holder;
    private JsonNode lease = MissingNode.getInstance();
    private JsonNode seen = MissingNode.getInstance();
    private int said;

    Journey(DeskTeam team, LiveHub hub) {
        this.team = team;
        this.user = Somebody.at(hub);
        this.watchedAfter =
                Stream.of(team.auditor().laptop(), team.auditor().phone())
                        .mapToLong(this::isWatched)
                        .max()
                        .orElseThrow();
    }

    /// @return the `seq` behind which its messages come
    private long isWatched(WireConsole console) {
        String watch = "{\"conversationId\":\"" + conversation() + "\"}";
        return console.must("conversation.watch", watch).path("seq").asLong();
    }

    String conversation() {
        return user.conversation();
    }

    void goes() {
        user.wantsAPerson();
        accepted();
        Thread writer = Thread.ofVirtual().start(this::writes);
        for (int hop = 0; hop < LEAST_HOPS || writer.isAlive(); hop++) {
            for (int i = ThreadLocalRandom.current().nextInt(4); i > 0; i--) {
                answers();
                aMoment();
            }
            hop(hop);
        }
        saying.forEach(CompletableFuture::join);
    }

    private void writes() {
        TEXTS.forEach(text -> {
            user.says(text);
            aMoment();
        });
    }

    private Member holder() {
        return Objects.requireNonNull(holder);
    }

    private void answers() {
        String text = "agent " + ++said;
        saying.add(
                holder().laptop()
                        .callSoon(
                                "message.send",
                                chat(conversation(), lease, "m-" + said, text(text)))
                        .thenAccept(answer -> {
                            if (answer.path("ok").asBoolean()) {
                                answers.put(answer.path("seq").asLong(), text);
                            } else {
                                assertThat(answer.path("code").asString(""))
                                        .as("%s", answer)
                                        .isIn("LEASE_LOST", "NOT_FOUND");
                            }
                        }));
    }

    private void hop(int hop) {
        switch (ThreadLocalRandom.current().nextInt(4)) {
            case 0 -> transfers(hop, team.another(holder).target());
            case 1 -> transfers(hop, SupervisorStory.TO_QUEUE);
            case 2 -> isTaken(hop);
            default -> isAssigned(hop);
        }
    }

    private void transfers(int hop, String to) {
        holder().desk().must("conversation.transfer", chat(conversation(), lease, "t-" + hop, to));
        accepted();
    }

    private void isTaken(int hop) {
        if (holder().equals(team.supervisor())) {
            return;
        }
        JsonNode taken =
                team.supervisor()
                        .desk()
                        .must(
                                "conversation.take",
                                SupervisorStory.directive(conversation(), seen, "t-" + hop));
        holds(team.supervisor(), taken, seen);
    }

    private void isAssigned(int hop) {
        team.supervisor()
                .desk()
                .must(
                        "conversation.assign",
                        SupervisorStory.directive(
                                conversation(), seen, "t-" + hop, team.another(holder).target()));
        accepted();
    }

    /// Whoever is offered the conversation next accepts it.
    private void accepted() {
        long after = seen.path("version").asLong(0);
        await().atMost(SOON)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> team.holders().anyMatch(agent -> accepts(agent, after)));
    }

    private boolean accepts(Member agent, long after) {
        Optional<JsonNode> offer =
                agent.desk().events("handoff.offer").stream()
                        .filter(WireConsole.about(conversation()))
                        .filter(one -> one.path("version").asLong() > after)
                        .max(Comparator.comparingLong(one -> one.path("version").asLong()));
        if (offer.isEmpty()) {
            return false;
        }
        JsonNode answer =
                agent.desk().call("handoff.accept", WireConsole.handoff(offer.orElseThrow()));
        if (answer.path("ok").asBoolean()) {
            holds(agent, answer, offer.orElseThrow());
        }
        return answer.path("ok").asBoolean();
    }

    private void holds(Member agent, JsonNode answer, JsonNode handoff) {
        holder = agent;
        lease = answer.path("lease");
        seen = handoff.deepCopy().asObject().put("version", lease.path("version").asLong());
    }

    void assertWhole(boolean repeats) {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(user.hears())
                                .filteredOn(text -> text.startsWith("agent "))
                                .containsExactlyElementsOf(answers.values()));
        holder().consoles()
                .forEach(console ->
                        await().atMost(SOON)
                                .untilAsserted(() -> assertThat(read(console)).isEqualTo(TEXTS)));
        team.holders()
                .forEach(agent -> {
                    assertNoGap(agent.desk(), false);
                    assertNoGap(agent.laptop(), false);
                    assertNoGap(agent.phone(), repeats);
                });
        assertWatched(team.auditor().laptop(), false);
        assertWatched(team.auditor().phone(), repeats);
    }

    private void assertWatched(WireConsole console, boolean repeats) {
        await().atMost(SOON)
                .untilAsserted(() -> {
                    assertThat(read(console)).isEqualTo(TEXTS);
                    assertThat(console.seqs(conversation())).containsAll(answers.keySet());
                });
        long at = watchedAfter;
        for (long seq : console.seqs(conversation())) {
            if (!repeats || seq > at) {
                assertThat(seq).as("%s", console.heard()).isEqualTo(at + 1);
                at = seq;
            }
        }
    }

    void ends() {
        holder().desk().must("conversation.end", chat(conversation(), lease, "over"));
        user.close();
    }

    private List<String> read(WireConsole console) {
        return console.reads(conversation()).stream()
                .filter(text -> text.startsWith("text "))
                .distinct()
                .toList();
    }

    /// While the agent holds the conversation, a console gets each message behind the one that it
    /// got before.
    private void assertNoGap(WireConsole console, boolean repeats) {
        boolean held = false;
        long at = 0;
        for (WireConsole.Heard one : console.heard()) {
            boolean ours = WireConsole.about(conversation()).test(one.value());
            long seq = one.value().path("seq").asLong(0);
            if (one.event().equals("agent.ready")) {
                held =
                        one.value()
                                .path("leases")
                                .valueStream()
                                .anyMatch(WireConsole.about(conversation()));
            } else if (ours && one.event().equals("context.snapshot")) {
                held = true;
                at = seq;
            } else if (ours && one.event().equals("lease.lost")) {
                held = false;
            } else if (ours && one.event().equals("message") && !(repeats && seq <= at)) {
                assertThat(held).as("%s in %s", one, console.heard()).isTrue();
                assertThat(seq).as("%s", console.heard()).isEqualTo(at + 1);
                at = seq;
            }
        }
    }

    static void aMoment() {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(MOST_NANOS));
    }
}
