package dev.switchboard.simulators.yalo;

import dev.switchboard.simulators.script.ControlAnswer;
import dev.switchboard.simulators.script.SimulatorJson;
import dev.switchboard.simulators.yalo.Platform.Event;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Sends users' messages to the hub, as Yalo or as Meta.
@RestController
final class EventController {

    private final Platform platform;

    EventController(Platform platform) {
        this.platform = platform;
    }

    /// Takes one [Event] and returns the hub's status.
    @PostMapping("/sim/{system:yalo|meta}/events")
    ResponseEntity<byte[]> event(@PathVariable String system, @RequestBody byte[] body) {
        return ControlAnswer.to(() -> {
            Event event = SimulatorJson.read(body, Event.class);
            return Map.of("status", platform.tell(event, system.equals("meta")));
        });
    }
}
