package dev.switchboard.simulators.pbx;

import dev.switchboard.simulators.script.ControlAnswer;
import dev.switchboard.simulators.script.Range;
import dev.switchboard.simulators.script.SimulatorJson;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Controls the exchange. Its reports and the hub's answers are among the callbacks of `GET
/// /sim/pbx/calls`.
@RestController
final class PbxController {

    private final PhoneExchange phoneExchange;

    PbxController(PhoneExchange phoneExchange) {
        this.phoneExchange = phoneExchange;
    }

    /// Takes a [PbxAccount] and registers its users with the hub, or `null` to stop reporting.
    @PutMapping("/sim/pbx/account")
    ResponseEntity<byte[]> account(@RequestBody byte[] body) {
        return ControlAnswer.to(() -> {
            phoneExchange.tell(SimulatorJson.readNullable(body, PbxAccount.class));
            return Map.of("configured", phoneExchange.isConfigured());
        });
    }

    /// Takes a list of [PbxEvent]s, plays them in order and returns the hub's answers.
    @PostMapping("/sim/pbx/events")
    ResponseEntity<byte[]> events(@RequestBody byte[] body) {
        return ControlAnswer.to(() -> {
            List<PbxEvent> events = List.of(SimulatorJson.read(body, PbxEvent[].class));
            Pbx pbx = phoneExchange.pbx();
            Stream<Object> results = events.stream().flatMap(event -> pbx.play(event).stream());
            return Map.of("callbacks", results.toList());
        });
    }

    /// Takes `{"everyMs":500}`: the pause between random events; 0 for none.
    @PutMapping("/sim/pbx/rounds")
    ResponseEntity<byte[]> rounds(@RequestBody byte[] body) {
        return ControlAnswer.to(() -> {
            int every = SimulatorJson.read(body, Rounds.class).everyMs();
            phoneExchange.playEvery(every);
            return Map.of("everyMs", every);
        });
    }

    record Rounds(int everyMs) {
        Rounds {
            Range.check("everyMs", everyMs, 0, 600_000);
        }
    }
}
