package dev.switchboard.simulators.script;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// The simulators' JSON, independent of the configuration of the surrounding application.
public final class SimulatorJson {

    public static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();

    private SimulatorJson() {}

    /// A peer's JSON; a missing node if it is not JSON.
    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException _) {
            return MissingNode.getInstance();
        }
    }

    /// Reads a control request.
    ///
    /// @throws BadScriptException if it does not fit `type`
    public static <T> T read(byte[] body, Class<T> type) {
        return read(new String(body, StandardCharsets.UTF_8), type);
    }

    static <T> T read(String text, Class<T> type) {
        T said = readNullable(text, type);
        if (said == null) {
            throw new BadScriptException("null is not allowed");
        }
        return said;
    }

    /// Like [#read], but accepts `null`, which resets a setting.
    public static <T> @Nullable T readNullable(byte[] body, Class<T> type) {
        return readNullable(new String(body, StandardCharsets.UTF_8), type);
    }

    private static <T> @Nullable T readNullable(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JacksonException e) {
            throw new BadScriptException(e.getOriginalMessage());
        }
    }
}
