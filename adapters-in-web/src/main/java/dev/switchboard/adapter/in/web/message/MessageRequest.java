package dev.switchboard.adapter.in.web.message;

import dev.switchboard.adapter.in.web.json.RawMembers;
import dev.switchboard.application.port.in.message.SendChannelMessage;
import dev.switchboard.application.port.in.message.SendChannelMessage.Command;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of `POST /channel/message`, its message still as it came.
record MessageRequest(RawMembers members) {

    private static final String CHANNEL_ID = "channel_id";
    private static final String SESSION_ID = "session_id";
    private static final String MESSAGE = "message";
    private static final String RESPONSE_URL = "response_url";
    private static final int MAX_CHANNEL_ID = 100;
    private static final int MAX_MESSAGE_BYTES = 64 * 1024;

    static MessageRequest from(byte[] body) {
        RawMembers members = RawMembers.of(body);
        for (String required : List.of(CHANNEL_ID, SESSION_ID, MESSAGE)) {
            if (!members.has(required)) {
                throw new InvalidValueException(required, Reason.MISSING);
            }
        }
        return new MessageRequest(members);
    }

    /// @param key the caller's idempotency key, if it gave one
    Command toCommand(String principal, @Nullable String key, boolean waitForReply) {
        return new Command(
                principal,
                channelId(),
                members.string(SESSION_ID),
                Limits.content(MESSAGE, members.compact(MESSAGE), MAX_MESSAGE_BYTES),
                responseUrl(),
                key == null ? null : new SendChannelMessage.Key(key, members.fingerprint()),
                waitForReply);
    }

    private String channelId() {
        String id = members.string(CHANNEL_ID);
        if (id.length() > MAX_CHANNEL_ID) {
            throw new InvalidValueException(CHANNEL_ID, Reason.TOO_LONG);
        }
        return id;
    }

    private @Nullable String responseUrl() {
        JsonValue url = members.value(RESPONSE_URL);
        return url == null || url.equals(JsonValue.NULL) ? null : members.string(RESPONSE_URL);
    }
}
