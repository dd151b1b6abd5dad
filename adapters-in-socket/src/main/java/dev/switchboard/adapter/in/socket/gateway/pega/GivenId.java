package dev.switchboard.adapter.in.socket.gateway.pega;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// An id as it goes back, a string or a number, and the text it is known by.
record GivenId(JsonNode asSent, String text) {

    static GivenId of(String text) {
        return new GivenId(JsonNodeFactory.instance.stringNode(text), text);
    }
}
