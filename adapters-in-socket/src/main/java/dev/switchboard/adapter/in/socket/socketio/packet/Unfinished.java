package dev.switchboard.adapter.in.socket.socketio.packet;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BinaryNode;

/// A packet on its way in, and those of its attachments that have come.
record Unfinished(PacketHead head, ArrayNode json, List<BinaryNode> attachments) {

    Unfinished(PacketHead head, ArrayNode json) {
        this(head, json, new ArrayList<>());
    }

    /// How much its attachments take so far.
    long bytes() {
        return attachments.stream().mapToLong(one -> one.binaryValue().length).sum();
    }

    /// Takes the next attachment; whether it was the last one.
    boolean completedBy(BinaryNode attachment) {
        attachments.add(attachment);
        return attachments.size() == head.attachments();
    }
}
