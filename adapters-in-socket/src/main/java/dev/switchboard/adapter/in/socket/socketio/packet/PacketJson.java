package dev.switchboard.adapter.in.socket.socketio.packet;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/// Reads and writes the JSON of packets. Numbers keep all their digits, because clients use them as
/// ids.
final class PacketJson {

    private static final ObjectWriter WRITER = JsonMapper.shared().writer();

    private final ObjectReader reader;

    /// @param depth the greatest nesting of a packet's JSON
    PacketJson(int depth) {
        this.reader = reading(depth).readerFor(JsonNode.class);
    }

    JsonNode read(String text) throws MalformedPacketException {
        try {
            return reader.readTree(text);
        } catch (JacksonException | NumberFormatException notJson) {
            throw new MalformedPacketException(
                    "not JSON, a name twice in an object, a number beyond all bounds, or nested too"
                            + " deep");
        }
    }

    static String write(JsonNode value) {
        return WRITER.writeValueAsString(value);
    }

    static String quote(String text) {
        return isPlain(text) ? '"' + text + '"' : WRITER.writeValueAsString(text);
    }

    /// Most names and offsets are plain and need no JSON library.
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 127 || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    /// Only the few I/O threads read packets, so each can keep a buffer.
    private static JsonMapper reading(int depth) {
        JsonFactory factory =
                JsonFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .streamReadConstraints(
                                StreamReadConstraints.builder().maxNestingDepth(depth).build())
                        .recyclerPool(JsonRecyclerPools.threadLocalPool())
                        .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }
}
