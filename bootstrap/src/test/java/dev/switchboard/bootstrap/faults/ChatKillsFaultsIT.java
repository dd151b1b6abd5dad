package dev.switchboard.bootstrap.faults;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.agent.Staff;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.presence.KilledWatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// A hub with chats between users of Yalo's bots and agents, in Salesforce and at the hub's own
/// consoles, with live pages and with watchers of presence, is killed with -9 at random moments,
/// sometimes while it opens chats or starts, and started again on the same data.
///
/// - `-Dswitchboard.seed=…` repeats the choices of an earlier run
/// - `-Dswitchboard.chat-kills=…` ends after this many kills, by default 300
/// - `-Dswitchboard.chat-kill-seconds=…` or after this time, by default 600 s; at most 3,300 s,
///   because its users log in once, for an hour
@Tag("faults")
@Tag("long-kills")
@Isolated
class ChatKillsFaultsIT {

    private static final int USERS = 32;

    /// Users of the hub's own agents; each agent has at most five chats.
    private static final int USERS_OF_OUR_OWN = 8;

    private static final int AGENTS = 2;
    private static final int PAGES = 8;
    private static final Duration BETWEEN_ANSWERS = Duration.ofMillis(400);
    private static final int MOST_REPORTS = 100;
    private static final int KILLS = Integer.getInteger("switchboard.chat-kills", 300);
    private static final Duration TIME =
            Duration.ofSeconds(Integer.getInteger("switchboard.chat-kill-seconds", 600));

    private static final Duration LONGEST_LIFE = Duration.ofSeconds(2);
    private static final Duration LONGEST_START = Duration.ofSeconds(3);

    /// If the hub dies while it opens a chat, the chat is given up after a minute.
    private static final Duration TO_HEAL = Duration.ofMinutes(5);

    private static final Map<String, String> SETTINGS =
            Map.of(
                    "SWITCHBOARD_YALO_MESSAGESPERSECOND", "1000",
                    "SWITCHBOARD_SALESFORCE_TOKENS_PER_MINUTE", "100000",
                    "SWITCHBOARD_LOG_LEVEL", "WARN");

    @Test
    void losesDoublesAndReordersNothingOfChatsHoweverOftenItIsKilled(@TempDir Path directory) {
        try (LiveHub hub = LiveHub.open(directory, SETTINGS);
                KilledWatch watch = new KilledWatch(hub)) {
            hub.platforms().keepCalls(1_000_000);
            HubClient bot = hub.stranger().logIn("yalo", "demo-password-of-the-bot");
            ChatBook book = new ChatBook(hub);
            List<Chatter> chatters =
                    IntStream.range(0, USERS)
                            .mapToObj(i ->
                                    i < USERS_OF_OUR_OWN
                                            ? new ConsoleChatter(hub, bot, book, i)
                                            : new SalesforceChatter(hub, bot, book, i))
                            .toList();
            List<ConsoleAgent> agents =
                    IntStream.range(0, AGENTS)
                            .mapToObj(i ->
                                    new ConsoleAgent(
                                            hub,
                                            Staff.hire(hub, LiveHub.fresh("agent"), "AGENT"),
                                            book))
                            .toList();
            List<LivePage> pages =
                    Stream.generate(() -> LivePage.at(hub, BETWEEN_ANSWERS)).limit(PAGES).toList();
            agents.forEach(Thread.ofVirtual()::start);
            List<Thread> talking =
                    Stream.of(chatters, pages)
                            .flatMap(List::stream)
                            .map(Thread.ofVirtual()::start)
                            .toList();

            // each part is examined, whatever the others show
            AtomicInteger kills = new AtomicInteger();
            assertAll(
                    () -> kill(hub, watch, kills),
                    () -> {
                        if (!hub.process().isAlive()) {
                            hub.process().spawn();
                        }
                        hub.process().awaitReady();
                        chatters.forEach(Chatter::end);
                        pages.forEach(LivePage::end);
                        heal(hub, chatters, talking, book);
                        agents.forEach(ConsoleAgent::close);
                        book.assertKept(kills.get());
                    },
                    () -> LivePage.awaitAllShown(pages, TO_HEAL),
                    () -> tell(kills.get(), pages, watch));
            pages.forEach(LivePage::close);
        }
    }

    /// Counts the kills as they happen.
    private static void kill(LiveHub hub, KilledWatch watch, AtomicInteger kills) {
        Chance chance = new Chance("chats");
        long end = System.nanoTime() + TIME.toNanos();
        while (kills.get() < KILLS && System.nanoTime() < end) {
            if (kills.get() > 0 && chance.oneIn(4)) {
                live(chance, LONGEST_START);
                hub.process().kill();
            } else {
                back(hub, watch, kills.get());
                live(chance, LONGEST_LIFE);
                watch.kill(1 + chance.below(MOST_REPORTS));
            }
            kills.incrementAndGet();
            hub.process().spawn();
        }
        back(hub, watch, kills.get());
    }

    private static void back(LiveHub hub, KilledWatch watch, int kills) {
        hub.process().awaitReady();
        if (kills > 0) {
            watch.resume();
        }
    }

    /// Waits until the last chats are over.
    private static void heal(
            LiveHub hub, List<Chatter> chatters, List<Thread> talking, ChatBook book) {
        try {
            await().atMost(TO_HEAL)
                    .until(() -> talking.stream().noneMatch(Thread::isAlive) && book.isComplete());
        } catch (ConditionTimeoutException _) {
            chatters.forEach(each -> book.surprise(each.doing()));
            book.surprise(hub.process().endOfLog());
        }
    }

    private static void tell(int kills, List<LivePage> pages, KilledWatch watch) {
        System.out.printf(
                "%d kills: %d answers on %d pages, pushed again %d, %d reports of presence%n",
                kills,
                pages.stream().mapToInt(LivePage::acknowledged).sum(),
                PAGES,
                pages.stream().mapToInt(LivePage::pushedAgain).sum(),
                watch.acknowledged());
    }

    private static void live(Chance chance, Duration most) {
        LockSupport.parkNanos(chance.upTo(most).toNanos());
    }
}
