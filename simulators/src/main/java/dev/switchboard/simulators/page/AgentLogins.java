package dev.switchboard.simulators.page;

import dev.switchboard.simulators.hub.HubLine.Login;
import dev.switchboard.simulators.script.ControlAnswer;
import dev.switchboard.simulators.script.SimulatorJson;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// The accounts of agents and supervisors that visitors of the demo may sign in with at the
/// console.
@RestController
final class AgentLogins {

    private volatile List<Login> agents = List.of();

    /// Takes `[{"username","password"}]`.
    @PutMapping("/sim/agents")
    ResponseEntity<byte[]> tell(@RequestBody byte[] body) {
        return ControlAnswer.to(() -> {
            agents = List.of(SimulatorJson.read(body, Login[].class));
            return Map.of("agents", agents.size());
        });
    }

    @PostMapping("/demo/agents")
    ResponseEntity<byte[]> agents() {
        return ControlAnswer.to(() -> Map.of("agents", agents));
    }
}
