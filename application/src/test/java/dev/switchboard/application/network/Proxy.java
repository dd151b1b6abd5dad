package dev.switchboard.application.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A proxy before a server, on a free port of the loopback address.
abstract class Proxy implements AutoCloseable {

    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ServerSocket entrance;
    private volatile InetSocketAddress server;

    Proxy(InetSocketAddress server) {
        this.server = server;
        try {
            this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Its port on the loopback address.
    public final int port() {
        return entrance.getLocalPort();
    }

    /// New connections go to this server from now on, as a balancer decides.
    public final void lead(InetSocketAddress to) {
        server = to;
    }

    /// Takes connections from now on.
    final void open() {
        Thread.ofVirtual().start(this::accept);
    }

    /// Ends all connections.
    final void cut() {
        sockets.forEach(Proxy::close);
        sockets.clear();
    }

    /// Whether new connections are ended at once.
    boolean isCut() {
        return false;
    }

    /// Begins to carry one direction of a connection, and returns at once.
    ///
    /// @param answers whether it comes from the server
    abstract void carry(Socket from, Socket to, boolean answers);

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                join(entrance.accept());
            } catch (IOException _) {
                // the connection is lost, as on a network
            }
        }
    }

    private void join(Socket client) throws IOException {
        sockets.add(client);
        if (isCut()) {
            client.close();
            return;
        }
        Socket onward = connect(client);
        sockets.add(onward);
        carry(client, onward, false);
        carry(onward, client, true);
    }

    private Socket connect(Socket client) throws IOException {
        try {
            return new Socket(server.getAddress(), server.getPort());
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cut();
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
