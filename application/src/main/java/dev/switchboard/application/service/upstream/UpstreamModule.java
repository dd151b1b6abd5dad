package dev.switchboard.application.service.upstream;

import dev.switchboard.application.port.in.upstream.UseUpstreamToken;
import dev.switchboard.application.port.in.upstream.WatchExternalDesks;
import dev.switchboard.application.port.out.upstream.Upstream;
import dev.switchboard.application.service.delivery.DeliveryModule;
import dev.switchboard.application.service.node.Node;
import java.util.List;
import java.util.Objects;

/// The desks and the tokens of upstreams.
public record UpstreamModule(WatchExternalDesks desks, UseUpstreamToken tokens) {

    public static UpstreamModule of(Node node, DeliveryModule delivery, List<Upstream> upstreams) {
        return new UpstreamModule(
                new DeskWatch(
                        upstreams.stream().map(Upstream::desks).filter(Objects::nonNull).toList(),
                        delivery.gates()::circuit,
                        delivery.pending()::pending,
                        node.store().deliveries()),
                new UpstreamTokenService(upstreams, node.clock()));
    }
}
