package dev.switchboard.adapter.in.socket.gateway.netomi;

import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import tools.jackson.databind.json.JsonMapper;

/// Reads the id that a page gave its message.
final class UserMessageIds {

    private static final JsonMapper JSON = JsonMapper.shared();

    private UserMessageIds() {}

    static String of(Message message) {
        String text =
                switch (message.content()) {
                    case Content.Json json -> json.text();
                };
        return JSON.readTree(text).path("messagePayload").path("messageId").asString("");
    }
}
