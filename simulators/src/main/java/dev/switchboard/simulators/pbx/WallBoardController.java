package dev.switchboard.simulators.pbx;

import dev.switchboard.simulators.hub.HubLine;
import dev.switchboard.simulators.script.BadScriptException;
import dev.switchboard.simulators.script.ControlAnswer;
import dev.switchboard.simulators.script.SimulatorJson;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// The wall board's HTTP endpoints, besides its sockets. Anybody who may see the page may watch
/// with the demonstration's account and play the exchange; none of it needs a password.
@RestController
final class WallBoardController {

    private final PhoneExchange phoneExchange;

    WallBoardController(PhoneExchange phoneExchange) {
        this.phoneExchange = phoneExchange;
    }

    /// Takes `{}`, or `{"refused":"…"}` with an expired token.
    @PostMapping("/demo/wallboard/session")
    ResponseEntity<byte[]> session(@RequestBody byte[] body) {
        return ControlAnswer.to(() -> {
            String refused = SimulatorJson.read(body, Refused.class).refused();
            HubLine watcher = phoneExchange.watcher();
            if (refused != null) {
                watcher.forget(refused);
            }
            Map<String, Object> session = new HashMap<>();
            session.put("accessToken", token(watcher));
            session.put("organisation", phoneExchange.account().organisation());
            session.put("group", phoneExchange.account().group());
            session.put(
                    "users", phoneExchange.pbx().extensions().stream().map(Person::of).toList());
            session.put("states", Extension.STATES);
            return session;
        });
    }

    /// Takes one [PbxEvent].
    @PostMapping("/demo/wallboard/events")
    ResponseEntity<byte[]> event(@RequestBody byte[] body) {
        return ControlAnswer.to(() -> {
            PbxEvent event = SimulatorJson.read(body, PbxEvent.class);
            return Map.of("callbacks", List.copyOf(phoneExchange.pbx().play(event)));
        });
    }

    /// Takes `{"everyMs":500}`, like the control API.
    @PostMapping("/demo/wallboard/rounds")
    ResponseEntity<byte[]> rounds(@RequestBody byte[] body) {
        return new PbxController(phoneExchange).rounds(body);
    }

    private static String token(HubLine watcher) {
        try {
            return watcher.token();
        } catch (IOException e) {
            throw new BadScriptException(String.valueOf(e.getMessage()));
        }
    }

    private record Refused(@Nullable String refused) {}

    private record Person(long id, String name) {
        static Person of(Extension extension) {
            return new Person(extension.user(), extension.name());
        }
    }
}
