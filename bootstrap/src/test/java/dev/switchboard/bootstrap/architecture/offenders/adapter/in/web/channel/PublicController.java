package dev.switchboard.bootstrap.architecture.offenders.adapter.in.web.channel;

import dev.switchboard.bootstrap.architecture.offenders.application.port.out.WidePort;
import dev.switchboard.bootstrap.architecture.offenders.domain.NetomiTicket;

/// Breaks C5: it is public, skips the inbound ports, and answers with a domain value.
public final class PublicController {

    private final WidePort port;

    public PublicController(WidePort port) {
        this.port = port;
    }

    public NetomiTicket ticket() {
        port.one();
        return new NetomiTicket("1");
    }
}
