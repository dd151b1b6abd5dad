package dev.switchboard.adapter.in.socket.socketio.packet;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BinaryNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Replaces binary values by placeholders and back. A binary value is sent after its packet; in the
/// packet's JSON `{"_placeholder":true,"num":<n>}` stands for the n-th.
final class Placeholders {

    private static final String MARK = "_placeholder";
    private static final String INDEX = "num";

    private Placeholders() {}

    /// Puts the attachments into a tree, which is changed.
    static JsonNode fill(JsonNode tree, List<BinaryNode> attachments)
            throws MalformedPacketException {
        if (tree instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, fill(array.get(i), attachments));
            }
        } else if (tree instanceof ObjectNode object) {
            return isPlaceholder(object)
                    ? attachment(object, attachments)
                    : fillMembers(object, attachments);
        }
        return tree;
    }

    /// Takes the binary values out of a tree.
    ///
    /// @param attachments gets them in the order of their numbers
    /// @return the tree itself if it contains none
    static JsonNode extract(JsonNode tree, List<BinaryNode> attachments) {
        if (!holdsBinary(tree)) {
            return tree;
        }
        return switch (tree) {
            case BinaryNode binary -> placeholder(binary, attachments);
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
                array.forEach(value -> copy.add(extract(value, attachments)));
                yield copy;
            }
            default -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                tree.properties()
                        .forEach(member ->
                                copy.set(member.getKey(), extract(member.getValue(), attachments)));
                yield copy;
            }
        };
    }

    private static ObjectNode fillMembers(ObjectNode object, List<BinaryNode> attachments)
            throws MalformedPacketException {
        for (var member : object.properties()) {
            member.setValue(fill(member.getValue(), attachments));
        }
        return object;
    }

    private static boolean isPlaceholder(ObjectNode object) {
        JsonNode mark = object.get(MARK);
        return mark != null && mark.isBoolean() && mark.booleanValue();
    }

    private static BinaryNode attachment(ObjectNode placeholder, List<BinaryNode> attachments)
            throws MalformedPacketException {
        JsonNode index = placeholder.get(INDEX);
        if (index == null || !index.isInt()) {
            throw new MalformedPacketException("illegal placeholder");
        }
        int number = index.intValue();
        if (number < 0 || number >= attachments.size()) {
            throw new MalformedPacketException("illegal placeholder");
        }
        return attachments.get(number);
    }

    private static ObjectNode placeholder(BinaryNode binary, List<BinaryNode> attachments) {
        attachments.add(binary);
        return JsonNodeFactory.instance
                .objectNode()
                .put(MARK, true)
                .put(INDEX, attachments.size() - 1);
    }

    private static boolean holdsBinary(JsonNode tree) {
        if (!tree.isContainer()) {
            return tree.isBinary();
        }
        for (JsonNode value : tree.values()) {
            if (holdsBinary(value)) {
                return true;
            }
        }
        return false;
    }
}
