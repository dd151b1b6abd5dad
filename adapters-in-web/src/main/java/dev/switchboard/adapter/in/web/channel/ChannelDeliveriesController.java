package dev.switchboard.adapter.in.web.channel;

import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.json.JsonFields;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.channel.OperateChannels;
import dev.switchboard.application.port.in.delivery.FollowDeliveries;
import dev.switchboard.application.port.in.delivery.MendDeliveries;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/// Lists what is owed to a channel and sends parked messages again (contract channels 2.4). Both
/// also work for a channel that was removed, whose messages wait for it to be registered anew.
@RestController
final class ChannelDeliveriesController implements ChannelDeliveriesApi {

    private final FollowDeliveries deliveries;
    private final MendDeliveries mending;
    private final OperateChannels channels;
    private final KeepAudit audit;

    ChannelDeliveriesController(
            FollowDeliveries deliveries,
            MendDeliveries mending,
            OperateChannels channels,
            KeepAudit audit) {
        this.deliveries = deliveries;
        this.mending = mending;
        this.channels = channels;
        this.audit = audit;
    }

    @Override
    public DeliveryPageView list(
            String id,
            @Nullable String status,
            @Nullable String sessionId,
            @Nullable String limit,
            @Nullable String after) {
        var parameters = new DeliveryQueryParameters(status, sessionId, limit, after);
        ChannelId channel = possible(id);
        FollowDeliveries.Page page = deliveries.list(parameters.toQuery(Target.channel(channel)));
        if (page.items().isEmpty() && parameters.unrestricted()) {
            requireRegistered(channel);
        }
        return DeliveryPageView.from(page);
    }

    @Override
    public ResponseEntity<CountView> redrive(String id, String messageId, Principal caller) {
        Target target = Target.channel(possible(id));
        return switch (mending.redrive(message(messageId), target)) {
            case DONE -> {
                audit.record(caller.getName(), "delivery.redrive", messageId, target.toString());
                yield ResponseEntity.accepted().body(new CountView(1));
            }
            case NOT_PARKED ->
                    throw new ProblemException(ProblemCode.CONFLICT, "The message is not parked");
            case UNKNOWN -> throw Absent.delivery();
        };
    }

    @Override
    public ResponseEntity<CountView> redriveAll(
            String id, byte @Nullable [] body, Principal caller) {
        RedriveRequest request = RedriveRequest.from(JsonFields.ofOptional(body));
        ChannelId channel = possible(id);
        int count = mending.redriveAll(request.toSelection(Target.channel(channel)));
        if (count == 0) {
            requireRegistered(channel);
        }
        audit.record(caller.getName(), "delivery.redrive_all", id, count + " messages");
        return ResponseEntity.accepted().body(new CountView(count));
    }

    @Override
    public DeliveryView find(String messageId) {
        return deliveries
                .ofChannelMessage(message(messageId))
                .map(DeliveryView::from)
                .orElseThrow(Absent::delivery);
    }

    private void requireRegistered(ChannelId id) {
        if (channels.view(id).isEmpty()) {
            throw Absent.channel();
        }
    }

    private static ChannelId possible(String id) {
        return ChannelIds.inPath(id).orElseThrow(Absent::channel);
    }

    private static MessageId message(String id) {
        try {
            return new MessageId(id);
        } catch (InvalidValueException _) {
            throw Absent.delivery();
        }
    }
}
