package dev.switchboard.application.port.out.channel;

import dev.switchboard.domain.channel.EndpointUrl;

/// Says which hosts we may call (design section 6).
public interface EgressPolicy {

    /// Judges what can be judged without asking DNS: literal addresses in every spelling,
    /// `localhost`, ports, and `require-https`. Names are judged again at each connect, by the
    /// address they then have.
    Verdict judge(EndpointUrl endpoint);

    enum Verdict {
        ALLOWED,
        REFUSED
    }
}
