package dev.switchboard.adapter.in.web.channel;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.json.FieldChecks;
import dev.switchboard.adapter.in.web.json.JsonFields;
import dev.switchboard.adapter.in.web.request.DeliveryStatuses;
import dev.switchboard.adapter.in.web.request.EnumNames;
import dev.switchboard.adapter.in.web.request.OrgCaller;
import dev.switchboard.adapter.in.web.request.QueryText;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.channel.OperateChannels;
import dev.switchboard.application.port.in.delivery.FollowDeliveries;
import dev.switchboard.application.port.in.delivery.FollowDeliveries.Query;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries.Remedy;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries.Selection;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Lists the deliveries of a channel and sends parked messages again. Both also work for a removed
/// channel, whose messages wait until it is registered again.
@RestController
@Tag(name = "Channel management")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class ChannelDeliveriesController {

    private final FollowDeliveries deliveries;
    private final RedriveDeliveries redrives;
    private final OperateChannels channels;
    private final KeepAudit audit;

    ChannelDeliveriesController(
            FollowDeliveries deliveries,
            RedriveDeliveries redrives,
            OperateChannels channels,
            KeepAudit audit) {
        this.deliveries = deliveries;
        this.redrives = redrives;
        this.channels = channels;
        this.audit = audit;
    }

    /// Lists a channel's messages and their state, without bodies.
    ///
    /// @param status states, separated by commas
    /// @param after `next` of the previous page
    /// @return one page, oldest message first
    @GetMapping("/v1/channels/{channel_id}/deliveries")
    DeliveryPageView listChannelDeliveries(
            @PathVariable("channel_id") String id,
            @RequestParam(name = "status", required = false) @Nullable String status,
            @RequestParam(name = "session_id", required = false) @Nullable String sessionId,
            @RequestParam(name = "limit", required = false) @Nullable String limit,
            @RequestParam(name = "after", required = false) @Nullable String after) {
        var parameters = new DeliveryQueryParameters(status, sessionId, limit, after);
        ChannelId channel = possible(id);
        FollowDeliveries.Page page = deliveries.list(parameters.toQuery(Target.channel(channel)));
        if (page.items().isEmpty() && parameters.unrestricted()) {
            requireRegistered(channel);
        }
        return DeliveryPageView.from(page);
    }

    /// Sends a parked message to the end of its lane.
    @PostMapping("/v1/channels/{channel_id}/deliveries/{message_id}/redrive")
    ResponseEntity<CountView> redriveChannelMessage(
            @PathVariable("channel_id") String id,
            @PathVariable("message_id") String messageId,
            Principal caller) {
        Target target = Target.channel(possible(id));
        return switch (redrives.redrive(message(messageId), target)) {
            case DONE -> {
                audit.record(caller.getName(), "delivery.redrive", messageId, target.toString());
                yield ResponseEntity.accepted().body(new CountView(1));
            }
            case NOT_PARKED ->
                    throw new ProblemException(ProblemCode.CONFLICT, "The message is not parked");
            case UNKNOWN -> throw NotFoundProblems.delivery();
        };
    }

    /// Sends all parked messages of a channel again, oldest first.
    ///
    /// Skips messages whose sender was told of the refusal, unless they are requested.
    @PostMapping(
            path = "/v1/channels/{channel_id}/deliveries/redrive",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<CountView> redriveChannel(
            @PathVariable("channel_id") String id,
            @RequestBody(required = false) byte @Nullable [] body,
            Principal caller) {
        RedriveRequest request = RedriveRequest.from(JsonFields.ofOptional(body));
        ChannelId channel = possible(id);
        int count =
                redrives.applyToAll(request.toSelection(Target.channel(channel)), Remedy.REDRIVE)
                        .count();
        if (count == 0) {
            requireRegistered(channel);
        }
        audit.record(caller.getName(), "delivery.redrive_all", id, count + " messages");
        return ResponseEntity.accepted().body(new CountView(count));
    }

    /// Shows the state of a message to a channel.
    ///
    /// @return the delivery, without the body
    @GetMapping("/v1/channel-messages/{message_id}")
    ChannelDeliveryView getChannelDelivery(
            @PathVariable("message_id") String messageId, @Nullable Principal caller) {
        FollowDeliveries.Item item =
                deliveries
                        .ofChannelMessage(message(messageId))
                        .orElseThrow(NotFoundProblems::delivery);
        String channel = item.delivery().target().name();
        if (caller instanceof OrgCaller confined && !confined.scope().hasChannel(channel)) {
            throw new ProblemException(Problem.of(ProblemCode.FORBIDDEN));
        }
        return ChannelDeliveryView.from(item);
    }

    private void requireRegistered(ChannelId id) {
        if (channels.view(id).isEmpty()) {
            throw NotFoundProblems.channel();
        }
    }

    private static ChannelId possible(String id) {
        return ChannelIds.inPath(id).orElseThrow(NotFoundProblems::channel);
    }

    private static MessageId message(String id) {
        try {
            return new MessageId(id);
        } catch (InvalidValueException _) {
            throw NotFoundProblems.delivery();
        }
    }

    /// The query for a channel's deliveries, as in the query string.
    ///
    /// @param status one or more states of deliveries, separated by commas
    private record DeliveryQueryParameters(
            @Nullable String status,
            @Nullable String sessionId,
            @Nullable String limit,
            @Nullable String after) {

        Query toQuery(Target target) {
            return new Query(
                    target,
                    sessionId == null ? null : ConversationId.ofSession(sessionId),
                    DeliveryStatuses.parse(status),
                    null,
                    null,
                    after == null ? null : cursor(after),
                    QueryText.limit(limit));
        }

        /// Whether it asks for every delivery from the first one on.
        boolean unrestricted() {
            return status == null && sessionId == null && after == null;
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

    /// The selection of a channel's parked deliveries to send again.
    ///
    /// @param before selects messages accepted before this time
    /// @param includeRefused whether to include those whose sender was told of the refusal
    private record RedriveRequest(@Nullable Instant before, boolean includeRefused) {

        private static final String BEFORE = "before";
        private static final String INCLUDE_REFUSED = "include_refused";

        static RedriveRequest from(JsonFields fields) {
            FieldChecks checks = fields.checksOfNoneBut(Set.of(BEFORE, INCLUDE_REFUSED));
            Supplier<@Nullable Instant> before =
                    checks.field(() -> QueryText.instant(BEFORE, fields.string(BEFORE)));
            Supplier<@Nullable Boolean> refused = checks.field(() -> fields.bool(INCLUDE_REFUSED));
            return checks.then(
                    () -> new RedriveRequest(before.get(), Boolean.TRUE.equals(refused.get())));
        }

        Selection toSelection(Target target) {
            return new Selection(target, null, null, before, includeRefused);
        }
    }

    /// The number of deliveries that were changed.
    record CountView(@JsonProperty("count") int count) {}

    /// One page of deliveries, oldest message first.
    ///
    /// @param next the `after` of the next page; null on the last page
    @Schema(name = "ChannelDeliveries")
    record DeliveryPageView(
            @JsonProperty("items") List<ChannelDeliveryView> items,
            @JsonProperty("next") @Nullable String next) {

        static DeliveryPageView from(FollowDeliveries.Page page) {
            MessageId next = page.next();
            return new DeliveryPageView(
                    page.items().stream().map(ChannelDeliveryView::from).toList(),
                    next == null ? null : next.value());
        }
    }

    /// The state of the delivery of one message, without its content.
    ///
    /// @param nextAttemptAt the time of the next attempt, while it is pending
    @Schema(name = "ChannelDelivery")
    record ChannelDeliveryView(
            @JsonProperty("message_id") String messageId,
            @JsonProperty("session_id") String sessionId,
            @JsonProperty("seq") long seq,
            @JsonProperty("status") String status,
            @JsonProperty("attempts") int attempts,
            @JsonProperty("last_http_status") @Nullable Integer lastHttpStatus,
            @JsonProperty("last_error") @Nullable String lastError,
            @JsonProperty("next_attempt_at") @Nullable Instant nextAttemptAt,
            @JsonProperty("created_at") Instant createdAt,
            @JsonProperty("delivered_at") @Nullable Instant deliveredAt,
            @JsonProperty("answered_at") @Nullable Instant answeredAt) {

        static ChannelDeliveryView from(FollowDeliveries.Item item) {
            Delivery delivery = item.delivery();
            Attempt last = item.lastAttempt();
            return new ChannelDeliveryView(
                    item.message().value(),
                    item.conversation().externalId(),
                    item.seq(),
                    EnumNames.of(item.status()),
                    delivery.attempts(),
                    last == null ? null : last.status(),
                    error(delivery, last),
                    delivery instanceof Delivery.Pending pending ? pending.dueAt() : null,
                    item.acceptedAt(),
                    deliveredAt(delivery),
                    delivery instanceof Delivery.Answered answered ? answered.answeredAt() : null);
        }

        private static @Nullable String error(Delivery delivery, @Nullable Attempt last) {
            return switch (delivery) {
                case Delivery.Delivered _, Delivery.Answered _ -> null;
                case Delivery.Parked parked -> detailOr(parked.reason().code(), last);
                case Delivery.Discarded discarded -> detailOr(discarded.reason().code(), last);
                case Delivery.Pending _ -> detailOr(null, last);
            };
        }

        private static @Nullable String detailOr(@Nullable String reason, @Nullable Attempt last) {
            return last == null || last.detail().isEmpty() ? reason : last.detail();
        }

        private static @Nullable Instant deliveredAt(Delivery delivery) {
            return switch (delivery) {
                case Delivery.Delivered delivered -> delivered.deliveredAt();
                case Delivery.Answered answered -> answered.deliveredAt();
                case Delivery.Pending _, Delivery.Parked _, Delivery.Discarded _ -> null;
            };
        }
    }
}
