package dev.switchboard.application.fakes;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.github.fppt.jedismock.RedisServer;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/// A server for hints: `redis-server` or `valkey-server` if there is one on the path, else a
/// stand-in within this process.
public abstract sealed class TestRedis implements AutoCloseable {

    static final Duration SOON = Duration.ofMinutes(1);

    private static final int TRIES = 20;

    private TestRedis() {}

    public static TestRedis start() {
        return program().<TestRedis>map(_ -> real(_ -> List.of())).orElseGet(StandIn::new);
    }

    /// A real one with further options.
    ///
    /// @param options for the port that it gets
    static TestRedis real(IntFunction<List<String>> options) {
        return new Real("redis", Real.READY, port -> withoutFiles(port, options.apply(port)));
    }

    /// A real one that speaks nothing but TLS.
    ///
    /// @param certificate what it shows, as text
    public static TestRedis encrypted(Path certificate, Path key) {
        return new Real(
                "rediss", Real.READY, port -> withoutFiles(0, overTls(port, certificate, key)));
    }

    /// A process that watches real ones.
    ///
    /// @param settings for the port that it gets, the file in which it keeps what it knows
    static TestRedis sentinel(IntFunction<Path> settings) {
        return new Real(
                "redis-sentinel",
                "+monitor master",
                port -> List.of(settings.apply(port).toString(), "--sentinel"));
    }

    private static List<String> withoutFiles(int port, List<String> options) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "--port",
                                Integer.toString(port),
                                "--bind",
                                "127.0.0.1",
                                "--save",
                                "",
                                "--appendonly",
                                "no",
                                "--repl-diskless-load",
                                "on-empty-db",
                                "--dir",
                                System.getProperty("java.io.tmpdir")));
        all.addAll(options);
        return all;
    }

    private static List<String> overTls(int port, Path certificate, Path key) {
        return List.of(
                "--tls-port",
                Integer.toString(port),
                "--tls-cert-file",
                certificate.toString(),
                "--tls-key-file",
                key.toString(),
                "--tls-auth-clients",
                "no");
    }

    /// Whether there is a real one here that was built with TLS.
    public static boolean speaksTls() {
        return program().filter(TestRedis::asksForACertificate).isPresent();
    }

    private static boolean asksForACertificate(String program) {
        try {
            Process process =
                    new ProcessBuilder(program, "--port", "0", "--tls-port", "1")
                            .redirectErrorStream(true)
                            .start();
            return process.inputReader().lines().toList().toString().contains("tls-cert-file");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether there is a real one here.
    public static boolean isReal() {
        return program().isPresent();
    }

    private static Optional<String> program() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder ->
                        Stream.of("redis-server", "valkey-server")
                                .map(name -> new File(folder, name)))
                .filter(File::canExecute)
                .map(File::getPath)
                .findFirst();
    }

    abstract int port();

    String scheme() {
        return "redis";
    }

    public URI uri() {
        return URI.create(scheme() + "://127.0.0.1:" + port());
    }

    /// Ends it without a word. It can be [started again][#restart] at the same port.
    public abstract void kill();

    public abstract void restart();

    /// Stops it for a while, with its connections. Only a real one can do that.
    public abstract void freeze();

    public abstract void resume();

    /// Gives it a command that answers with one value, such as `FLUSHALL`.
    ///
    /// @param words without spaces in them
    /// @return a line as it comes, or the text that its length comes before
    public String command(String... words) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            OutputStream out = socket.getOutputStream();
            out.write((String.join(" ", words) + "\r\n").getBytes(US_ASCII));
            out.flush();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            String line = in.readLine();
            if (line == null) {
                throw new EOFException("no answer");
            }
            return line.startsWith("$") ? text(in, Integer.parseInt(line.substring(1))) : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits until it says this of itself. It may cut the connection meanwhile: sentinels do so to
    /// clients of a server that they demote.
    void await(String section, String fact) {
        Awaitility.await()
                .atMost(SOON)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(() -> command("INFO", section).contains(fact));
    }

    /// Waits until it is a master.
    public void awaitMaster() {
        await("replication", "role:master");
    }

    /// Waits until it has what its master has, and could take over.
    public void awaitReplica() {
        await("replication", "master_link_status:up");
    }

    private static String text(Reader in, int length) throws IOException {
        char[] text = new char[length];
        int read = 0;
        while (read < length) {
            int more = in.read(text, read, length - read);
            if (more < 0) {
                throw new EOFException("half an answer");
            }
            read += more;
        }
        return new String(text);
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }

    private static final class Real extends TestRedis {

        private static final String READY = "Ready to accept connections";

        private final String scheme;
        private final String ready;
        private final IntFunction<List<String>> arguments;
        private final int port;
        private Process process;

        /// @param ready a part of the line that it writes when it can be asked
        /// @param arguments for its port
        Real(String scheme, String ready, IntFunction<List<String>> arguments) {
            this.scheme = scheme;
            this.ready = ready;
            this.arguments = arguments;
            for (int i = 1; ; i++) {
                int free = freePort();
                Optional<Process> started = started(free);
                if (started.isPresent()) {
                    this.port = free;
                    this.process = started.get();
                    return;
                }
                if (i == TRIES) {
                    throw new IllegalStateException("no Redis starts: " + arguments.apply(free));
                }
            }
        }

        /// Empty if another process took the port meanwhile.
        private Optional<Process> started(int at) {
            List<String> command = new ArrayList<>(List.of(program().orElseThrow()));
            command.addAll(arguments.apply(at));
            ProcessBuilder builder = new ProcessBuilder(command);
            try {
                Process begun = builder.redirectErrorStream(true).start();
                BufferedReader log = begun.inputReader();
                for (String line = log.readLine(); line != null; line = log.readLine()) {
                    if (line.contains(ready)) {
                        Thread.ofVirtual().start(() -> log.lines().forEach(_ -> {}));
                        return Optional.of(begun);
                    }
                }
                return Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        int port() {
            return port;
        }

        @Override
        String scheme() {
            return scheme;
        }

        @Override
        public void kill() {
            process.destroyForcibly();
            try {
                process.waitFor(10, SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void restart() {
            process = started(port).orElseThrow();
        }

        @Override
        public void freeze() {
            ProcessSignal.STOP.send(process);
        }

        @Override
        public void resume() {
            ProcessSignal.CONT.send(process);
        }
    }

    private static final class StandIn extends TestRedis {

        private final int port;
        private RedisServer server;

        StandIn() {
            this.server = begun(new RedisServer());
            this.port = server.getBindPort();
        }

        private static RedisServer begun(RedisServer server) {
            try {
                return server.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        int port() {
            return port;
        }

        @Override
        public void kill() {
            try {
                server.stop();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void restart() {
            server = begun(new RedisServer(port));
        }

        @Override
        public void freeze() {
            throw new UnsupportedOperationException("A stand-in cannot be stopped");
        }

        @Override
        public void resume() {
            throw new UnsupportedOperationException("A stand-in cannot be stopped");
        }
    }
}
