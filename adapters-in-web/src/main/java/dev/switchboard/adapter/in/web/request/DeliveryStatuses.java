package dev.switchboard.adapter.in.web.request;

import dev.switchboard.application.port.in.delivery.FollowDeliveries.Status;
import dev.switchboard.domain.InvalidValueException;
import java.util.Arrays;
import java.util.Locale;
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
                        .map(DeliveryStatuses::status)
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static Status status(String name) {
        return Arrays.stream(Status.values())
                .filter(status -> word(status).equals(name))
                .findAny()
                .orElseThrow(() ->
                        InvalidValueException.noneOf(
                                "status",
                                Arrays.stream(Status.values()).map(DeliveryStatuses::word)));
    }

    private static String word(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
