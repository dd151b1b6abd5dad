package dev.switchboard.simulators.script;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What `GET …/calls` answers.
///
/// @param total how many calls there were, kept or not
record CallsBody(long total, List<Item> calls, List<CallbackResult> callbacks) {

    static CallsBody of(Upstream upstream) {
        List<Item> items = upstream.calls().stream().map(Item::of).toList();
        return new CallsBody(upstream.totalCalls(), items, upstream.callbacks());
    }

    /// @param body as it came if it is JSON, else as a JSON string
    record Item(
            Instant receivedAt,
            String path,
            String signature,
            Map<String, String> headers,
            @JsonRawValue String body) {

        static Item of(Call call) {
            boolean isJson = !SimulatorJson.parse(call.body()).isMissingNode();
            return new Item(
                    call.receivedAt(),
                    call.path(),
                    call.signature().name().toLowerCase(Locale.ROOT),
                    call.headers(),
                    isJson ? call.body() : SimulatorJson.MAPPER.writeValueAsString(call.body()));
        }
    }
}
