package dev.switchboard.simulators.pega;

import dev.switchboard.simulators.script.Call;
import dev.switchboard.simulators.script.Callback;
import dev.switchboard.simulators.script.ControlAnswer;
import dev.switchboard.simulators.script.Reply;
import dev.switchboard.simulators.script.SimulatorJson;
import dev.switchboard.simulators.script.Upstream;
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

    private static final Reply UNAUTHORIZED = Reply.json(401, "{\"error\":\"unauthorized\"}");
    private static final Reply INCOMPLETE = Reply.json(400, "{\"error\":\"incomplete message\"}");

    private final Upstream upstream;
    private final AccountBook accounts;
    private final PegaDesk desk;
    private final Clock clock;

    PegaController(Upstream upstream, AccountBook accounts, PegaDesk desk, Clock clock) {
        this.upstream = upstream;
        this.accounts = accounts;
        this.desk = desk;
        this.clock = clock;
    }

    @PostMapping("/sim/pega/messages")
    void message(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Call call = upstream.log().recorded(request);
        Optional<CustomerMessage> message = CustomerMessage.of(call.body());
        if (!isAuthorized(call)) {
            UNAUTHORIZED.writeTo(response);
        } else if (message.isEmpty()) {
            INCOMPLETE.writeTo(response);
        } else {
            desk.serve(upstream.nextTurn(), message.get(), response);
        }
    }

    private boolean isAuthorized(Call call) {
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
