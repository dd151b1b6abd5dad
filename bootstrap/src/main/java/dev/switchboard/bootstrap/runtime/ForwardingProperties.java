package dev.switchboard.bootstrap.runtime;

import dev.switchboard.domain.network.Network;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The senders whose forwarding headers are trusted.
///
/// @param trustedProxies addresses or networks, such as `10.0.0.0/8`, of trusted proxies
@ConfigurationProperties("switchboard")
record ForwardingProperties(@DefaultValue List<String> trustedProxies) {

    ForwardingProperties {
        trustedProxies =
                trustedProxies.stream().map(String::strip).filter(it -> !it.isEmpty()).toList();
        trustedProxies.forEach(ForwardingProperties::network);
    }

    List<Network> networks() {
        return trustedProxies.stream().map(ForwardingProperties::network).toList();
    }

    private static Network network(String text) {
        try {
            return Network.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "switchboard.trusted-proxies has '%s', which is neither an address nor a network such as 10.0.0.0/8"
                            .formatted(text),
                    e);
        }
    }
}
