package dev.switchboard.simulators.netomi;

import dev.switchboard.simulators.script.ControlAnswer;
import dev.switchboard.simulators.script.SimulatorJson;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Controls the bot. Its call log is available like that of every simulator.
@RestController
final class NetomiControlController {

    private final NetomiScript script;
    private final WebhookBook webhooks;

    NetomiControlController(NetomiScript script, WebhookBook webhooks) {
        this.script = script;
        this.webhooks = webhooks;
    }

    /// Takes a list of [NetomiStep]s; `[]` ends the script.
    @PutMapping("/sim/netomi/script")
    ResponseEntity<byte[]> script(@RequestBody byte[] body) {
        return ControlAnswer.to(() -> {
            List<NetomiStep> steps = List.of(SimulatorJson.read(body, NetomiStep[].class));
            script.replaceBy(steps);
            return Map.of("steps", steps.size());
        });
    }

    /// Takes a [HubWebhook], or `null` for the hub in this process.
    @PutMapping("/sim/netomi/webhook")
    ResponseEntity<byte[]> webhook(@RequestBody byte[] body) {
        return ControlAnswer.to(() -> {
            webhooks.tell(SimulatorJson.readNullable(body, HubWebhook.class));
            return Map.of("configured", webhooks.current().isPresent());
        });
    }
}
