package dev.switchboard.simulators.script;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The recorded calls and callbacks of one simulated system.
public final class CallLog {

    private final RecentEntries<RecordedCall> calls = new RecentEntries<>();
    private final RecentEntries<CallbackResult> callbacks = new RecentEntries<>();
    private final Clock clock;
    private final Supplier<@Nullable String> secret;

    CallLog(Clock clock, Supplier<@Nullable String> secret) {
        this.clock = clock;
        this.secret = secret;
    }

    RecentEntries<RecordedCall> calls() {
        return calls;
    }

    RecentEntries<CallbackResult> callbacks() {
        return callbacks;
    }

    /// Records a request on the hot path: the call is built only if calls are kept.
    ///
    /// @return its body
    public String record(HttpServletRequest request) throws IOException {
        String body = bodyOf(request);
        calls.add(() -> RecordedCall.of(request, body, secret.get(), clock.instant()));
        return body;
    }

    /// Like [#record], for upstreams that read the whole call.
    public RecordedCall recorded(HttpServletRequest request) throws IOException {
        RecordedCall call =
                RecordedCall.of(request, bodyOf(request), secret.get(), clock.instant());
        calls.add(() -> call);
        return call;
    }

    /// Like [#recorded], but the recorded call has no secrets.
    public RecordedCall recordedMasked(HttpServletRequest request) throws IOException {
        RecordedCall call =
                RecordedCall.of(request, bodyOf(request), secret.get(), clock.instant());
        calls.add(call::masked);
        return call;
    }

    public void record(CallbackResult result) {
        callbacks.add(() -> result);
    }

    private static String bodyOf(HttpServletRequest request) throws IOException {
        return new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
