package dev.switchboard.adapter.in.web.pega;

import dev.switchboard.domain.network.SourceNetworks;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param webhookNetworks the networks that the webhook may be called from; empty allows all
@ConfigurationProperties("switchboard.pega")
record PegaWebProperties(@DefaultValue List<String> webhookNetworks) {

    PegaWebProperties {
        webhookNetworks = List.copyOf(webhookNetworks);
        var _ = sources(webhookNetworks);
    }

    SourceNetworks sources() {
        return sources(webhookNetworks);
    }

    private static SourceNetworks sources(List<String> networks) {
        return SourceNetworks.of("switchboard.pega.webhook-networks", networks);
    }
}
