package dev.switchboard.application.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A proxy before a server that can be shut in two ways.
public final class Valve implements AutoCloseable {

    public enum Position {
        OPEN,
        /// Open and new connections are cut.
        CUT,
        /// Connections stay open, but no data passes: the server seems never to answer.
        SILENT
    }

    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ServerSocket entrance;
    private final InetSocketAddress server;
    private volatile Position position = Position.OPEN;

    private Valve(ServerSocket entrance, InetSocketAddress server) {
        this.entrance = entrance;
        this.server = server;
    }

    public static Valve before(InetSocketAddress server) {
        try {
            Valve valve =
                    new Valve(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
            Thread.ofVirtual().start(valve::accept);
            return valve;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Its port on the loopback address.
    public int port() {
        return entrance.getLocalPort();
    }

    public void turn(Position to) {
        position = to;
        if (to != Position.SILENT) {
            // after a pause, open connections are in the middle of an exchange, so they are cut
            sockets.forEach(Valve::close);
            sockets.clear();
        }
    }

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
        if (position == Position.CUT) {
            client.close();
            return;
        }
        Socket onward = new Socket(server.getAddress(), server.getPort());
        sockets.add(onward);
        Thread.ofVirtual().start(() -> pump(client, onward));
        Thread.ofVirtual().start(() -> pump(onward, client));
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try (from;
                to) {
            int read = from.getInputStream().read(buffer);
            while (read >= 0) {
                if (position == Position.OPEN) {
                    to.getOutputStream().write(buffer, 0, read);
                }
                read = from.getInputStream().read(buffer);
            }
        } catch (IOException _) {
            // one side is closed, so the other is closed too
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
        turn(Position.CUT);
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
