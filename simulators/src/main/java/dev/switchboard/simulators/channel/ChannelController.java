package dev.switchboard.simulators.channel;

import dev.switchboard.simulators.script.RecordedCall;
import dev.switchboard.simulators.script.ScriptedReply;
import dev.switchboard.simulators.script.ScriptedUpstream;
import dev.switchboard.simulators.script.SignatureStatus;
import dev.switchboard.simulators.script.Upstreams;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Receives messages like an external channel server.
@RestController
final class ChannelController {

    private static final ScriptedReply MISSING =
            ScriptedReply.json(400, "{\"success\":false,\"error\":\"Missing required fields\"}");
    private static final ScriptedReply UNSIGNED =
            ScriptedReply.json(401, "{\"success\":false,\"error\":\"Invalid signature\"}");

    private final Upstreams upstreams;
    private final ChannelServer server;

    ChannelController(Upstreams upstreams, ChannelServer server) {
        this.upstreams = upstreams;
        this.server = server;
    }

    @PostMapping("/sim/channels/{name}/incoming")
    void incoming(
            @PathVariable String name, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ScriptedUpstream channel = upstreams.channel(name);
        RecordedCall call = channel.log().recorded(request);
        Optional<ChannelMessage> message = ChannelMessage.of(call);
        if (message.isEmpty()) {
            MISSING.writeTo(response);
        } else if (refuses(call.signature())) {
            UNSIGNED.writeTo(response);
        } else {
            server.serve(name, channel, message.get(), response);
        }
    }

    private static boolean refuses(SignatureStatus signature) {
        return switch (signature) {
            case UNCHECKED, VALID -> false;
            case ABSENT, INVALID -> true;
        };
    }
}
