package dev.switchboard.simulators.netomi;

import dev.switchboard.simulators.script.BadScriptException;
import dev.switchboard.simulators.script.SimulatorJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// What the bot is told to play (contract netomi 9). What it saw, it tells as all simulators do.
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
        return orBadScript(() -> {
            List<NetomiStep> steps = List.of(SimulatorJson.read(text(body), NetomiStep[].class));
            script.replaceBy(steps);
            return Map.of("steps", steps.size());
        });
    }

    /// Takes a [HubWebhook], or `null` for that of the hub in this process.
    @PutMapping("/sim/netomi/webhook")
    ResponseEntity<byte[]> webhook(@RequestBody byte[] body) {
        return orBadScript(() -> {
            webhooks.tell(SimulatorJson.read(text(body), HubWebhook.class));
            return Map.of("configured", webhooks.current().isPresent());
        });
    }

    private static ResponseEntity<byte[]> orBadScript(Supplier<Object> action) {
        try {
            return answer(200, action.get());
        } catch (BadScriptException e) {
            return answer(400, Map.of("error", String.valueOf(e.getMessage())));
        }
    }

    private static ResponseEntity<byte[]> answer(int status, Object body) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(SimulatorJson.MAPPER.writeValueAsBytes(body));
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}
