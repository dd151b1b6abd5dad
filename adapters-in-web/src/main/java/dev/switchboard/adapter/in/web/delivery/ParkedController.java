package dev.switchboard.adapter.in.web.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.request.EnumNames;
import dev.switchboard.adapter.in.web.request.QueryText;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.delivery.FollowDeliveries;
import dev.switchboard.application.port.in.delivery.FollowDeliveries.Item;
import dev.switchboard.application.port.in.delivery.FollowDeliveries.Page;
import dev.switchboard.application.port.in.delivery.FollowDeliveries.Query;
import dev.switchboard.application.port.in.delivery.FollowDeliveries.Status;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries.Outcome;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Parked deliveries: listed, sent again or discarded one by one. Admins' acts are audited.
@RestController
@Tag(name = "Parked deliveries")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class ParkedController {

    private final FollowDeliveries deliveries;
    private final RedriveDeliveries redrives;
    private final KeepAudit audit;

    ParkedController(FollowDeliveries deliveries, RedriveDeliveries redrives, KeepAudit audit) {
        this.deliveries = deliveries;
        this.redrives = redrives;
        this.audit = audit;
    }

    /// List parked deliveries.
    ///
    /// Oldest message first.
    ///
    /// @param after `next` of the previous page
    /// @param limit 1 to 1000; the default is 100. The last message of a page is shown with all its
    ///   deliveries
    /// @return a page
    @GetMapping("/v1/parked")
    ParkedView.Page listParked(
            @ParameterObject ParkedQuery query,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit) {
        MessageId start = after == null ? null : new MessageId(after);
        Page page = deliveries.list(query.toQuery(start, QueryText.limit(limit)));
        return new ParkedView.Page(
                page.items().stream().map(ParkedView::of).toList(),
                page.next() == null ? null : page.next().value());
    }

    /// Send one delivery again.
    ///
    /// It goes to the end of its lane, with the same message id. Without `target`, all parked
    /// deliveries of the message are sent.
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PostMapping("/v1/parked/{message_id}/redrive")
    Count redriveParked(
            @PathVariable("message_id") String id,
            @RequestParam(required = false) @Nullable String target,
            Principal caller) {
        MessageId message = new MessageId(id);
        List<Target> redriven =
                target == null ? redrive(message) : redrive(message, Target.parse(target));
        for (Target where : redriven) {
            audit.record(caller.getName(), "delivery.redrive", id, where.toString());
        }
        return new Count(redriven.size());
    }

    private List<Target> redrive(MessageId message, Target target) {
        refuseUnlessDone(redrives.redrive(message, target));
        return List.of(target);
    }

    private List<Target> redrive(MessageId message) {
        Optional<List<Target>> redriven = redrives.redrive(message);
        if (redriven.isEmpty()) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "Unknown message");
        }
        refuseUnlessDone(redriven.get().isEmpty() ? Outcome.NOT_PARKED : Outcome.DONE);
        return redriven.get();
    }

    /// Discard a delivery for good.
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @DeleteMapping("/v1/parked/{message_id}")
    void discardParked(
            @PathVariable("message_id") String id,
            @RequestParam(required = false) @Nullable String target,
            Principal caller) {
        MessageId message = new MessageId(id);
        Target where = Target.parse(QueryText.required("target", target));
        refuseUnlessDone(redrives.discard(message, where));
        audit.record(caller.getName(), "delivery.discard", id, where.toString());
    }

    private static void refuseUnlessDone(Outcome outcome) {
        switch (outcome) {
            case DONE -> {}
            case NOT_PARKED ->
                    throw new ProblemException(ProblemCode.CONFLICT, "The delivery is not parked");
            case UNKNOWN -> throw new ProblemException(ProblemCode.NOT_FOUND, "Unknown delivery");
        }
    }

    record Count(int count) {}

    /// The selection of deliveries to list; an absent part matches everything.
    record ParkedQuery(
            @Parameter(example = "channel:slack-sim") @Nullable String target,
            @Parameter(example = "exhausted") @Nullable String reason,
            @Parameter(example = "session:session_12345") @Nullable String conversation,
            @Parameter(description = "Accepted before", example = "2026-01-31T12:00:00Z")
                    @Nullable String before) {

        private static final Set<Status> GIVEN_UP = Set.of(Status.PARKED, Status.REFUSED);

        /// The id after which a list begins; null for the oldest message.
        @Nullable MessageId first(@Nullable String since) {
            Instant from = QueryText.instant("since", since);
            boolean byTime = target == null && reason == null && conversation == null;
            if (from != null && !byTime) {
                throw new InvalidValueException("since", Reason.INVALID);
            }
            return from == null ? null : MessageId.firstAt(from);
        }

        Query toQuery(@Nullable MessageId after, int limit) {
            return toQuery(GIVEN_UP, after, limit);
        }

        Query toQuery(Set<Status> statuses, @Nullable MessageId after, int limit) {
            return new Query(
                    target == null ? null : Target.parse(target),
                    conversation == null ? null : ConversationId.named(conversation),
                    statuses,
                    reason == null ? null : new ParkReason(reason).code(),
                    QueryText.instant("before", before),
                    after,
                    limit);
        }
    }

    /// A parked delivery for admins.
    ///
    /// @param status `parked`, or `refused` if its sender was told of the refusal
    /// @param reason the reason for parking it
    /// @param lastHttpStatus the target's last status, if it answered
    /// @param lastError the outcome of the last attempt
    record ParkedView(
            @JsonProperty("message_id") String messageId,
            @JsonProperty("conversation_id") String conversationId,
            long seq,
            String target,
            String status,
            @Nullable String reason,
            int attempts,
            @JsonProperty("last_http_status") @Nullable Integer lastHttpStatus,
            @JsonProperty("last_error") @Nullable String lastError,
            @JsonProperty("accepted_at") Instant acceptedAt,
            @JsonProperty("parked_at") @Nullable Instant parkedAt) {

        static ParkedView of(Item item) {
            Attempt last = item.lastAttempt();
            Parked parked = item.delivery() instanceof Parked here ? here : null;
            return new ParkedView(
                    item.message().value(),
                    item.conversation().value(),
                    item.seq(),
                    item.delivery().target().toString(),
                    EnumNames.of(item.status()),
                    parked == null ? null : parked.reason().code(),
                    item.delivery().attempts(),
                    last == null ? null : last.status(),
                    last == null ? null : last.detail(),
                    item.acceptedAt(),
                    parked == null ? null : parked.parkedAt());
        }

        /// @param next the `after` of the next page; null on the last page
        @Schema(name = "ParkedPage")
        record Page(List<ParkedView> items, @Nullable String next) {}
    }
}
