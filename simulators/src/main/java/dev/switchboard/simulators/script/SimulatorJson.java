package dev.switchboard.simulators.script;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// JSON as the simulators read and write it, whatever the process around them has configured.
public final class SimulatorJson {

    public static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();

    private SimulatorJson() {}

    /// What a peer sent; a missing node if it is not JSON.
    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException _) {
            return MissingNode.getInstance();
        }
    }

    /// What a control request says.
    ///
    /// @throws BadScriptException if it does not fit `type`
    public static <T> T read(byte[] body, Class<T> type) {
        return read(new String(body, StandardCharsets.UTF_8), type);
    }

    static <T> T read(String text, Class<T> type) {
        T said = readNullable(text, type);
        if (said == null) {
            throw new BadScriptException("null says nothing");
        }
        return said;
    }

    /// As [#read], where `null` takes back what was told before.
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
