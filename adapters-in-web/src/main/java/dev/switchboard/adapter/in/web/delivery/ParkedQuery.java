package dev.switchboard.adapter.in.web.delivery;

import dev.switchboard.adapter.in.web.request.QueryText;
import dev.switchboard.application.port.in.delivery.FollowDeliveries.Query;
import dev.switchboard.application.port.in.delivery.FollowDeliveries.Status;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which parked deliveries somebody wants to see; an absent part does not restrict.
record ParkedQuery(
        @Parameter(example = "channel:slack-sim") @Nullable String target,
        @Parameter(example = "exhausted") @Nullable String reason,
        @Parameter(example = "session:session_12345") @Nullable String conversation,
        @Parameter(description = "Accepted before", example = "2026-01-31T12:00:00Z")
                @Nullable String before) {

    private static final Set<Status> GIVEN_UP = Set.of(Status.PARKED, Status.REFUSED);

    Query toQuery(@Nullable MessageId after, int limit) {
        return new Query(
                target == null ? null : Target.parse(target),
                conversation == null ? null : ConversationId.named(conversation),
                GIVEN_UP,
                reason == null ? null : new ParkReason(reason).code(),
                QueryText.instant("before", before),
                after,
                limit);
    }
}
