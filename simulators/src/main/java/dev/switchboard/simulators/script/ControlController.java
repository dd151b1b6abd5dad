package dev.switchboard.simulators.script;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// The control API of all simulated upstreams.
@RestController
final class ControlController {

    private final Upstreams upstreams;

    ControlController(Upstreams upstreams) {
        this.upstreams = upstreams;
    }

    @PutMapping({"/sim/{system}/script", "/sim/{system}/{name}/script"})
    ResponseEntity<byte[]> script(
            @PathVariable String system,
            @PathVariable(required = false) @Nullable String name,
            @RequestBody byte[] body) {
        String script = new String(body, StandardCharsets.UTF_8);
        return on(
                system, name, scriptedUpstream -> Map.of("steps", scriptedUpstream.follow(script)));
    }

    @PutMapping({"/sim/{system}/secret", "/sim/{system}/{name}/secret"})
    ResponseEntity<byte[]> secret(
            @PathVariable String system,
            @PathVariable(required = false) @Nullable String name,
            @RequestBody byte[] body) {
        return on(
                system,
                name,
                scriptedUpstream -> {
                    scriptedUpstream.trust(SimulatorJson.read(body, SecretBody.class).secret());
                    return Map.of("checked", scriptedUpstream.secret() != null);
                });
    }

    @PutMapping({"/sim/{system}/recording", "/sim/{system}/{name}/recording"})
    ResponseEntity<byte[]> recording(
            @PathVariable String system,
            @PathVariable(required = false) @Nullable String name,
            @RequestBody byte[] body) {
        return on(
                system,
                name,
                scriptedUpstream -> {
                    int limit = SimulatorJson.read(body, RecordingBody.class).effectiveLimit();
                    scriptedUpstream.keepCalls(limit);
                    return Map.of("limit", limit);
                });
    }

    @GetMapping({"/sim/{system}/calls", "/sim/{system}/{name}/calls"})
    ResponseEntity<byte[]> calls(
            @PathVariable String system, @PathVariable(required = false) @Nullable String name) {
        return on(system, name, CallsBody::of);
    }

    @DeleteMapping({"/sim/{system}/calls", "/sim/{system}/{name}/calls"})
    ResponseEntity<byte[]> forget(
            @PathVariable String system, @PathVariable(required = false) @Nullable String name) {
        return on(
                system,
                name,
                scriptedUpstream -> {
                    scriptedUpstream.forgetCalls();
                    return Map.of("total", 0);
                });
    }

    private ResponseEntity<byte[]> on(
            String system, @Nullable String name, Function<ScriptedUpstream, Object> action) {
        return upstreams
                .find(system, name)
                .map(scriptedUpstream -> ControlAnswer.to(() -> action.apply(scriptedUpstream)))
                .orElseGet(ControlAnswer::unknown);
    }

    private record SecretBody(@Nullable String secret) {}

    private record RecordingBody(boolean enabled, @Nullable Integer limit) {

        int effectiveLimit() {
            int wanted = limit == null ? RecentEntries.DEFAULT_LIMIT : limit;
            Range.check("limit", wanted, 1, 1_000_000);
            return enabled ? wanted : 0;
        }
    }

    /// The body of `GET …/calls`.
    ///
    /// @param total the number of all calls, kept or not
    private record CallsBody(long total, List<Item> calls, List<CallbackResult> callbacks) {

        static CallsBody of(ScriptedUpstream scriptedUpstream) {
            List<Item> items = scriptedUpstream.calls().stream().map(Item::of).toList();
            return new CallsBody(
                    scriptedUpstream.totalCalls(), items, scriptedUpstream.callbacks());
        }

        /// @param body unchanged if it is JSON, otherwise as a JSON string
        record Item(
                Instant receivedAt,
                String method,
                String path,
                String signature,
                Map<String, String> headers,
                @JsonRawValue String body) {

            static Item of(RecordedCall recordedCall) {
                boolean isJson = !SimulatorJson.parse(recordedCall.body()).isMissingNode();
                return new Item(
                        recordedCall.receivedAt(),
                        recordedCall.method(),
                        recordedCall.path(),
                        recordedCall.signature().name().toLowerCase(Locale.ROOT),
                        recordedCall.headers(),
                        isJson
                                ? recordedCall.body()
                                : SimulatorJson.MAPPER.writeValueAsString(recordedCall.body()));
            }
        }
    }
}
