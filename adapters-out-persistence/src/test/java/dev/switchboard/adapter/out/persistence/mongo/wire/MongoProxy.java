package dev.switchboard.adapter.out.persistence.mongo.wire;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;

/// A proxy between drivers and a MongoDB server. It passes everything except commands with a fault,
/// and makes the server look like a single server or a replica set.
public final class MongoProxy implements AutoCloseable {

    /// What a server says of one write.
    private static final BsonDocument DONE =
            new BsonDocument("ok", new BsonDouble(1))
                    .append("n", new BsonInt32(1))
                    .append("nModified", new BsonInt32(1));

    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final RetryableWrites writes = new RetryableWrites();
    private final Faults faults = new Faults();
    private final Map<String, BsonDocument> answers = new ConcurrentHashMap<>();
    private final ServerSocket entrance;
    private final InetSocketAddress server;
    private final Pose pose;
    private volatile boolean inASet;
    private volatile CountDownLatch stalled = new CountDownLatch(0);

    private MongoProxy(ServerSocket entrance, InetSocketAddress server, Pose pose) {
        this.entrance = entrance;
        this.server = server;
        this.pose = pose;
    }

    public static MongoProxy before(InetSocketAddress server, Pose pose) {
        try {
            ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            MongoProxy proxy = new MongoProxy(entrance, server, pose);
            Thread.ofVirtual().start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Its address: host and port.
    public String address() {
        return "127.0.0.1:" + port();
    }

    public int port() {
        return entrance.getLocalPort();
    }

    public Faults faults() {
        return faults;
    }

    /// From now on the server seems to stand still, and callers wait. Their commands are executed
    /// when it goes on, whether they still wait or not.
    public synchronized void stall() {
        if (stalled.getCount() == 0) {
            stalled = new CountDownLatch(1);
        }
    }

    public synchronized void goOn() {
        stalled.countDown();
    }

    /// Resets all connections, as a network does that forgot them.
    public void cut() {
        sockets.forEach(MongoProxy::reset);
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (SocketException _) {
            // it is closed already
        }
        close(socket);
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException _) {
                // the connection is lost, as on a network
            }
        }
    }

    private void serve(Socket client) {
        sockets.add(client);
        try (client;
                Socket onward = new Socket(server.getAddress(), server.getPort())) {
            client.setTcpNoDelay(true);
            onward.setTcpNoDelay(true);
            Link link = new Link(client, onward);
            WireMessage request = WireMessage.readFrom(client.getInputStream());
            while (request != null && link.exchange(request)) {
                request = WireMessage.readFrom(client.getInputStream());
            }
        } catch (IOException _) {
            // one side is closed, so the other is closed too
        } finally {
            sockets.remove(client);
        }
    }

    private void passGate() {
        await(stalled::await);
    }

    private interface Wait {
        void end() throws InterruptedException;
    }

    private static void await(Wait wait) {
        try {
            wait.end();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// A driver's connection, and its counterpart to the server.
    private final class Link {

        private final Socket client;
        private final Socket onward;

        Link(Socket client, Socket onward) {
            this.client = client;
            this.onward = onward;
        }

        /// @return whether the connection goes on
        boolean exchange(WireMessage request) throws IOException {
            if (!request.wantsAnswer()) {
                onward.getOutputStream().write(request.bytes());
                return true;
            }
            passGate();
            Command command = Command.of(request);
            return switch (faults.next(command)) {
                case Fault.None _ -> answer(remembered(command, executed(request, command)));
                case Fault.Cut _ -> false;
                case Fault.LostReply _ -> {
                    executed(request, command);
                    yield false;
                }
                case Fault.Silence silence -> {
                    if (silence.executed()) {
                        executed(request, command);
                    }
                    untilItGivesUp();
                    yield false;
                }
                case Fault.Delay delay -> {
                    pause(delay.before());
                    WireMessage late = executed(request, command);
                    pause(delay.after());
                    yield answer(late);
                }
                case Fault.Held held -> {
                    held.hold().awaitRelease();
                    WireMessage late = executed(request, command);
                    held.hold().done(late.body());
                    yield answer(late);
                }
                case Fault.HeldAnswer held -> {
                    WireMessage early = executed(request, command);
                    held.hold().awaitRelease();
                    held.hold().done(early.body());
                    yield answer(early);
                }
                case Fault.Stale _ -> answer(WireMessage.answer(request, earlierAnswerTo(command)));
                case Fault.Pretended _ -> answer(WireMessage.answer(request, DONE));
                case Fault.Refused refused ->
                        answer(
                                WireMessage.answer(
                                        request, refused.refusal().answer(command.body())));
                case Fault.Unsafe unsafe -> {
                    WireMessage done = executed(request, command);
                    yield answer(done.withBody(unsafe.concern().mark(done.body())));
                }
            };
        }

        private WireMessage remembered(Command command, WireMessage answer) {
            if (command.reads()) {
                answers.put(question(command), answer.body());
            }
            return answer;
        }

        private BsonDocument earlierAnswerTo(Command command) {
            return Objects.requireNonNull(answers.get(question(command)), "never asked before");
        }

        private static String question(Command command) {
            return command.name() + " " + command.collection();
        }

        private void untilItGivesUp() throws IOException {
            // a driver that waits for an answer sends nothing else
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        }

        private WireMessage executed(WireMessage request, Command command) throws IOException {
            if (!command.greets()) {
                return pose == Pose.REPLICA_SET && !inASet
                        ? writes.once(request, this::ask)
                        : ask(request);
            }
            WireMessage greeting = ask(request);
            inASet = greeting.body().containsKey("setName");
            return greeting.withBody(pose.struck(greeting.body(), address()));
        }

        private WireMessage ask(WireMessage request) throws IOException {
            onward.getOutputStream().write(request.bytes());
            return WireMessage.answerFrom(onward.getInputStream());
        }

        private boolean answer(WireMessage answer) throws IOException {
            passGate();
            client.getOutputStream().write(answer.bytes());
            return true;
        }
    }

    private static void pause(Duration howLong) {
        LockSupport.parkNanos(howLong.toNanos());
    }

    @Override
    public void close() {
        close(entrance);
        cut();
        goOn();
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
