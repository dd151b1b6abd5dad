package dev.switchboard.adapter.in.web.request;

import dev.switchboard.application.port.in.delivery.FollowDeliveries.Status;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The states of deliveries as callers write them: in lower case, separated by commas.
public final class DeliveryStatuses {

    private DeliveryStatuses() {}

    /// @return empty for null
    public static Set<Status> parse(@Nullable String names) {
        return names == null
                ? Set.of()
                : Arrays.stream(names.split(",", -1))
                        .map(name -> EnumNames.parse("status", Status.class, name))
                        .collect(Collectors.toUnmodifiableSet());
    }
}
