package dev.switchboard.adapter.in.web.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.switchboard.adapter.in.web.delivery.ParkedController.ParkedQuery;
import dev.switchboard.adapter.in.web.delivery.ParkedController.ParkedView;
import dev.switchboard.adapter.in.web.request.DeliveryStatuses;
import dev.switchboard.adapter.in.web.request.QueryText;
import dev.switchboard.application.port.in.delivery.FollowDeliveries;
import dev.switchboard.application.port.in.delivery.FollowDeliveries.Item;
import dev.switchboard.application.port.in.delivery.FollowDeliveries.Status;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.message.MessageId;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Deliveries to all targets, for admins, without contents.
@RestController
@Tag(name = "Parked deliveries")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class DeliveriesController {

    /// The states of what has not arrived.
    private static final Set<Status> UNDELIVERED =
            Set.of(
                    Status.ACCEPTED,
                    Status.SENDING,
                    Status.RETRYING,
                    Status.HELD,
                    Status.PARKED,
                    Status.REFUSED);

    private final FollowDeliveries deliveries;

    DeliveriesController(FollowDeliveries deliveries) {
        this.deliveries = deliveries;
    }

    /// List deliveries.
    ///
    /// Oldest message first. Without `status`: those that have not arrived. Those that have arrived
    /// are found by time: with `since` nothing older is read.
    ///
    /// @param since accepted since, by the time in the message's id; not together with `target`,
    ///   `reason` or `conversation`
    /// @param status states, separated by commas
    /// @param after `next` of the previous page
    /// @param limit 1 to 1000; the default is 100. The last message of a page is shown with all its
    ///   deliveries
    /// @return a page
    @GetMapping("/v1/deliveries")
    DeliveryPage listDeliveries(
            @ParameterObject ParkedQuery query,
            @RequestParam(required = false) @Nullable String since,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit) {
        Set<Status> statuses = status == null ? UNDELIVERED : DeliveryStatuses.parse(status);
        MessageId first = query.first(since);
        MessageId start = after == null ? first : new MessageId(after);
        FollowDeliveries.Page page =
                deliveries.list(query.toQuery(statuses, start, QueryText.limit(limit)));
        return new DeliveryPage(
                page.items().stream().map(DeliveryItem::of).toList(),
                page.next() == null ? null : page.next().value());
    }

    /// @param next the `after` of the next page; null on the last page
    @Schema(name = "DeliveryPage")
    record DeliveryPage(List<DeliveryItem> items, @Nullable String next) {}

    /// A delivery, as among parked ones.
    ///
    /// @param nextAttemptAt the time of the next attempt, while it is pending
    @Schema(name = "DeliveryItem")
    record DeliveryItem(
            @JsonUnwrapped ParkedView about,
            @JsonProperty("next_attempt_at") @Nullable Instant nextAttemptAt) {

        static DeliveryItem of(Item item) {
            return new DeliveryItem(
                    ParkedView.of(item),
                    item.delivery() instanceof Pending pending ? pending.dueAt() : null);
        }
    }
}
