package dev.switchboard.bootstrap.e2e.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.HubProcess;
import dev.switchboard.bootstrap.e2e.HubProgram;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Strangers do all at once what a hub must survive, from one address and from fifty, while one
/// customer goes on as usual. The hub has the flags of `bin/switchboard`.
///
/// | | |
/// | --- | --- |
/// | `-Dswitchboard.strangers-seconds=…` | for so long, a minute if absent |
/// | `-Dswitchboard.strangers-attacks=…` | these attacks only, by their names, separated by commas
///
/// |
@Tag("faults")
@Tag("outages")
class StrangersFaultsIT {

    private static final Duration LENGTH =
            Duration.ofSeconds(Integer.getInteger("switchboard.strangers-seconds", 60));

    /// A hub that has just started is still warming up.
    private static final Duration TO_WARM_UP = Duration.ofSeconds(10);

    private static final Duration BETWEEN_MESSAGES = Duration.ofMillis(200);
    private static final Duration SHOWN_AT_LATEST = Duration.ofSeconds(60);
    private static final Duration BOUND = Duration.ofMillis(500);
    private static final long MAY_GROW_BY = 32 * 1024;
    private static final int ADDRESSES = 50;

    @TempDir Path directory;

    private final List<Long> waits = new ArrayList<>();
    private int said;
    private int shown;
    private final List<Long> resident = new ArrayList<>();

    @Test
    void cannotStopTheHubNorMakeACustomerWait() throws InterruptedException {
        try (LiveHub hub = LiveHub.open(directory, Map.of(), "[]", HubProgram.asShipped());
                Strangers strangers = new Strangers(hub.process().url().getPort())) {
            String conversation = LiveHub.fresh("customer");
            WirePage page = WirePage.at(hub.process().url(), hub.begin(conversation));
            List<String> lost = talk(hub, conversation, page, TO_WARM_UP);
            waits.clear();
            resident.clear();
            long hubBefore = cpuMillis(hub.process().pid());
            long ownBefore = cpuMillis(ProcessHandle.current().pid());
            strangers.attack("127.0.2.1", Duration.ofMillis(50));
            IntStream.rangeClosed(1, ADDRESSES)
                    .forEach(i -> strangers.attack("127.0.3." + i, Duration.ofSeconds(1)));

            lost.addAll(talk(hub, conversation, page, LENGTH));

            System.out.printf(
                    "strangers: %s%nCPU: hub %d ms, strangers %d ms%n"
                            + "customer: %d messages, p50 %d ms, p99 %d ms, at most %d ms%n"
                            + "resident: %d MiB after a third, %d MiB at the end%n",
                    strangers.summary(),
                    cpuMillis(hub.process().pid()) - hubBefore,
                    cpuMillis(ProcessHandle.current().pid()) - ownBefore,
                    waits.size(),
                    millis(0.5),
                    millis(0.99),
                    millis(1),
                    residentBefore(1.0 / 3) / 1024,
                    residentBefore(1) / 1024);
            assertThat(hub.process().isAlive()).as(hub.process().endOfLog()).isTrue();
            assertThat(hub.stranger().get("/readyz").status()).isEqualTo(200);
            assertThat(lost).isEmpty();
            assertThat(residentBefore(1)).isLessThan(residentBefore(1.0 / 3) + MAY_GROW_BY);
            assertThat(millis(0.99)).isLessThan(BOUND.toMillis());
        }
    }

    /// Until the time is over, the bot sends messages and the page waits for each.
    ///
    /// @return the messages that were refused or not shown
    private List<String> talk(LiveHub hub, String conversation, WirePage page, Duration length)
            throws InterruptedException {
        HubProcess process = hub.process();
        List<String> lost = new ArrayList<>();
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            int number = said++;
            long began = System.nanoTime();
            try {
                Answer answer = say(hub.stranger(), conversation, number);
                if (answer.status() == 200) {
                    shown++;
                    await().pollInterval(Duration.ofMillis(5))
                            .pollDelay(Duration.ZERO)
                            .atMost(SHOWN_AT_LATEST)
                            .until(() -> page.updates().size() >= shown);
                } else {
                    lost.add(answer.status() + " " + answer.body());
                }
            } catch (UncheckedIOException | ConditionTimeoutException e) {
                lost.add(number + ": " + e);
            }
            waits.add(System.nanoTime() - began);
            resident.add(process.status("VmRSS").orElse(0));
            Thread.sleep(BETWEEN_MESSAGES);
        }
        return lost;
    }

    private static Answer say(HubClient bot, String conversation, int number) {
        String body =
                """
                {"requestId":"stranger-%1$d","requestPayload":{"conversationId":"%2$s"},
                 "response":{"text":"%1$d"}}\
                """
                        .formatted(number, conversation);
        return bot.post("/webhook/netomi", body, LiveHub.proof(body));
    }

    private long millis(double part) {
        List<Long> sorted = waits.stream().sorted().toList();
        return TimeUnit.NANOSECONDS.toMillis(sorted.get((int) (part * (sorted.size() - 1))));
    }

    /// The median of the resident memory in a sixth of the time.
    ///
    /// @param part the end of that sixth, as a part of the whole time
    private long residentBefore(double part) {
        int end = (int) (resident.size() * part);
        List<Long> sorted =
                resident.subList(Math.max(0, end - resident.size() / 6 - 1), end).stream()
                        .sorted()
                        .toList();
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
    }

    private static long cpuMillis(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .map(Duration::toMillis)
                .orElse(0L);
    }
}
