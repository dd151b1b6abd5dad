package dev.switchboard.bootstrap.architecture.offenders.adapter.in.web.channel;

import dev.switchboard.bootstrap.architecture.offenders.application.port.out.WidePort;
import dev.switchboard.bootstrap.architecture.offenders.domain.NetomiTicket;

/// Breaks C5: everybody sees it, it skips the inbound ports, and it answers with the domain.
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
