package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.upstream.SessionsGateway;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import java.util.List;
import java.util.function.Function;

/// A sessions server that gives the answers its test has set, and then a 200.
public final class ScriptedSessionsGateway implements SessionsGateway {
    public static final UpstreamReply TAKEN =
            new UpstreamReply.Accepted(200, "{\"status\":\"success\",\"data\":{}}");

    private final Script<Call> script = new Script<>(_ -> TAKEN);

    /// One reply per call, in order.
    public ScriptedSessionsGateway replies(UpstreamReply... replies) {
        for (UpstreamReply reply : replies) {
            script.add(_ -> reply);
        }
        return this;
    }

    /// For one call: does something while the call lasts, then replies.
    public ScriptedSessionsGateway during(Runnable work, UpstreamReply reply) {
        return step(_ -> {
            work.run();
            return reply;
        });
    }

    /// For one call: runs this step.
    public ScriptedSessionsGateway step(Function<Call, UpstreamReply> step) {
        script.add(step);
        return this;
    }

    /// All calls so far, including unfinished ones.
    public List<Call> calls() {
        return script.calls();
    }

    @Override
    public UpstreamReply forward(Call call) {
        return script.play(call);
    }
}
