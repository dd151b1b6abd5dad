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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/// A server for hints: `redis-server` or `valkey-server` if there is one on the path, else a
/// stand-in within this process.
public abstract sealed class TestRedis implements AutoCloseable {

    private static final int TRIES = 20;

    private TestRedis() {}

    public static TestRedis start() {
        return program()
                .<TestRedis>map(program -> new Real(program, _ -> List.of()))
                .orElseGet(StandIn::new);
    }

    /// A real one with further options.
    ///
    /// @param options for the port that it gets
    static TestRedis real(IntFunction<List<String>> options) {
        return new Real(program().orElseThrow(), options);
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

    public URI uri() {
        return URI.create("redis://127.0.0.1:" + port());
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
            return line.startsWith("$") ? text(in, Integer.parseInt(line.substring(1))) : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

        private final String program;
        private final IntFunction<List<String>> options;
        private final int port;
        private Process process;

        Real(String program, IntFunction<List<String>> options) {
            this.program = program;
            this.options = options;
            for (int i = 1; ; i++) {
                int free = freePort();
                Optional<Process> started = started(free);
                if (started.isPresent()) {
                    this.port = free;
                    this.process = started.get();
                    return;
                }
                if (i == TRIES) {
                    throw new IllegalStateException(program + " does not start");
                }
            }
        }

        /// Empty if another process took the port meanwhile.
        private Optional<Process> started(int at) {
            List<String> command =
                    new ArrayList<>(
                            List.of(
                                    program,
                                    "--port",
                                    Integer.toString(at),
                                    "--bind",
                                    "127.0.0.1",
                                    "--save",
                                    "",
                                    "--appendonly",
                                    "no",
                                    "--dir",
                                    System.getProperty("java.io.tmpdir")));
            command.addAll(options.apply(at));
            ProcessBuilder builder = new ProcessBuilder(command);
            try {
                Process begun = builder.redirectErrorStream(true).start();
                BufferedReader log = begun.inputReader();
                for (String line = log.readLine(); line != null; line = log.readLine()) {
                    if (line.contains("Ready to accept connections")) {
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
