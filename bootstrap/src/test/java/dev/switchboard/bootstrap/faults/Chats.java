package dev.switchboard.bootstrap.faults;

import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.HubProcess;
import dev.switchboard.bootstrap.e2e.agent.Staff;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/// Users of Yalo's bots who go to agents again and again, in Salesforce and at the hub's own
/// consoles, while hubs die and come back.
final class Chats implements AutoCloseable {

    /// If a hub dies while it opens a chat, the chat is given up after a minute.
    static final Duration TO_HEAL = Duration.ofMinutes(5);

    /// Settings of hubs that have so many chats.
    static final Map<String, String> SETTINGS =
            Map.of(
                    "SWITCHBOARD_YALO_MESSAGESPERSECOND", "1000",
                    "SWITCHBOARD_SALESFORCE_TOKENS_PER_MINUTE", "100000",
                    "SWITCHBOARD_LOG_LEVEL", "WARN");

    private final LiveHub hub;
    private final ChatBook book;
    private final List<Chatter> users;
    private final List<ConsoleAgent> agents;
    private final List<Thread> talking;

    /// Begins them.
    ///
    /// @param users all, with those of the hub's own agents
    /// @param ofOurOwn users of the hub's own agents, of whom each has at most five chats
    /// @param agents of each hub
    Chats(LiveHub hub, int users, int ofOurOwn, int agents) {
        this(hub, 0, users, ofOurOwn, agents);
    }

    /// Begins those of later users.
    ///
    /// @param first the number of the first user
    Chats(LiveHub hub, int first, int users, int ofOurOwn, int agents) {
        hub.platforms().keepCalls(1_000_000);
        HubClient bot = hub.stranger().logIn("yalo", "demo-password-of-the-bot");
        this.hub = hub;
        this.book = new ChatBook(hub);
        this.users =
                IntStream.range(0, users)
                        .mapToObj(i ->
                                i < ofOurOwn
                                        ? new ConsoleChatter(hub, bot, book, first + i)
                                        : new SalesforceChatter(hub, bot, book, first + i))
                        .toList();
        this.agents =
                hub.processes().stream()
                        .flatMap(at -> Stream.generate(() -> at).limit(agents))
                        .map(at -> new ConsoleAgent(at, staff(), book))
                        .toList();
        this.agents.forEach(Thread.ofVirtual()::start);
        this.talking = this.users.stream().map(Thread.ofVirtual()::start).toList();
    }

    private String staff() {
        return Staff.hire(hub, LiveHub.fresh("agent"), "AGENT");
    }

    /// The number of messages that users and agents have said.
    long said() {
        return book.said();
    }

    /// Every second agent of a hub that ends, or has ended, goes to another one; the rest wait for
    /// it.
    void leave(HubProcess ending, HubProcess other) {
        List<ConsoleAgent> there = agents.stream().filter(agent -> agent.isAt(ending)).toList();
        for (int i = 0; i < there.size(); i += 2) {
            there.get(i).goTo(other);
        }
    }

    /// Waits until the last chats are over, and proves that nothing of any is lost or out of order,
    /// and nothing doubled but what a kill explains.
    void assertKept(int kills) {
        users.forEach(Chatter::end);
        try {
            await().atMost(TO_HEAL)
                    .until(() -> talking.stream().noneMatch(Thread::isAlive) && book.isComplete());
        } catch (ConditionTimeoutException _) {
            users.forEach(each -> book.surprise(each.doing()));
            hub.processes().forEach(each -> book.surprise(each.endOfLog()));
        }
        close();
        book.assertKept(kills);
    }

    @Override
    public void close() {
        agents.forEach(ConsoleAgent::close);
    }
}
