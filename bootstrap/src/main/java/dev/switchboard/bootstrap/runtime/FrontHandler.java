package dev.switchboard.bootstrap.runtime;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;

/// A handler that sees every request of a server first.
abstract class FrontHandler extends Handler.Wrapper {

    /// Inserts itself when the server starts, before all handlers that were inserted until then.
    final void putBefore(Server server) {
        server.addEventListener(
                new LifeCycle.Listener() {
                    @Override
                    public void lifeCycleStarting(LifeCycle starting) {
                        server.insertHandler(FrontHandler.this);
                    }
                });
    }
}
