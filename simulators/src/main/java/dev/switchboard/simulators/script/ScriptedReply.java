package dev.switchboard.simulators.script;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// An HTTP answer.
public record ScriptedReply(
        int status, String contentType, String body, @Nullable String retryAfter) {

    public static ScriptedReply json(int status, String body) {
        return new ScriptedReply(status, "application/json", body, null);
    }

    /// This reply with the changes of a step.
    ScriptedReply changedBy(ScriptStep scriptStep) {
        int code = scriptStep.status() == null ? status : scriptStep.status();
        ScriptedReply changed =
                scriptStep.body() == null ? ofStatus(code) : ofBody(code, scriptStep.body());
        return new ScriptedReply(code, changed.contentType, changed.body, scriptStep.retryAfter());
    }

    public void writeTo(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        if (retryAfter != null) {
            response.setHeader("Retry-After", retryAfter);
        }
        if (!body.isEmpty()) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            response.setContentType(contentType);
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        }
    }

    private ScriptedReply ofStatus(int code) {
        if (code == status) {
            return this;
        }
        String text = "{\"success\":false,\"error\":\"Simulated status " + code + "\"}";
        return json(code, code < 300 ? "" : text);
    }

    private static ScriptedReply ofBody(int code, JsonNode body) {
        if (body.isNull()) {
            return json(code, "");
        }
        return body.isString()
                ? new ScriptedReply(code, "text/plain;charset=UTF-8", body.stringValue(), null)
                : json(code, SimulatorJson.MAPPER.writeValueAsString(body));
    }
}
