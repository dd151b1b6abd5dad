package dev.switchboard.adapter.out.upstreams.http;

import java.util.function.Consumer;
import org.apache.hc.core5.concurrent.Cancellable;

/// Limits several calls together, beside the limit that each has: whoever starts them on this
/// thread learns of each and may cancel it.
public final class CallWatch {

    private static final ScopedValue<Consumer<Cancellable>> WATCH = ScopedValue.newInstance();

    private CallWatch() {}

    /// Runs work whose calls are passed to `watch` when they begin. An ended call may be cancelled,
    /// too; it makes no difference.
    public static <T, X extends Throwable> T during(
            Consumer<Cancellable> watch, ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(WATCH, watch).call(work);
    }

    static void began(Cancellable call) {
        if (WATCH.isBound()) {
            WATCH.get().accept(call);
        }
    }
}
