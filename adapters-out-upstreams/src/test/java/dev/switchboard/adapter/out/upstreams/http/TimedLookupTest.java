package dev.switchboard.adapter.out.upstreams.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.adapter.out.upstreams.http.CheckedDnsResolver.NameLookup;
import dev.switchboard.adapter.out.upstreams.http.EgressClient.TimedLookup;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimedLookupTest {

    private static final InetAddress ADDRESS = InetAddress.ofLiteral("1.1.1.1");

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    private TimedLookup within(long millis, NameLookup names) {
        return new TimedLookup(names, Duration.ofMillis(millis), executor);
    }

    @Test
    void passesOnWhatDnsSays() throws UnknownHostException {
        TimedLookup lookup = within(10_000, _ -> new InetAddress[] {ADDRESS});

        assertThat(lookup.lookup("example.com")).containsExactly(ADDRESS);
    }

    @Test
    void doesNotWaitForASilentDns() {
        CountDownLatch never = new CountDownLatch(1);
        TimedLookup lookup = within(20, _ -> answerAfter(never));

        assertThatThrownBy(() -> lookup.lookup("slow.test"))
                .isInstanceOf(UnknownHostException.class);
    }

    private static InetAddress[] answerAfter(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return new InetAddress[] {ADDRESS};
    }

    @Test
    void takesEveryFailureAsAnUnknownHost() {
        TimedLookup lookup =
                within(
                        10_000,
                        _ -> {
                            throw new IllegalArgumentException("what a name");
                        });

        assertThatThrownBy(() -> lookup.lookup("bad.test"))
                .isInstanceOf(UnknownHostException.class);
    }
}
