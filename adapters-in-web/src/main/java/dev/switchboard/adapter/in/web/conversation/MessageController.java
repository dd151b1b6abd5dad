package dev.switchboard.adapter.in.web.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.request.EnumNames;
import dev.switchboard.application.port.in.conversation.ReadConversations;
import dev.switchboard.application.port.in.conversation.ReadConversations.Way;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.message.Hop;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Messages and their traces, for admins.
@RestController
@Tag(name = "Conversations")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class MessageController {

    private final ReadConversations conversations;

    MessageController(ReadConversations conversations) {
        this.conversations = conversations;
    }

    /// Get a message.
    ///
    /// @param id id of the message
    /// @return the message with its deliveries
    @GetMapping("/v1/messages/{id}")
    MessageView getMessage(@PathVariable String id) {
        return MessageView.of(find(new MessageId(id)));
    }

    /// Get a message's trace.
    ///
    /// Every hop, oldest first: the acceptance, then each attempt. Also the state of each delivery,
    /// and the same for its answers among the next 1000 messages.
    ///
    /// @param id id of the message
    /// @return the hops
    @GetMapping("/v1/messages/{id}/trace")
    HopView.Trace traceMessage(@PathVariable String id) {
        return conversations
                .trace(new MessageId(id))
                .map(HopView.Trace::of)
                .orElseThrow(MessageController::unknown);
    }

    private Recorded find(MessageId id) {
        return conversations.message(id).orElseThrow(MessageController::unknown);
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemCode.NOT_FOUND, "Unknown message");
    }

    /// One step of a message; the first one is its acceptance.
    ///
    /// @param target the target of the step; null for the acceptance
    /// @param attempt 1 for the first call of the target, 2 for the second; 0 for a step without a
    ///   call
    /// @param afterGap whether the previous message was parked
    record HopView(
            Instant when,
            @Nullable String target,
            int attempt,
            String outcome,
            @JsonProperty("http_status") @Nullable Integer httpStatus,
            @JsonProperty("duration_ms") long durationMs,
            String detail,
            @JsonProperty("after_gap") boolean afterGap) {

        static HopView accepted(Message message) {
            String detail = "seq " + message.seq();
            return new HopView(message.at(), null, 0, "accepted", null, 0, detail, false);
        }

        static HopView of(Hop hop) {
            Attempt attempt = hop.attempt();
            return new HopView(
                    attempt.at(),
                    hop.target().toString(),
                    attempt.number(),
                    EnumNames.of(attempt.outcome()),
                    attempt.status(),
                    attempt.took().toMillis(),
                    attempt.detail(),
                    attempt.afterGap());
        }

        /// @param items oldest first
        /// @param answers the answers to the message
        record Trace(
                @JsonProperty("message_id") String messageId,
                List<HopView> items,
                List<DeliveryView> deliveries,
                List<Answer> answers) {

            static Trace of(ReadConversations.Trace trace) {
                Answer own = Answer.of(trace.message());
                return new Trace(
                        own.messageId(),
                        own.items(),
                        own.deliveries(),
                        trace.answers().stream().map(Answer::of).toList());
            }
        }

        /// @param items oldest first
        record Answer(
                @JsonProperty("message_id") String messageId,
                List<HopView> items,
                List<DeliveryView> deliveries) {

            static Answer of(Way way) {
                Message message = way.recorded().message();
                Stream<HopView> steps = way.hops().stream().map(HopView::of);
                return new Answer(
                        message.id().value(),
                        Stream.concat(Stream.of(accepted(message)), steps).toList(),
                        way.recorded().deliveries().stream().map(DeliveryView::of).toList());
            }
        }
    }
}
