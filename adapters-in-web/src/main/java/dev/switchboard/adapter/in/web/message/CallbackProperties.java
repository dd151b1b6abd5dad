package dev.switchboard.adapter.in.web.message;

import dev.switchboard.domain.network.SourceNetworks;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param callbackNetworks the networks that channels may call back from; empty allows all
@ConfigurationProperties("switchboard.channels")
record CallbackProperties(@DefaultValue List<String> callbackNetworks) {

    CallbackProperties {
        callbackNetworks = List.copyOf(callbackNetworks);
        var _ = sources(callbackNetworks);
    }

    SourceNetworks sources() {
        return sources(callbackNetworks);
    }

    private static SourceNetworks sources(List<String> networks) {
        return SourceNetworks.of("switchboard.channels.callback-networks", networks);
    }
}
