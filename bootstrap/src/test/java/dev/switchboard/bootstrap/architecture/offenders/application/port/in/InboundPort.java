package dev.switchboard.bootstrap.architecture.offenders.application.port.in;

import dev.switchboard.bootstrap.architecture.offenders.application.port.out.OutboundPort;
import dev.switchboard.bootstrap.architecture.offenders.application.service.AnnotatedService;
import org.slf4j.Logger;

/// Breaks A2 by logging, A3 by knowing a service and an outbound port, and A4 by its signatures.
public interface InboundPort {

    AnnotatedService service();

    OutboundPort store();

    Logger log();
}
