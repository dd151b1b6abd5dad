package dev.switchboard.bootstrap.e2e.browser;

import static dev.switchboard.bootstrap.e2e.agent.WireConsole.handoff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.agent.Staff;
import dev.switchboard.bootstrap.e2e.agent.WireConsole;
import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The console at a desk where all agents have as many conversations as they may: how soon an agent
/// sees what a customer wrote, and a supervisor what agents did. What is seen is asserted; times
/// are printed, because they are the machine's.
///
/// `-Dswitchboard.console-agents=…` sets how many agents there are, by default 10. The more there
/// are, the more is measured.
@Tag("nightly")
class HundredAgentsE2eIT extends OwnHubStory {

    private static final Duration SOON = Duration.ofMinutes(3);
    private static final int AGENTS = Integer.getInteger("switchboard.console-agents", 10);

    /// An agent may have no more.
    private static final int EACH = 5;

    private static final int AT_A_TIME = 8;
    private static final int MESSAGES = AGENTS / 2;

    /// Of six changes each.
    private static final int ROUNDS = 1 + AGENTS / 25;

    private static final String AVAILABLE =
            "(row) => Boolean(row.querySelector('.kind.available'))";
    private static final String AWAY = "(row) => !row.querySelector('.kind.available')";

    /// A promise that is kept when something is on the screen, and a line of the wall.
    private static final String EYES =
            """
            window.onceThere = (isThere) => new Promise((done) => {
                const look = () => {
                    if (isThere()) {
                        changes.disconnect();
                        const painted = new MessageChannel();
                        painted.port1.onmessage = () => done(0);
                        painted.port2.postMessage(0);
                    }
                };
                const changes = new MutationObserver(look);
                changes.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
                look();
            });
            window.lineOf = (agent) => [...document.querySelectorAll('.agents tbody tr')].find((row) => row.querySelector('bdi').textContent === agent);
            0\
            """;

    private final List<Agent> agents = new ArrayList<>();
    private final List<Writer> writers = new ArrayList<>();

    /// Customers who began to wait, for the queue or for one agent; all of them were answered.
    private int asked;

    HundredAgentsE2eIT() {
        super(settings());
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(PATIENCE);
        settings.put("SWITCHBOARD_AGENT_OFFER_DEADLINE", "1h");
        settings.put("SWITCHBOARD_IDENTITY_BCRYPT_STRENGTH", "4");
        return settings;
    }

    private record Held(String conversation, String lease) {}

    private static final class Agent {

        private final WireConsole console;
        private final List<Held> held = new ArrayList<>();
        private final Set<String> tried = new HashSet<>();

        Agent(WireConsole console) {
            this.console = console;
        }

        /// Accepts what it is offered.
        ///
        /// @return whether it has all that it may have
        boolean fill() {
            console.events("handoff.offer").stream()
                    .filter(offer -> tried.add(handoff(offer)))
                    .map(offer -> console.call("handoff.accept", handoff(offer)))
                    .filter(answer -> answer.path("ok").asBoolean())
                    .forEach(this::hold);
            return held.size() == EACH;
        }

        private void hold(JsonNode answer) {
            held.add(
                    new Held(
                            answer.path("conversationId").asString(),
                            answer.at("/lease/leaseId").asString()));
        }

        void accept(JsonNode offer) {
            hold(console.must("handoff.accept", handoff(offer)));
        }

        /// Has one conversation less.
        ///
        /// @param command that takes a lease
        /// @param more members of its payload
        void parts(String command, String more) {
            Held last = held.removeLast();
            console.must(
                    command,
                    "{\"conversationId\":\"%s\",\"leaseId\":\"%s\",\"id\":\"%s\"%s}"
                            .formatted(last.conversation, last.lease, LiveHub.fresh("c"), more));
        }

        void chooses(int state) {
            console.must(
                    "availability.set",
                    "{\"availabilityProfileId\":1,\"availabilityStateId\":%d}".formatted(state));
        }

        String name() {
            return console.agentId();
        }
    }

    /// A customer without a page.
    private record Writer(LiveHub hub, String conversation, String proof) {

        static Writer at(LiveHub hub) {
            String conversation = LiveHub.fresh("crowd");
            return new Writer(
                    hub,
                    conversation,
                    Objects.requireNonNull(hub.begin(conversation).get("resumeToken")));
        }

        Writer wantsAgent() {
            String body =
                    """
                    {"requestId":"%s","requestPayload":{"conversationId":"%s"},
                     "attachments":[{"type":"HUMAN_HANDOFF_REQUEST","attachment":{}}]}\
                    """
                            .formatted(LiveHub.fresh("r"), conversation);
            Answer answer = Customer.webhook(hub, body);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            return this;
        }

