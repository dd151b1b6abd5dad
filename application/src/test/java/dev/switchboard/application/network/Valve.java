package dev.switchboard.application.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A proxy before a server that can be shut in several ways.
public final class Valve implements AutoCloseable {

    public enum Position {
        OPEN,
        /// Open and new connections are cut.
        CUT,
        /// Connections stay open, but no data passes: the server seems never to answer.
        SILENT,
        /// Connections stay open, and data passes to the server alone: its answers are lost.
        UNANSWERED
    }

    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ByteArrayOutputStream lost = new ByteArrayOutputStream();
    private final ServerSocket entrance;
    private volatile InetSocketAddress server;
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
        Position before = position;
        position = to;
        if (to == Position.CUT || (to == Position.OPEN && before != Position.OPEN)) {
            // after a pause, open connections are in the middle of an exchange, so they are cut
            sockets.forEach(Valve::close);
            sockets.clear();
        }
    }

    /// New connections go to this server from now on, as a balancer decides.
    public void lead(InetSocketAddress to) {
        server = to;
    }

    /// All that servers sent and did not pass.
    public String lost() {
        return lost.toString(UTF_8);
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
        Socket onward = connect(client);
        sockets.add(onward);
        Thread.ofVirtual().start(() -> pump(client, onward, false));
        Thread.ofVirtual().start(() -> pump(onward, client, true));
    }

    private Socket connect(Socket client) throws IOException {
        try {
            return new Socket(server.getAddress(), server.getPort());
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }

    /// @param answers whether it comes from the server
    private void pump(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[8192];
        try (from;
                to) {
            int read = from.getInputStream().read(buffer);
            while (read >= 0) {
                Position now = position;
                if (now == Position.OPEN || (now == Position.UNANSWERED && !answers)) {
                    to.getOutputStream().write(buffer, 0, read);
                } else if (answers) {
                    lost.write(buffer, 0, read);
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
