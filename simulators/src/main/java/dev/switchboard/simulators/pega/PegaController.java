package dev.switchboard.simulators.pega;

import dev.switchboard.simulators.script.Callback;
import dev.switchboard.simulators.script.ControlAnswer;
import dev.switchboard.simulators.script.RecordedCall;
import dev.switchboard.simulators.script.ScriptedReply;
import dev.switchboard.simulators.script.ScriptedUpstream;
import dev.switchboard.simulators.script.SimulatorJson;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Receives messages like Pega Digital Messaging, and control requests.
@RestController
final class PegaController {

    private static final ScriptedReply UNAUTHORIZED =
            ScriptedReply.json(401, "{\"error\":\"unauthorized\"}");
    private static final ScriptedReply INCOMPLETE =
            ScriptedReply.json(400, "{\"error\":\"incomplete message\"}");

    private final ScriptedUpstream scriptedUpstream;
    private final AccountBook accounts;
    private final PegaDesk desk;
    private final Clock clock;

    PegaController(
            ScriptedUpstream scriptedUpstream, AccountBook accounts, PegaDesk desk, Clock clock) {
        this.scriptedUpstream = scriptedUpstream;
        this.accounts = accounts;
        this.desk = desk;
        this.clock = clock;
    }

    @PostMapping("/sim/pega/messages")
    void message(HttpServletRequest request, HttpServletResponse response) throws IOException {
        RecordedCall call = scriptedUpstream.log().recorded(request);
        Optional<CustomerMessage> message = CustomerMessage.of(call.body());
        if (!isAuthorized(call)) {
            UNAUTHORIZED.writeTo(response);
        } else if (message.isEmpty()) {
            INCOMPLETE.writeTo(response);
        } else {
            desk.serve(scriptedUpstream.nextTurn(), message.get(), response);
        }
    }

    private boolean isAuthorized(RecordedCall call) {
        return accounts.current()
                .filter(account -> account.connectionId().equals(call.header("connection_id")))
                .filter(account ->
                        DeskToken.admits(call.header("authorization"), account, clock.instant()))
                .isPresent();
    }

    /// Takes a [PegaAccount], or `null` for the hub in this process.
    @PutMapping("/sim/pega/account")
    ResponseEntity<byte[]> account(@RequestBody byte[] body) {
        return ControlAnswer.to(() -> {
            accounts.tell(SimulatorJson.readNullable(body, PegaAccount.class));
            return Map.of("configured", accounts.current().isPresent());
        });
    }

    /// Takes a [Callback] with its `data`, sends it at once and returns the answer.
    @PostMapping("/sim/pega/events")
    ResponseEntity<byte[]> event(@RequestBody byte[] body) {
        return ControlAnswer.to(
                () -> Map.of("callbacks", desk.say(SimulatorJson.read(body, Callback.class))));
    }
}
