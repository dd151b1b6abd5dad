package dev.switchboard.application.port.out.channel;

import dev.switchboard.domain.channel.EndpointUrl;

/// Decides which hosts the hub may call.
public interface EgressPolicy {

    /// Judges what needs no DNS: literal addresses in every spelling, `localhost`, ports, and
    /// `require-https`. Names are judged again at each connect, by the address that they resolve
    /// to.
    Decision judge(EndpointUrl endpoint);

    enum Decision {
        ALLOWED,
        REFUSED
    }
}
