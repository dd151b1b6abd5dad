package dev.switchboard.bootstrap.e2e.sockets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Callers without credentials who attack the hub. Each address tries every [Attack] in a separate
/// loop, and keeps its latest connections open.
final class Strangers implements AutoCloseable {

    private static final int KEPT = 30;
    private static final int TO_ANSWER_MILLIS = 2_000;
    private static final int MANY = 1_000_000;

    private enum Attack {
        UNFINISHED_CHUNKS,
        UNFINISHED_BODY,
        HANDSHAKES_WITH_HEADERS,
        JOINED_SOCKETS,
        EMPTY_FRAGMENTS,
        SLOW_READERS,
        LOG_INS,
        TOKENS,
        JSON_BOMBS
    }

    private final int port;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Attack, LongAdder> tries = new EnumMap<>(Attack.class);
    private volatile boolean over;

    Strangers(int port) {
        this.port = port;
        chosen().forEach(attack -> tries.put(attack, new LongAdder()));
    }

    private static Stream<Attack> chosen() {
        String names = System.getProperty("switchboard.strangers-attacks", "");
        return names.isEmpty()
                ? Stream.of(Attack.values())
                : Stream.of(names.split(",")).map(Attack::valueOf);
    }

    /// Begins all attacks from one address of this machine.
    ///
    /// @param pause between two tries of the same attack
    void attack(String address, Duration pause) {
        tries.forEach(
                (attack, count) -> threads.execute(() -> attack(attack, count, address, pause)));
    }

    /// How often each attack was tried.
    String summary() {
        return tries.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private void attack(Attack attack, LongAdder count, String address, Duration pause) {
        Deque<Socket> kept = new ArrayDeque<>();
        while (!over) {
            count.increment();
            try {
                Socket socket = connect(address);
                kept.add(socket);
                attempt(attack, socket);
            } catch (IOException _) {
                // refused or closed, which the hub may do
            }
            if (kept.size() > KEPT) {
                close(kept.remove());
            }
            LockSupport.parkNanos(pause.toNanos());
        }
        kept.forEach(Strangers::close);
    }

    private Socket connect(String address) throws IOException {
        Socket socket =
                new Socket(
                        InetAddress.ofLiteral("127.0.0.1"),
                        port,
                        InetAddress.ofLiteral(address),
                        0);
        socket.setSoTimeout(TO_ANSWER_MILLIS);
        return socket;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // closed by the other side already
        }
    }

    private static void attempt(Attack attack, Socket socket) throws IOException {
        switch (attack) {
            case UNFINISHED_CHUNKS ->
                    send(
                            socket,
                            "POST /nowhere HTTP/1.1\r\nHost: hub\r\nTransfer-Encoding: chunked\r\n\r\n"
                                    + Integer.toHexString(MANY)
                                    + "\r\n"
                                    + "x".repeat(MANY)
                                    + "\r\n");
            case UNFINISHED_BODY ->
                    send(
                            socket,
                            "POST /webhook/netomi HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: "
                                    + MANY
                                    + "\r\n\r\n"
                                    + "x".repeat(MANY - 1));
            case HANDSHAKES_WITH_HEADERS -> handshakes(socket);
            case JOINED_SOCKETS -> join(socket);
            case EMPTY_FRAGMENTS -> {
                join(socket);
                socket.getOutputStream().write(fragments());
            }
            case SLOW_READERS -> {
                for (int i = 0; i < 20; i++) {
                    send(socket, "GET /v3/api-docs HTTP/1.1\r\nHost: hub\r\n\r\n");
                }
            }
            case LOG_INS ->
                    ask(
                            socket,
                            "/v1/authenticate",
                            "",
                            "{\"username\":\"admin\",\"password\":\"not-the-password\"}");
            case TOKENS ->
                    ask(
                            socket,
                            "/v1/channels",
                            "Authorization: Bearer eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.a.b.c.d\r\n",
                            "{}");
            case JSON_BOMBS -> {
                ask(socket, "/api/netomi/process-message", "", "[".repeat(30_000));
                ask(socket, "/api/netomi/process-message", "", "{\"messageData\":1e999999999}");
            }
        }
    }

    private static void handshakes(Socket socket) throws IOException {
        String padding = "X-Padding: " + "x".repeat(3_500) + "\r\n";
        for (int i = 0; i < 5; i++) {
            send(
                    socket,
                    "GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: hub\r\n"
                            + padding
                            + "\r\n");
            String answer = read(socket);
            int at = answer.indexOf("\"sid\":\"");
            if (at < 0) {
                return;
            }
            String sid = answer.substring(at + 7, answer.indexOf('"', at + 7));
            ask(socket, "/socket.io/?EIO=4&transport=polling&sid=" + sid, "", "40");
        }
    }

    private static void join(Socket socket) throws IOException {
        send(
                socket,
                """
                GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r
                Host: hub\r
                Connection: Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
                \r
                """);
        socket.getOutputStream().write(new byte[] {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, '4', '0'});
        read(socket);
    }

    private static byte[] fragments() {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        frames.writeBytes(new byte[] {0x01, (byte) 0x80, 0, 0, 0, 0});
        for (int i = 0; i < 20_000; i++) {
            frames.writeBytes(new byte[] {0x00, (byte) 0x80, 0, 0, 0, 0});
        }
        return frames.toByteArray();
    }

    private static void ask(Socket socket, String path, String headers, String body)
            throws IOException {
        send(
                socket,
                "POST %s HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n%s"
                        .formatted(path, headers, body.length(), body));
        read(socket);
    }

    private static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(ISO_8859_1));
        out.flush();
    }

    private static String read(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] answer = new byte[8_192];
        int length = in.read(answer);
        return length < 0 ? "" : new String(answer, 0, length, ISO_8859_1);
    }

    @Override
    public void close() {
        over = true;
        threads.shutdownNow();
        threads.close();
    }
}
