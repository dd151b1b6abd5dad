package dev.switchboard.bootstrap.runtime;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.internal.HttpConnection;

/// An HTTP connection that one thread at a time reads.
///
/// Jetty refuses an unreadable request on another thread. When that has answered, it goes on to
/// read, even if the first thread has not left yet. Each gives the connection's buffer back to the
/// pool, and the second time it may hold the answer to somebody else, who then gets a wrong one or
/// none.
public class SerialConnection extends HttpConnection {

    private final Lock reading = new ReentrantLock();

    public SerialConnection(HttpConfiguration http, Connector connector, EndPoint endPoint) {
        super(http, connector, endPoint);
    }

    @Override
    public final void onFillable() {
        reading.lock();
        try {
            super.onFillable();
        } finally {
            reading.unlock();
        }
    }
}
