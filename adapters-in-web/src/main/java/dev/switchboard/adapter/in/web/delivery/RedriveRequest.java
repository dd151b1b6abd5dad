package dev.switchboard.adapter.in.web.delivery;

import dev.switchboard.adapter.in.web.json.JsonFields;
import dev.switchboard.adapter.in.web.request.QueryText;
import dev.switchboard.application.port.in.delivery.MendDeliveries.Selection;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which parked deliveries somebody wants to send again; an absent part does not restrict.
record RedriveRequest(
        @Nullable String target,
        @Nullable String reason,
        @Nullable String conversation,
        @Nullable String before,
        boolean includeRefused) {

    private static final Set<String> FIELDS =
            Set.of("target", "reason", "conversation", "before", "include_refused");

    static RedriveRequest parse(byte @Nullable [] body) {
        JsonFields fields = JsonFields.ofOptional(body).refuseAllBut(FIELDS);
        return new RedriveRequest(
                fields.string("target"),
                fields.string("reason"),
                fields.string("conversation"),
                fields.string("before"),
                Boolean.TRUE.equals(fields.bool("include_refused")));
    }

    Selection toSelection() {
        return new Selection(
                target == null ? null : Target.parse(target),
                conversation == null ? null : ConversationId.named(conversation),
                reason == null ? null : new ParkReason(reason).code(),
                QueryText.instant("before", before),
                includeRefused);
    }
}
