package dev.switchboard.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.HubProcess;
import dev.switchboard.bootstrap.e2e.HubProgram;
import dev.switchboard.bootstrap.e2e.QuickStart;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.simulators.SimulatorsConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// A hub with the flags of `bin/switchboard` under a steady load by all five systems: chats in
/// Salesforce and at its own consoles, pages of the bot, customers of the desk in Pega, external
/// channels, and reports of presence with their watchers. It keeps what was acknowledged, and needs
/// no more memory, threads, files and disk at the end than when it was warm.
///
/// The load comes in rounds. At the end of each nothing is under way, and a [day][ShortDays] is
/// over for the store.
///
/// - `-Dswitchboard.soak-minutes=…` lasts so long, by default 6 minutes and at least
/// - `-Dswitchboard.soak-rate=…` messages a second, by default 200
/// - `-Dswitchboard.seed=…` repeats the choices of an earlier run
@Tag("faults")
@Tag("soak")
@Isolated
class SoakFaultsIT {

    private static final int MINUTES =
            Math.max(6, Integer.getInteger("switchboard.soak-minutes", 6));
    private static final int RATE = Integer.getInteger("switchboard.soak-rate", 200);
    private static final int LINES = 24;
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(5);
    private static final int ROUNDS_AT_LEAST = 4;
    private static final Duration TO_FORGET = Duration.ofMinutes(2);

    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong reports = new AtomicLong();
    private volatile @Nullable SoakRound current;

    @Test
    void needsNoMoreAtTheEndThanWhenItWasWarm(@TempDir Path directory) throws IOException {
        try (ExternalChannels channels = new ExternalChannels();
                LiveHub hub = LiveHub.of(program(), directory, settings(channels))) {
            channels.join(hub);
            DeskTalk.silence(hub);
            VitalsChart chart = soak(hub, channels);

            assertThat(hub.process().exits()).isEmpty();
            assertThat(hub.process().log().lines().filter(line -> line.contains(" ERROR ")))
                    .isEmpty();
            assertThat(Vitals.answered(hub.process(), 500)).isZero();
            chart.assertFlat();
        }
    }

    private VitalsChart soak(LiveHub hub, ExternalChannels channels) throws IOException {
        long began = System.nanoTime();
        try (VitalsChart chart =
                new VitalsChart(
                        collects -> vitals(hub.process(), since(began), collects),
                        Math.ceilDiv(MINUTES, LINES))) {
            int rounds = 0;
            while (since(began).plus(round().dividedBy(2)).toMinutes() < MINUTES) {
                run(hub, channels, ++rounds);
                endDay(hub.process());
            }
            chart.end();
            chart.print();
            System.out.printf(
                    "seed %d: %d rounds, %d messages acknowledged, %d reports of presence, %d answers 503%n",
                    Chance.SEED,
                    rounds,
                    acknowledged.get(),
                    reports.get(),
                    Vitals.answered(hub.process(), 503));
            return chart;
        }
    }

    /// The cache for quick starts is of a Java with other flags, so this hub starts without it.
    private static HubProgram program() {
        return QuickStart.program(HubProgram.asShipped())
                .with(ShortDays.class, SimulatorsConfiguration.class);
    }

    /// What a hub keeps for hours or days by default, it keeps for less than a short run here.
    private static Map<String, String> settings(ExternalChannels channels) {
        Map<String, String> settings = new HashMap<>(Chats.SETTINGS);
        settings.putAll(channels.settings());
        settings.put("MALLOC_ARENA_MAX", "2");
        settings.put("SWITCHBOARD_CHANNELS_SESSION_RETENTION", "10m");
        settings.put("SWITCHBOARD_AGENT_STATS_RETENTION", "10m");
        settings.put("SWITCHBOARD_NETOMI_CLAIM_TTL", "5m");
        settings.put("SWITCHBOARD_PEGA_CLAIM_TTL", "5m");
        settings.put("SWITCHBOARD_SOCKETS_RECOVERY_WINDOW", "5m");
        return settings;
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static Duration round() {
        Duration part = Duration.ofMinutes(MINUTES).dividedBy(ROUNDS_AT_LEAST);
        return part.compareTo(LONGEST_ROUND) < 0 ? part : LONGEST_ROUND;
    }

    private void run(LiveHub hub, ExternalChannels channels, int number) {
        try (SoakRound round = new SoakRound(hub, channels, number, RATE)) {
            current = round;
            live(round());
            round.end();
            current = null;
            acknowledged.addAndGet(round.acknowledged());
            reports.addAndGet(round.reports());
        }
    }

    private static void live(Duration howLong) {
        long end = System.nanoTime() + howLong.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    private Vitals vitals(HubProcess hub, Duration at, boolean collects) {
        SoakRound round = current;
        return Vitals.of(
                hub,
                at,
                collects,
                acknowledged.get() + (round == null ? 0 : round.acknowledged()),
                reports.get() + (round == null ? 0 : round.reports()));
    }

    private static void endDay(HubProcess hub) throws IOException {
        Path midnight = Files.createFile(hub.dataDirectory().resolve(ShortDays.MIDNIGHT));
        await().atMost(TO_FORGET).until(() -> !Files.exists(midnight));
    }
}
