package dev.switchboard.adapter.in.socket.socketio;

import io.socket.client.IO;
import io.socket.client.Manager;
import io.socket.client.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// The stock Java client and the events it got: the event's name and its arguments in JSON, binary
/// ones in hexadecimal digits.
final class StockJavaClient implements AutoCloseable {

    final Map<String, String> auth = new ConcurrentHashMap<>();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final List<Socket> sockets = new ArrayList<>();
    private final Manager manager;

    StockJavaClient(int port, String... transports) {
        IO.Options options = new IO.Options();
        options.transports = transports;
        options.reconnectionDelay = 10;
        options.reconnectionDelayMax = 50;
        options.auth = auth;
        this.manager = new Manager(URI.create("http://localhost:" + port), options);
    }

    /// Tries to join a namespace.
    Socket open(String namespace, String... events) {
        Socket socket = manager.socket(namespace, options());
        for (String event : events) {
            socket.on(event, args -> heard.add(line(event, args)));
        }
        socket.on(Socket.EVENT_CONNECT, args -> heard.add("connect"));
        socket.on(Socket.EVENT_CONNECT_ERROR, args -> heard.add(line("refused", args)));
        socket.on(Socket.EVENT_DISCONNECT, args -> heard.add(line("disconnect", args)));
        sockets.add(socket);
        return socket.connect();
    }

    /// Records the arguments of an ack.
    void acked(Object... args) {
        heard.add(line("ack", args));
    }

    String next() throws InterruptedException {
        String next = heard.poll(30, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came");
        }
        return next;
    }

    /// The next `count` events.
    String[] next(int count) throws InterruptedException {
        String[] lines = new String[count];
        for (int i = 0; i < count; i++) {
            lines[i] = next();
        }
        return lines;
    }

    /// Stops reconnecting by itself.
    void stay() {
        manager.reconnection(false);
    }

    @Override
    public void close() {
        stay();
        sockets.forEach(Socket::disconnect);
    }

    private IO.Options options() {
        IO.Options options = new IO.Options();
        options.auth = auth;
        return options;
    }

    private static String line(String event, Object... args) {
        return Arrays.stream(args)
                .map(StockJavaClient::readable)
                .collect(Collectors.joining(" ", event + " ", ""))
                .strip();
    }

    private static String readable(Object value) {
        return value instanceof byte[] bytes
                ? "<" + HexFormat.of().formatHex(bytes) + ">"
                : String.valueOf(value);
    }
}
