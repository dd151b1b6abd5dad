package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.upstream.ChannelGateway;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import java.util.List;
import java.util.function.Function;

/// A channel that gives the answers its test has set, and then the seed's 200.
public final class ScriptedChannelGateway implements ChannelGateway {
    public static final UpstreamReply TAKEN =
            new UpstreamReply.Accepted(200, "{\"success\":true,\"message\":\"Response sent\"}");

    private final Script<Call> script = new Script<>(_ -> TAKEN);

    /// One reply per call, in order.
    public ScriptedChannelGateway replies(UpstreamReply... replies) {
        for (UpstreamReply reply : replies) {
            script.add(_ -> reply);
        }
        return this;
    }

    /// For one call: does something while the call lasts, such as calling back, then replies.
    public ScriptedChannelGateway during(Runnable work, UpstreamReply reply) {
        return step(_ -> {
            work.run();
            return reply;
        });
    }

    /// For one call: runs this step.
    public ScriptedChannelGateway step(Function<Call, UpstreamReply> step) {
        script.add(step);
        return this;
    }

    /// All calls so far, including unfinished ones.
    public List<Call> calls() {
        return script.calls();
    }

    @Override
    public UpstreamReply send(Call call) {
        return script.play(call);
    }
}
