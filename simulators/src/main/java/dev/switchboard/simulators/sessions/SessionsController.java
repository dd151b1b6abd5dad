package dev.switchboard.simulators.sessions;

import dev.switchboard.simulators.script.ScriptedReply;
import dev.switchboard.simulators.script.ScriptedUpstream;
import dev.switchboard.simulators.script.SimulatorJson;
import dev.switchboard.simulators.script.Stage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Receives answers like the sessions server. Also the sink of measurements: without a script and
/// without recording it does next to nothing.
@RestController
final class SessionsController {

    private static final ScriptedReply TAKEN =
            ScriptedReply.json(200, "{\"status\":\"success\",\"data\":{}}");
    private static final ScriptedReply MISSING =
            ScriptedReply.json(400, "{\"error\":\"Missing 'session_id' or 'response_data'\"}");

    private final ScriptedUpstream sessions;
    private final Stage stage;

    SessionsController(ScriptedUpstream sessions, Stage stage) {
        this.sessions = sessions;
        this.stage = stage;
    }

    @PostMapping("/sim/sessions/channels/response")
    void response(HttpServletRequest request, HttpServletResponse response) throws IOException {
        JsonNode json = SimulatorJson.parse(sessions.log().record(request));
        boolean complete = json.hasNonNull("session_id") && json.hasNonNull("response_data");
        stage.answer(sessions.nextTurn().step(), complete ? TAKEN : MISSING, response);
    }
}