        Answer says(String text) {
            return hub.stranger()
                    .post(
                            "/api/netomi/process-message",
                            """
                            {"messageData":{"conversationId":"%s",
                             "messagePayload":{"text":"%s","messageId":"%s"}}}\
                            """
                                    .formatted(conversation, text, LiveHub.fresh("m")),
                            "X-Switchboard-Resume",
                            proof);
        }
    }

    @BeforeAll
    void fillTheDesk() throws InterruptedException, ExecutionException {
        saveGoal();
        agents.addAll(together(AGENTS, this::agent));
        writers.addAll(together(AGENTS * EACH, () -> Writer.at(hub).wantsAgent()));
        asked = writers.size();
        await().atMost(SOON)
                .until(() -> agents.stream().filter(Predicate.not(Agent::fill)).count() == 0);
    }

    @AfterAll
    void goHome() {
        agents.forEach(agent -> agent.console.close());
    }

    private static <T> List<T> together(int times, Callable<T> deed)
            throws InterruptedException, ExecutionException {
        List<T> done = new ArrayList<>();
        try (var workers = Executors.newFixedThreadPool(AT_A_TIME)) {
            List<Future<T>> all =
                    workers.invokeAll(IntStream.range(0, times).mapToObj(_ -> deed).toList());
            for (Future<T> each : all) {
                done.add(each.get());
            }
        }
        return done;
    }

    /// So that there is something to count in time.
    private void saveGoal() {
        Answer saved = hub.admin().put("/v1/queues/default", "{\"answer_within_s\":86400}");
        assertThat(saved.status()).as(saved.body()).isIn(200, 201);
    }

    private Agent agent() {
        String token = Staff.hire(hub, LiveHub.fresh("agent"), "AGENT");
        return new Agent(WireConsole.at(hub.process().url(), token));
    }

    private ConsolePage visit(String place, String role) {
        String name = LiveHub.fresh("page");
        Staff.hire(hub, name, role);
        ConsolePage page =
                pages.shown(chromium.open(hub.process().url().resolve("/console" + place)));
        page.signIn(name, Staff.PASSWORD);
        page.awaitOnline();
        page.tab().run(EYES);
        return page;
    }

    /// Has the page look for something from now on.
    private static void lookFor(ConsolePage page, String condition) {
        page.tab().run("window.there = onceThere(() => %s), 0".formatted(condition));
    }

    /// Until what it looks for is painted.
    private static Duration until(ConsolePage page, long since) {
        page.tab().run("window.there");
        return Duration.ofNanos(System.nanoTime() - since);
    }

