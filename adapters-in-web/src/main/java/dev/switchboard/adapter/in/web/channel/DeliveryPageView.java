package dev.switchboard.adapter.in.web.channel;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.application.port.in.delivery.FollowDeliveries;
import dev.switchboard.domain.message.MessageId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of deliveries, oldest message first.
///
/// @param next what to give as `after` for the next page; null on the last one
@Schema(name = "ChannelDeliveries")
record DeliveryPageView(
        @JsonProperty("items") List<DeliveryView> items,
        @JsonProperty("next") @Nullable String next) {

    static DeliveryPageView from(FollowDeliveries.Page page) {
        MessageId next = page.next();
        return new DeliveryPageView(
                page.items().stream().map(DeliveryView::from).toList(),
                next == null ? null : next.value());
    }
}
