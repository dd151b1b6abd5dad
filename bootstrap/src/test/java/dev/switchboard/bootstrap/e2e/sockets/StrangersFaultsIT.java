package dev.switchboard.bootstrap.e2e.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Strangers do all at once what a hub must survive, from one address and from fifty, while one
/// customer goes on as usual. The hub has the heap of `scripts/run.sh`.
///
/// `-Dswitchboard.strangers-seconds=…`: for so long, a minute if absent.
@Tag("faults")
@Tag("outages")
@Disabled("The hub lives, but the customer waits too long: to be mended attack by attack")
class StrangersFaultsIT {

    private static final Duration LENGTH =
            Duration.ofSeconds(Integer.getInteger("switchboard.strangers-seconds", 60));
    private static final Duration BETWEEN_MESSAGES = Duration.ofMillis(200);
    private static final Duration BOUND = Duration.ofMillis(500);
    private static final int ADDRESSES = 50;

    @TempDir Path directory;

    @Test
    void cannotStopTheHubNorMakeACustomerWait() throws InterruptedException {
        try (LiveHub hub =
                        LiveHub.open(
                                directory,
                                Map.of(),
                                "[]",
                                "-Xmx256m",
                                "-XX:+ExitOnOutOfMemoryError");
                Strangers strangers = new Strangers(hub.process().url().getPort())) {
            String conversation = LiveHub.fresh("customer");
            WirePage page = WirePage.at(hub.process().url(), hub.begin(conversation));
            strangers.attack("127.0.2.1", Duration.ofMillis(50));
            IntStream.rangeClosed(1, ADDRESSES)
                    .forEach(i -> strangers.attack("127.0.3." + i, Duration.ofSeconds(1)));

            List<Long> waits = new ArrayList<>();
            List<Long> resident = new ArrayList<>();
            List<String> refused = new ArrayList<>();
            HubClient bot = hub.stranger();
            long end = System.nanoTime() + LENGTH.toNanos();
            while (System.nanoTime() < end && hub.process().isAlive()) {
                long began = System.nanoTime();
                try {
                    Answer answer = say(bot, conversation, waits.size());
                    if (answer.status() == 200) {
                        page.awaitUpdates(waits.size() + 1 - refused.size());
                    } else {
                        refused.add(answer.status() + " " + answer.body());
                    }
                } catch (UncheckedIOException e) {
                    refused.add(e.toString());
                }
                waits.add(System.nanoTime() - began);
                resident.add(residentKiB(hub.process().pid()));
                Thread.sleep(BETWEEN_MESSAGES);
            }

            System.out.printf(
                    "strangers: %s%ncustomer: %d messages, %d refused, p50 %d ms, p99 %d ms; resident %d MiB after a third, %d MiB at the end%n",
                    strangers.summary(),
                    waits.size(),
                    refused.size(),
                    millis(waits, 0.5),
                    millis(waits, 0.99),
                    median(resident.subList(resident.size() / 6, resident.size() / 3)) / 1024,
                    median(resident.subList(resident.size() * 5 / 6, resident.size())) / 1024);
            assertThat(hub.process().isAlive()).as(hub.process().endOfLog()).isTrue();
            assertThat(bot.get("/readyz").status()).isEqualTo(200);
            assertThat(refused).isEmpty();
            assertThat(millis(waits, 0.99)).isLessThan(BOUND.toMillis());
        }
    }

    private static Answer say(HubClient bot, String conversation, int number) {
        return bot.post(
                "/webhook/netomi",
                """
                {"requestId":"stranger-%1$d","requestPayload":{"conversationId":"%2$s"},
                 "response":{"text":"%1$d"}}\
                """
                        .formatted(number, conversation),
                "Authorization",
                "Bearer " + LiveHub.WEBHOOK_TOKEN);
    }

    private static long millis(List<Long> nanos, double part) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return TimeUnit.NANOSECONDS.toMillis(sorted.get((int) (part * (sorted.size() - 1))));
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0L);
    }

    private static long residentKiB(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
