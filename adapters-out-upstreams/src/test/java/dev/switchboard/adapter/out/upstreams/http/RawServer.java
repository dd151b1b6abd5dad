package dev.switchboard.adapter.out.upstreams.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A server below HTTP, for peers that misbehave.
public final class RawServer implements AutoCloseable {

    /// The reaction to a complete request on a connection.
    @FunctionalInterface
    public interface Reaction {

        void on(Connection connection) throws IOException;
    }

    /// More callers than any test has: a caller that finds the queue full retries after a second.
    private static final int CALLERS_AT_ONCE = 1000;

    private final ServerSocket server;
    private final Reaction reaction;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final Queue<String> heads = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final Thread acceptor = Thread.ofVirtual().unstarted(this::acceptAll);

    private RawServer(ServerSocket server, Reaction reaction) {
        this.server = server;
        this.reaction = reaction;
    }

    public static RawServer reacting(Reaction reaction) {
        return reacting(InetAddress.ofLiteral("127.0.0.1"), reaction);
    }

    public static RawServer reacting(InetAddress address, Reaction reaction) {
        try {
            ServerSocket server = new ServerSocket();
            server.bind(new InetSocketAddress(address, 0), CALLERS_AT_ONCE);
            RawServer raw = new RawServer(server, reaction);
            raw.acceptor.start();
            return raw;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Answers every request with this text.
    public static RawServer answering(String text) {
        return reacting(connection -> connection.write(text));
    }

    public int port() {
        return server.getLocalPort();
    }

    /// The heads of the requests so far, in order.
    public Queue<String> heads() {
        return heads;
    }

    public int connections() {
        return connections.get();
    }

    private void acceptAll() {
        try {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                sockets.add(socket);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (readRequest(in)) {
                reaction.on(new Connection(socket, in, closed));
            }
        } catch (IOException _) {
            // the client closed it, as expected
        }
    }

    private boolean readRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                return false;
            }
            head.append((char) c);
        }
        heads.add(head.toString());
        in.readNBytes(contentLength(head.toString()));
        return true;
    }

    private static int contentLength(String head) {
        return head.lines()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .filter(line -> line.startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }

    /// Stops listening.
    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
        try {
            // the port is open until the virtual thread that accepts has noticed
            acceptor.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /// One client's connection.
    public record Connection(Socket socket, InputStream in, CountDownLatch serverClosed) {

        public void write(String text) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        /// Sends nothing until the client closes the connection.
        public void hang() throws IOException {
            in.transferTo(OutputStream.nullOutputStream());
        }

        /// Writes `piece` again and again until one side closes the connection.
        ///
        /// @param pauseMillis between two pieces; 0 for no pause
        public void writeForever(String piece, long pauseMillis) throws IOException {
            while (!over(pauseMillis)) {
                write(piece);
            }
        }

        private boolean over(long pauseMillis) {
            try {
                return serverClosed.await(pauseMillis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return true;
            }
        }

        /// Resets the connection.
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }
}
