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

/// The JSON of packets. Numbers keep their digits on the way through: clients use them as ids.
final class PacketJson {

    private static final ObjectWriter WRITER = JsonMapper.shared().writer();

    private final ObjectReader reader;

    /// @param depth how deep a packet's JSON may be nested
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

    /// Names and offsets mostly are, so that nothing needs to be set up to write them.
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 127 || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    /// Packets are read by the few I/O threads, which can keep a buffer each.
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
