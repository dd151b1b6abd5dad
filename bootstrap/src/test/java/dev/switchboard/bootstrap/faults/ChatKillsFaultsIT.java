package dev.switchboard.bootstrap.faults;

import static org.junit.jupiter.api.Assertions.assertAll;

import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.presence.KilledWatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
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

    @Test
    void losesDoublesAndReordersNothingOfChatsHoweverOftenItIsKilled(@TempDir Path directory) {
        try (LiveHub hub = LiveHub.open(directory, Chats.SETTINGS);
                KilledWatch watch = new KilledWatch(hub);
                Chats chats = new Chats(hub, USERS, USERS_OF_OUR_OWN, AGENTS)) {
            List<LivePage> pages =
                    Stream.generate(() -> new LivePage(hub, hub.process(), BETWEEN_ANSWERS))
                            .limit(PAGES)
                            .toList();
            pages.forEach(Thread.ofVirtual()::start);

            // each part is examined, whatever the others show
            AtomicInteger kills = new AtomicInteger();
            assertAll(
                    () -> kill(hub, watch, kills),
                    () -> {
                        if (!hub.process().isAlive()) {
                            hub.process().spawn();
                        }
                        hub.process().awaitReady();
                        pages.forEach(LivePage::end);
                        chats.assertKept(kills.get());
                    },
                    () -> LivePage.awaitAllShown(pages, Chats.TO_HEAL),
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
