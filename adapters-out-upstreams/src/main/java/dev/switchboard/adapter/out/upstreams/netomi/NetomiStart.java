package dev.switchboard.adapter.out.upstreams.netomi;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Asks for the first token once the hub serves, so that nothing waits for it.
final class NetomiStart implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(NetomiStart.class);
    private static final String UNUSED_HOST = "api.netomi.com";

    private final NetomiProperties properties;
    private final TokenKeeper keeper;
    private volatile boolean running;

    NetomiStart(NetomiProperties properties, TokenKeeper keeper) {
        this.properties = properties;
        this.keeper = keeper;
    }

    @Override
    public void start() {
        running = true;
        if (UNUSED_HOST.equals(properties.base().uri().getHost())) {
            LOG.warn("switchboard.netomi.base-url is {}, which serves no bots", UNUSED_HOST);
        }
        if (properties.configured()) {
            keeper.start();
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
