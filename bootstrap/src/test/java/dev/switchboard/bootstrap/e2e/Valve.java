package dev.switchboard.bootstrap.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Stands before a server and can be shut: then the server seems to have stopped.
final class Valve implements AutoCloseable {

    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ServerSocket entrance;
    private final InetSocketAddress server;
    private volatile boolean shut;

    private Valve(ServerSocket entrance, InetSocketAddress server) {
        this.entrance = entrance;
        this.server = server;
    }

    static Valve before(InetSocketAddress server) {
        try {
            var entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Valve valve = new Valve(entrance, server);
            Thread.ofVirtual().start(valve::accept);
            return valve;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return entrance.getLocalPort();
    }

    void shut() {
        shut = true;
        sockets.forEach(Valve::close);
        sockets.clear();
    }

    void open() {
        shut = false;
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                join(entrance.accept());
            } catch (IOException _) {
                // this connection is lost, as it would be on a network
            }
        }
    }

    private void join(Socket client) throws IOException {
        sockets.add(client);
        if (shut) {
            client.close();
            return;
        }
        Socket onward = new Socket(server.getAddress(), server.getPort());
        sockets.add(onward);
        Thread.ofVirtual().start(() -> pump(client, onward));
        Thread.ofVirtual().start(() -> pump(onward, client));
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // one side is gone, and takes the other along
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
        shut();
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
