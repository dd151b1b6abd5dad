package dev.switchboard.bootstrap.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.runtime.StrangersTurns.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StrangersTurnsTest {

    private static final String HERE = "192.0.2.1";
    private static final String THERE = "198.51.100.1";
    private static final Duration A_MOMENT = Duration.ofMillis(5);
    private static final Duration LONG = Duration.ofMinutes(5);

    private final AtomicLong time = new AtomicLong();

    private StrangersTurns turns(Duration longEnough, Duration patience) {
        return new StrangersTurns(4, longEnough, patience, time::get);
    }

    private static Turn taken(StrangersTurns turns, String network) {
        return Objects.requireNonNull(take(turns, network));
    }

    private static @Nullable Turn take(StrangersTurns turns, String network) {
        try {
            return turns.take(network);
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    private static CompletableFuture<Turn> later(StrangersTurns turns, String network) {
        return CompletableFuture.supplyAsync(
                () -> taken(turns, network), task -> Thread.ofVirtual().start(task));
    }

    @Test
    void leavesHalfToOtherNetworks() {
        StrangersTurns turns = turns(LONG, LONG);
        taken(turns, HERE);
        Turn second = taken(turns, HERE);

        CompletableFuture<Turn> third = later(turns, HERE);
        taken(turns, THERE);

        assertThat(third).isNotDone();
        second.close();
        assertThat(third.join()).isNotNull();
    }

    @Test
    void givesTheNextTurnWhenOneEnds() {
        StrangersTurns turns = turns(LONG, LONG);
        Turn first = taken(turns, HERE);
        taken(turns, HERE);
        taken(turns, THERE);
        taken(turns, THERE);

        CompletableFuture<Turn> next = later(turns, "203.0.113.1");
        assertThat(next).isNotDone();
        first.close();

        assertThat(next.join()).isNotNull();
    }

    @Test
    void endsATurnThatIsLongEnoughOnceSomebodyWaits() {
        StrangersTurns turns = turns(A_MOMENT, LONG);
        taken(turns, HERE);
        taken(turns, HERE);

        time.addAndGet(A_MOMENT.toNanos());

        assertThat(taken(turns, HERE)).isNotNull();
    }

    @Test
    void givesUpAfterAWhile() {
        StrangersTurns turns = turns(A_MOMENT, Duration.ZERO);
        taken(turns, HERE);
        taken(turns, HERE);

        assertThat(take(turns, HERE)).isNull();
        assertThat(turns.requests(HERE)).isEqualTo(2);
    }

    @Test
    void letsNoNetworkHaveTooManyWaiting() {
        StrangersTurns turns = turns(LONG, LONG);
        taken(turns, HERE);
        taken(turns, HERE);
        List<CompletableFuture<Turn>> waiting =
                IntStream.range(2, StrangersTurns.PER_NETWORK)
                        .mapToObj(_ -> later(turns, HERE))
                        .toList();
        await().until(() -> turns.requests(HERE) == StrangersTurns.PER_NETWORK);

        assertThat(take(turns, HERE)).isNull();
        assertThat(take(turns, THERE)).isNotNull();
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void letsAllNetworksTogetherNotHaveTooManyWaiting() {
        StrangersTurns turns = turns(LONG, LONG);
        for (int i = 0; i < 4; i++) {
            taken(turns, network(i));
        }
        List<CompletableFuture<Turn>> waiting =
                IntStream.range(4, StrangersTurns.IN_ALL)
                        .mapToObj(i -> later(turns, network(i)))
                        .toList();
        await().until(() -> turns.networks() == StrangersTurns.IN_ALL);

        assertThat(take(turns, HERE)).isNull();
        assertThat(turns.networks()).isEqualTo(StrangersTurns.IN_ALL);
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
    }

    private static String network(int number) {
        return "2001:db8:%x::/64".formatted(number);
    }

    @Test
    void forgetsNetworksThatWantNothing() {
        StrangersTurns turns = turns(LONG, LONG);
        Turn turn = taken(turns, HERE);

        turn.close();
        turn.close();

        assertThat(turns.networks()).isZero();
        assertThat(taken(turns, HERE)).isNotNull();
    }
}
