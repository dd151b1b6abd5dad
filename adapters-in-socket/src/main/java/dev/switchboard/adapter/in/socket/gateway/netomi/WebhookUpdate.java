package dev.switchboard.adapter.in.socket.gateway.netomi;

import dev.switchboard.adapter.in.socket.socketio.Argument;
import dev.switchboard.adapter.in.socket.socketio.ServerEvent;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.util.List;
import tools.jackson.core.io.JsonStringEncoder;

/// The event that brings a bot's answer to its pages. The answer itself goes out as it was
/// journaled, character by character.
final class WebhookUpdate {

    private WebhookUpdate() {}

    /// @param now in milliseconds since the epoch
    static ServerEvent of(Message message, boolean redelivered, long now) {
        String content =
                switch (message.content()) {
                    case Content.Json json -> json.text();
                };
        StringBuilder text = new StringBuilder(content.length() + 300);
        text.append("{\"type\":\"webhook_update\",\"message\":").append(content);
        text.append(",\"timestamp\":").append(now);
        text.append(",\"deliveryId\":\"").append(deliveryId(message.id()));
        text.append("\",\"conversationId\":\"");
        text.append(
                JsonStringEncoder.getInstance()
                        .quoteAsCharArray(message.conversation().externalId()));
        text.append("\",\"seq\":").append(message.seq());
        text.append(",\"redelivered\":").append(redelivered).append('}');
        return ServerEvent.of("webhook_update", List.of(Argument.json(text.toString())));
    }

    /// The message's own id in the form of a UUID: the same however often it is sent.
    private static String deliveryId(MessageId id) {
        String digits = id.value().substring("msg_".length());
        return digits.substring(0, 8)
                + "-"
                + digits.substring(8, 12)
                + "-"
                + digits.substring(12, 16)
                + "-"
                + digits.substring(16, 20)
                + "-"
                + digits.substring(20);
    }
}
