package dev.switchboard.simulators.netomi;

import dev.switchboard.simulators.script.CallLog;
import dev.switchboard.simulators.script.RecordedCall;
import dev.switchboard.simulators.script.ScriptedReply;
import dev.switchboard.simulators.script.SimulatorJson;
import dev.switchboard.simulators.script.Stage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Issues tokens and receives messages like the platform.
@RestController
final class NetomiController {

    private static final List<String> IDENTITY =
            List.of("x-channel", "x-channel-ref-id", "x-virtual-agent-id");
    private static final ScriptedReply ANONYMOUS =
            ScriptedReply.json(400, "{\"error\":\"Missing headers\"}");
    private static final ScriptedReply UNAUTHORIZED =
            ScriptedReply.json(401, "{\"error\":\"Unauthorized\"}");
    private static final ScriptedReply INCOMPLETE =
            ScriptedReply.json(400, "{\"error\":\"Incomplete message\"}");

    private final CallLog log;
    private final NetomiScript script;
    private final TokenOffice tokens;
    private final NetomiBot bot;
    private final Stage stage;
    private final AtomicLong questions = new AtomicLong();

    NetomiController(
            CallLog log, NetomiScript script, TokenOffice tokens, NetomiBot bot, Stage stage) {
        this.log = log;
        this.script = script;
        this.tokens = tokens;
        this.bot = bot;
        this.stage = stage;
    }

    @PostMapping("/sim/netomi/v1/auth/generate-token")
    void generate(HttpServletRequest request, HttpServletResponse response) throws IOException {
        RecordedCall call = log.recorded(request);
        NetomiStep step = begin(NetomiEndpoint.GENERATE_TOKEN);
        stage.answer(step.answer(), identified(call) ? token() : ANONYMOUS, response);
    }

    @PostMapping("/sim/netomi/v1/auth/refresh-token")
    void refresh(HttpServletRequest request, HttpServletResponse response) throws IOException {
        RecordedCall call = log.recorded(request);
        NetomiStep step = begin(NetomiEndpoint.REFRESH_TOKEN);
        boolean complete = SimulatorJson.parse(call.body()).path("refreshToken").isString();
        stage.answer(step.answer(), complete ? token() : INCOMPLETE, response);
    }

    @PostMapping("/sim/netomi/v1/conversations/process-message")
    void process(HttpServletRequest request, HttpServletResponse response) throws IOException {
        RecordedCall call = log.recorded(request);
        NetomiStep step = begin(NetomiEndpoint.PROCESS_MESSAGE);
        Optional<Question> question =
                Question.of(call.body(), "sim-request-" + questions.incrementAndGet());
        if (!tokens.takes(call.header("x-auth-token"))) {
            stage.answer(step.answer(), UNAUTHORIZED, response);
        } else if (!identified(call)) {
            ANONYMOUS.writeTo(response);
        } else if (question.isEmpty()) {
            INCOMPLETE.writeTo(response);
        } else {
            bot.serve(step, question.get(), response);
        }
    }

    private NetomiStep begin(NetomiEndpoint netomiEndpoint) {
        NetomiStep step = script.next(netomiEndpoint);
        if (step.expireTokens()) {
            tokens.expireAll();
        }
        return step;
    }

    private static boolean identified(RecordedCall call) {
        return IDENTITY.stream().allMatch(name -> call.header(name) != null);
    }

    private ScriptedReply token() {
        return ScriptedReply.json(
                200,
                "{\"payload\":{\"token\":\"%s\",\"expires_in\":82800}}".formatted(tokens.give()));
    }
}
