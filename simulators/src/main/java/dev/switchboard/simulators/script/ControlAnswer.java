package dev.switchboard.simulators.script;

import java.util.Map;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// Answers of the control API. Serialised here, because the converters of the surrounding
/// application may be stricter.
public final class ControlAnswer {

    private ControlAnswer() {}

    /// Runs an action: 200 with its result, or 400 if it cannot be followed.
    public static ResponseEntity<byte[]> to(Supplier<Object> action) {
        try {
            return of(200, action.get());
        } catch (BadScriptException e) {
            return of(400, Map.of("error", String.valueOf(e.getMessage())));
        }
    }

    static ResponseEntity<byte[]> unknown() {
        return of(404, Map.of("error", "No such simulator"));
    }

    private static ResponseEntity<byte[]> of(int status, Object body) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(SimulatorJson.MAPPER.writeValueAsBytes(body));
    }
}
