package dev.switchboard.adapter.in.web.channel;

import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.application.port.in.delivery.FollowDeliveries.Query;
import dev.switchboard.application.port.in.delivery.FollowDeliveries.Status;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which deliveries of a channel to list, as the query string says it.
///
/// @param status one or more of the contract's states, separated by commas
record DeliveryQueryParameters(
        @Nullable String status,
        @Nullable String sessionId,
        @Nullable String limit,
        @Nullable String after) {

    Query toQuery(Target target) {
        return new Query(
                target,
                sessionId == null ? null : ConversationId.ofSession(sessionId),
                statuses(status),
                null,
                null,
                after == null ? null : cursor(after),
                PageLimit.parse(limit));
    }

    /// Whether it asks for every delivery from the first one on.
    boolean unrestricted() {
        return status == null && sessionId == null && after == null;
    }

    private static Set<Status> statuses(@Nullable String names) {
        return names == null
                ? Set.of()
                : Arrays.stream(names.split(",", -1))
                        .map(DeliveryQueryParameters::status)
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static Status status(String name) {
        return Arrays.stream(Status.values())
                .filter(status -> status.name().toLowerCase(Locale.ROOT).equals(name))
                .findAny()
                .orElseThrow(() -> refusal("status", "Invalid status"));
    }

    private static MessageId cursor(String after) {
        try {
            return new MessageId(after);
        } catch (InvalidValueException _) {
            throw refusal("after", "Invalid cursor");
        }
    }

    private static ProblemException refusal(String field, String text) {
        return new ProblemException(Problem.invalidField(field, text));
    }
}
