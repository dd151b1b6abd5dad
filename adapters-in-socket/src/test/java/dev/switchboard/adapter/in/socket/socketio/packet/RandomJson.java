package dev.switchboard.adapter.in.socket.socketio.packet;

import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Random JSON values, including binary ones; the same seed gives the same values.
final class RandomJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String CHARACTERS = "ab,[]{}\"\\/:0-é€😀\n\u0000\u2028";

    private final Random random;

    RandomJson(long seed) {
        this.random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        int length = below(8);
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(
                    CHARACTERS
                            .codePoints()
                            .skip(below(CHARACTERS.length() - 1))
                            .findFirst()
                            .orElse('x'));
        }
        return text.toString();
    }

    JsonNode value(int depth) {
        return switch (below(depth > 0 ? 8 : 6)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(below(1000));
            case 3 -> NODES.numberNode(random.nextLong());
            case 4 -> NODES.stringNode(text());
            case 5 -> NODES.binaryNode(bytes());
            case 6 -> array(depth);
            default -> object(depth);
        };
    }

    private ArrayNode array(int depth) {
        ArrayNode array = NODES.arrayNode();
        for (int i = below(4); i > 0; i--) {
            array.add(value(depth - 1));
        }
        return array;
    }

    private ObjectNode object(int depth) {
        ObjectNode object = NODES.objectNode();
        for (int i = below(4); i > 0; i--) {
            object.set(text(), value(depth - 1));
        }
        return object;
    }

    private byte[] bytes() {
        byte[] bytes = new byte[below(5)];
        random.nextBytes(bytes);
        return bytes;
    }
}
