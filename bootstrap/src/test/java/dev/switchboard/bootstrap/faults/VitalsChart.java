package dev.switchboard.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/// The course of a hub's needs: a look each minute, and of some of them a line of a table.
final class VitalsChart implements AutoCloseable {

    private static final int SIXTHS = 6;

    /// In the sixths before it a hub warms up: compilers, caches and tables of the store reach
    /// their size.
    private static final int WARM = 3;

    /// Threads of the compilers, and those that the runtime adds while others wait for the disk,
    /// come and go.
    private static final long SLACK_OF_THREADS = 12;

    /// A table of the store is a handle, and so is each idle connection of a caller.
    private static final long SLACK_OF_HANDLES = 64;

    /// The store may hold `switchboard.embedded.memory`, 64 MB, and fills it only with time.
    private static final long SLACK_OF_MEMORY_KIB = 64 * 1024;

    /// Caches are bounded by numbers and times of which some are longer than a run.
    private static final long SLACK_OF_HEAP_KIB = 16 * 1024;

    /// A log of the store has 64 MB before it is replaced, and a table that nobody needs goes with
    /// the next compaction.
    private static final long SLACK_OF_STORE_KIB = 96 * 1024;

    /// What [ShortDays] leaves of a message.
    private static final long LEFT_OF_A_MESSAGE = 150;

    private static final String HEAD =
            """
            | Minute | Resident, MiB | Heap after a collection, MiB | Threads | File handles | Store, MiB | Processor, s | Pending | Messages acknowledged | A second | Reports of presence |
            |---|---|---|---|---|---|---|---|---|---|---|\
            """;

    private final List<Vitals> looks = new ArrayList<>();
    private final Look look;
    private final int minutesOfALine;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> coming;

    /// A look at a hub.
    interface Look {

        /// @param collects whether the hub collects its whole heap for it
        Vitals take(boolean collects);
    }

    /// Begins it.
    ///
    /// @param minutesOfALine at whose end the hub collects its heap; seldom, because a hub under
    ///   load does it seldom
    VitalsChart(Look look, int minutesOfALine) {
        this.look = look;
        this.minutesOfALine = minutesOfALine;
        this.coming = timer.scheduleAtFixedRate(this::look, 1, 1, TimeUnit.MINUTES);
    }

    private synchronized void look() {
        looks.add(look.take(isLine(looks.size())));
    }

    private boolean isLine(int place) {
        return (place + 1) % minutesOfALine == 0;
    }

    /// Takes no further look.
    void end() {
        assertThat(coming.state())
                .as(() -> "a failed look: " + (coming.isDone() ? coming.exceptionNow() : ""))
                .isEqualTo(Future.State.RUNNING);
        timer.close();
    }

    synchronized void print() {
        System.out.println();
        System.out.println(HEAD);
        List<Integer> lines =
                IntStream.range(0, looks.size()).filter(this::isLine).boxed().toList();
        for (int place : lines) {
            int before = place - minutesOfALine;
            System.out.println(
                    row(looks.get(place), before < 0 ? Vitals.AT_FIRST : looks.get(before)));
        }
    }

    private static String row(Vitals now, Vitals before) {
        double seconds = now.at().minus(before.at()).toMillis() / 1000.0;
        return String.format(
                Locale.ROOT,
                "| %d | %d | %s | %d | %d | %d | %d | %d | %d | %.0f | %d |",
                now.at().toMinutes(),
                now.residentKiB() / 1024,
                now.heapKiB().isPresent() ? "" + now.heapKiB().getAsLong() / 1024 : "",
                now.threads(),
                now.handles(),
                now.storeKiB() / 1024,
                now.processor().toSeconds(),
                now.pending(),
                now.acknowledged(),
                (now.acknowledged() - before.acknowledged()) / seconds,
                now.reports());
    }

    /// Proves that the hub needs no more at the end than after it was warm, by the medians of the
    /// third and the last sixth.
    void assertFlat() {
        assertAll(
                () -> assertFlat("threads", each(Vitals::threads), SLACK_OF_THREADS),
                () -> assertFlat("file handles", each(Vitals::handles), SLACK_OF_HANDLES),
                () -> assertFlat("KiB resident", each(Vitals::residentKiB), SLACK_OF_MEMORY_KIB),
                () ->
                        assertFlat(
                                "KiB in the store, less what short days leave",
                                each(VitalsChart::store),
                                SLACK_OF_STORE_KIB),
                () -> assertFlat("KiB in the heap", Vitals::heapKiB, SLACK_OF_HEAP_KIB));
    }

    private static long store(Vitals look) {
        return look.storeKiB() - look.acknowledged() * LEFT_OF_A_MESSAGE / 1024;
    }

    private static Function<Vitals, OptionalLong> each(ToLongFunction<Vitals> figure) {
        return look -> OptionalLong.of(figure.applyAsLong(look));
    }

    private void assertFlat(String what, Function<Vitals, OptionalLong> figure, long slack) {
        long warm = median(WARM, figure);
        long last = median(SIXTHS, figure);
        System.out.printf("%s: %d in the third sixth, %d in the last%n", what, warm, last);
        assertThat(last).as(what).isLessThanOrEqualTo(warm + slack);
    }

    private synchronized long median(int sixth, Function<Vitals, OptionalLong> figure) {
        long[] sorted =
                looks
                        .subList(looks.size() * (sixth - 1) / SIXTHS, looks.size() * sixth / SIXTHS)
                        .stream()
                        .map(figure)
                        .flatMapToLong(OptionalLong::stream)
                        .sorted()
                        .toArray();
        return sorted[sorted.length / 2];
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