    private static void print(String what, List<Duration> times) {
        List<Long> sorted = times.stream().map(Duration::toMillis).sorted().toList();
        System.out.printf(
                "%nWith %d agents and %d conversations %s: %d ms at the median, %d ms for 95 of"
                        + " 100, %d ms at most, of %d%n",
                AGENTS,
                AGENTS * EACH,
                what,
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 95 / 100),
                sorted.getLast(),
                sorted.size());
    }

    /// The clock is the test's: from the moment before the request until the browser has answered
    /// that it is painted.
    @Test
    void showsAnAgentWhatACustomerWrites() {
        ConsolePage page = visit("", "AGENT");
        Customer customer = pages.customer(hub, "hello");
        asked++;
        page.accept();
        List<Duration> times = new ArrayList<>();
        List<CompletableFuture<Answer>> others = new ArrayList<>();

        for (int i = 0; i < MESSAGES; i++) {
            Writer other = writers.get(i % writers.size());
            String text = "word " + i;
            lookFor(
                    page,
                    "[...document.querySelectorAll('.said .text')].at(-1)?.textContent === '%s'"
                            .formatted(text));
            others.add(CompletableFuture.supplyAsync(() -> other.says("me too")));
            long begin = System.nanoTime();
            CompletableFuture<Answer> answer = customer.askSoon(LiveHub.fresh("m"), text);
            times.add(until(page, begin));
            assertThat(answer.join().status()).isIn(200, 202);
        }

        print("a message of a customer is on the agent's screen", times);
        assertThat(others).allSatisfy(answer -> assertThat(answer.join().status()).isIn(200, 202));
        assertThat(page.all(".said .text"))
                .endsWith(
                        IntStream.range(0, MESSAGES)
                                .mapToObj(i -> "word " + i)
                                .toArray(String[]::new));
        page.end();
    }

    /// From the moment at which the hub has acknowledged what an agent did.
    @Test
    void showsASupervisorWhatAgentsDo() {
        ConsolePage wall = visit("/floor", "SUPERVISOR");
        wall.choose(".availability", "2");
        wall.awaitThere(".wall .chats tbody tr");
        List<Duration> times = new ArrayList<>();

        for (int round = 0; round < ROUNDS; round++) {
            Agent one = agents.get(2 * round % AGENTS);
            Agent other = agents.get((2 * round + 1) % AGENTS);
            times.add(seen(wall, other, has(EACH - 1), () -> other.parts("conversation.end", "")));
            String to = ",\"to\":{\"agentId\":\"%s\"}".formatted(other.name());
            String passed = one.held.getLast().conversation();
            times.add(seen(wall, one, has(EACH - 1), () -> one.parts("conversation.transfer", to)));
            JsonNode offer = other.console.await("handoff.offer", passed);
            times.add(seen(wall, other, has(EACH), () -> other.accept(offer)));
            Writer next = Writer.at(hub).wantsAgent();
            JsonNode nextOffer =
                    one.console.await("handoff.offer", "netomi:" + next.conversation());
            times.add(seen(wall, one, has(EACH), () -> one.accept(nextOffer)));
            times.add(seen(wall, one, AWAY, () -> one.chooses(2)));
            times.add(seen(wall, one, AVAILABLE, () -> one.chooses(1)));
            asked += 2;
        }

        print("what an agent did is on the wall", times);
        assertRight(wall);
    }

    private static String has(int chats) {
        return "(row) => row.querySelector('td:nth-child(3)').textContent.startsWith('%d/')"
                .formatted(chats);
    }

    private static Duration seen(ConsolePage wall, Agent agent, String isRight, Runnable deed) {
        lookFor(wall, "(%s)(lineOf('%s'))".formatted(isRight, agent.name()));
        deed.run();
        return until(wall, System.nanoTime());
    }

    /// The wall shows everybody, and what is counted from the journal, to the unit.
    private void assertRight(ConsolePage wall) {
        await().atMost(SOON).untilAsserted(() -> assertThat(today(wall)).isEqualTo(counted(wall)));
        assertThat(today(wall)).startsWith(asked, asked, asked, 0);
        List<String> line = wall.all(".queues tbody td");
        assertThat(line.subList(1, 7))
                .containsExactly(
                        "0",
                        "—",
                        String.valueOf(AGENTS * EACH),
                        String.valueOf(asked),
                        "%d (100%%)".formatted(asked),
                        "0");
        assertThat(wall.all(".agents td:nth-child(3)"))
                .hasSize(AGENTS + 1)
                .filteredOn("%d/%d".formatted(EACH, EACH)::equals)
                .hasSize(AGENTS);
        while (wall.has(".chats > button")) {
            wall.click(".chats > button");
            wall.awaitDrawn();
        }
        assertThat(wall.all(".chats tbody td:nth-child(2)"))
                .containsExactlyInAnyOrderElementsOf(
                        agents.stream()
                                .flatMap(agent -> Stream.generate(agent::name).limit(EACH))
                                .toList());
    }

    /// The figures of the queue as the wall has them.
    private static List<Integer> today(ConsolePage wall) {
        JsonNode today =
                Modules.ask(
                        wall,
                        "const { wall } = await load('desk/wall.js'); return wall.queues.get('default').today;");
        return figures(
                today,
                "asked",
                "answered",
                "answeredInTime",
                "abandoned",
                "answerP50",
                "answerP90");
    }

    private List<Integer> counted(ConsolePage wall) {
        String zone = wall.tab().run("Intl.DateTimeFormat().resolvedOptions().timeZone").asString();
        LocalDate day = LocalDate.now(ZoneId.of(zone));
        JsonNode queues =
                hub.admin()
                        .get(
                                "/v1/stats/queues?from=%s&to=%s"
                                        .formatted(
                                                day.atStartOfDay(ZoneId.of(zone)).toInstant(),
                                                day.plusDays(1)
                                                        .atStartOfDay(ZoneId.of(zone))
                                                        .toInstant()))
                        .json();
        return figures(
                queues.at("/items/0"),
                "asked",
                "answered",
                "answered_in_time",
                "abandoned",
                "answer_p50_s",
                "answer_p90_s");
    }

    private static List<Integer> figures(JsonNode of, String... names) {
        return Stream.of(names).map(name -> of.path(name).asInt(-1)).toList();
    }
}
