package dev.switchboard.bootstrap.architecture.offenders.application.port.out;

import dev.switchboard.bootstrap.architecture.offenders.application.port.in.InboundPort;

/// Breaks A3: an outbound port that knows an inbound one.
public interface OutboundPort {

    InboundPort asker();
}
