package dev.switchboard.adapter.in.web.channel;

import dev.switchboard.adapter.in.web.json.JsonFields;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.channel.ChannelStatus;
import java.util.Set;

/// What a channel's status shall be.
record StatusRequest(String status, String reason) {

    private static final String STATUS = "status";
    private static final String REASON = "reason";

    static StatusRequest from(JsonFields fields) {
        fields.refuseAllBut(Set.of(STATUS, REASON));
        String reason = fields.string(REASON);
        return new StatusRequest(fields.requiredString(STATUS), reason == null ? "" : reason);
    }

    ChannelStatus toStatus() {
        return switch (status) {
            case "enabled" -> ChannelStatus.ENABLED;
            case "disabled" -> new ChannelStatus.Disabled(reason);
            default -> throw new InvalidValueException(STATUS, Reason.INVALID);
        };
    }
}
