package dev.switchboard.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.presence.SharedWatch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A few minutes of load by all five systems, in conversations that begin with it and are over with
/// it. So what the test must remember is bounded, and each round is checked alone.
///
/// Of 200 messages a second, about 75 are those of back ends and channels, 50 answers of a bot on
/// pages, 25 questions to it and their answers, 35 those of chats, and 15 between customers and a
/// desk.
final class SoakRound implements AutoCloseable {

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(800);
    private static final Duration TO_ARRIVE = Duration.ofMinutes(2);
    private static final int WATCHERS = 4;
    private static final int AGENTS = 2;

    /// More than any of the simulated systems gets in a round.
    private static final int CALLS = 1_000_000;

    /// More users than a round has.
    private static final int USERS = 100;

    /// What callers hear when the store did not answer in time: they repeat it.
    private static final Pattern BUSY = Pattern.compile(": 503 |temporarily unavailable");

    private final LiveHub hub;
    private final ExternalChannels.Round channels;
    private final Chats chats;
    private final SharedWatch watch;
    private final List<LivePage> pages;
    private final List<BotTalk> toBot;
    private final List<DeskTalk> toDesk;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final CompletableFuture<Void> work;

    /// Begins it.
    ///
    /// @param number of the round, from 1 on
    /// @param rate messages a second
    SoakRound(LiveHub hub, ExternalChannels external, int number, int rate) {
        this.hub = hub;
        hub.renewAdmin();
        hub.bot().keepCalls(CALLS);
        hub.desk().keepCalls(CALLS);
        this.channels = external.begin(hub, "round-" + number, rate / 5);
        this.watch = new SharedWatch(hub, WATCHERS, LONGEST_PAUSE);
        int users = Math.max(2, rate / 60);
        this.chats = new Chats(hub, number * USERS, users, users / 2, AGENTS);
        this.pages =
                Stream.generate(() -> new LivePage(hub, hub.process(), LONGEST_PAUSE))
                        .limit(Math.max(1, rate * 9 / 100))
                        .toList();
        this.toBot =
                Stream.generate(() -> new BotTalk(hub, LONGEST_PAUSE))
                        .limit(Math.max(1, rate * 3 / 100))
                        .toList();
        this.toDesk =
                Stream.generate(() -> new DeskTalk(hub, LONGEST_PAUSE))
                        .limit(Math.max(1, rate / 25))
                        .toList();
        this.work =
                CompletableFuture.allOf(
                        Stream.<Runnable>concat(pages.stream(), talks())
                                .map(each -> CompletableFuture.runAsync(each, workers))
                                .toArray(CompletableFuture[]::new));
    }

    private Stream<Talk> talks() {
        return Stream.concat(toBot.stream(), toDesk.stream());
    }

    /// The number of messages that the hub has acknowledged.
    long acknowledged() {
        return channels.acknowledged()
                + chats.said()
                + pages.stream().mapToLong(LivePage::acknowledged).sum()
                + toBot.stream().mapToLong(BotTalk::answers).sum()
                + talks().mapToLong(Talk::said).sum();
    }

    /// The number of acknowledged reports of presence.
    long reports() {
        return watch.acknowledged();
    }

    /// Ends it, waits for all that was acknowledged, and proves that it arrived once and in order
    /// and that nothing is pending any more.
    void end() {
        pages.forEach(LivePage::end);
        talks().forEach(Talk::end);
        channels.end();
        chats.assertKept(0);
        work.orTimeout(TO_ARRIVE.toSeconds(), TimeUnit.SECONDS).join();
        channels.assertFlawless();
        LivePage.awaitAllShown(pages, TO_ARRIVE);
        await().atMost(TO_ARRIVE)
                .untilAsserted(() -> assertThat(talks().flatMap(Talk::wrong)).isEmpty());
        assertThat(talks().flatMap(Talk::refusals)).allMatch(BUSY.asPredicate());
        watch.assertSeen();
        await().atMost(TO_ARRIVE).until(() -> Vitals.pending(hub.process()) == 0);
    }

    @Override
    public void close() {
        chats.close();
        watch.close();
        pages.forEach(LivePage::close);
        talks().forEach(Talk::close);
        workers.shutdownNow();
        hub.platforms().forgetCalls();
        hub.bot().forgetCalls();
        hub.desk().forgetCalls();
        hub.salesforce().startOver();
    }
}
