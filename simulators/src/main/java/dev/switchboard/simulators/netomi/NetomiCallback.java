package dev.switchboard.simulators.netomi;

import dev.switchboard.simulators.script.Range;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A callback of the bot.
///
/// @param when before or after its answer, or never; after if absent
/// @param delayMs milliseconds to wait before calling back
/// @param times how many equal callbacks are sent at once, 1 if absent
/// @param chunks the number of parts of the answer; 1, aggregated, if absent
/// @param order the indexes of the parts in sending order, each sent after the previous one is
///   answered; all, ascending, if absent
/// @param shape the form of the body; the real one if absent
/// @param signature made with the hub's secret; if absent, a good one if the hub has a secret
public record NetomiCallback(
        When when,
        int delayMs,
        int times,
        int chunks,
        List<Integer> order,
        Shape shape,
        Signature signature) {

    private static final int MOST = 100;

    public enum When {
        BEFORE,
        AFTER,
        NEVER
    }

    public enum Shape {
        /// The form of the original's documentation.
        SEED,
        /// The form that the platform sends.
        REAL
    }

    public enum Signature {
        NONE,
        GOOD,
        BAD
    }

    public NetomiCallback {
        when = or(when, When.AFTER);
        shape = or(shape, Shape.REAL);
        signature = or(signature, Signature.GOOD);
        times = times == 0 ? 1 : times;
        chunks = chunks == 0 ? 1 : chunks;
        Range.check("callback.delayMs", delayMs, 0, 600_000);
        Range.check("callback.times", times, 1, MOST);
        Range.check("callback.chunks", chunks, 1, MOST);
        order = List.copyOf(or(order, IntStream.range(0, chunks).boxed().toList()));
        for (int index : order) {
            Range.check("callback.order", index, 0, chunks - 1);
        }
    }

    static NetomiCallback usual() {
        return new NetomiCallback(When.AFTER, 0, 1, 1, List.of(0), Shape.REAL, Signature.GOOD);
    }

    // The JSON reader passes null for values that a script leaves out.
    private static <T> T or(@Nullable T given, T absent) {
        return given == null ? absent : given;
    }
}
