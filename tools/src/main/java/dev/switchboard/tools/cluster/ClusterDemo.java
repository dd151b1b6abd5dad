package dev.switchboard.tools.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Two hubs share one MongoDB. Users send texts to either of them, and a channel counts what
/// arrives. A spectator may kill a hub and sees that nothing is missing.
///
/// - `PORT`: of the first hub, 8000. The second one has the tenth port above it
/// - `SWITCHBOARD_MONGODB_URI`: an empty database; without it, mongo-java-server in this process
/// - `DEMO_ONCE=1`: kills the second hub, starts it again, and ends; the status is 1 if a text is
///   missing, or out of order
public final class ClusterDemo {

    private static final int USERS = 12;
    private static final int PARTITIONS = 1024;
    private static final String CHANNEL = "shop";
    private static final Pattern TEXT =
            Pattern.compile("(?s)(?=.*\"session_id\":\"([^\"]+)\").*\"text\":\"(\\d+)\"");
    private static final Duration TO_START = Duration.ofMinutes(3);
    private static final Duration BETWEEN_TEXTS = Duration.ofMillis(600);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(2);
    private static final Duration A_WHILE = Duration.ofSeconds(6);

    private final Tally tally = new Tally();
    private final String password = random(24);
    private final List<Member> hubs;
    private final List<Thread> users = new ArrayList<>();
    private volatile String token = "";
    private volatile boolean ending;

    private ClusterDemo(List<String> command, Path directory, String mongo, HttpServer channel) {
        Map<String, String> settings =
                Map.of(
                        "SWITCHBOARD_MONGODB_URI",
                        mongo,
                        "SWITCHBOARD_CLUSTER",
                        "true",
                        "SWITCHBOARD_MASTER_KEY",
                        random(32),
                        "SWITCHBOARD_ADMIN_PASSWORD",
                        password,
                        "SWITCHBOARD_EGRESS_ALLOW",
                        "127.0.0.1");
        int first = Integer.parseInt(System.getenv().getOrDefault("PORT", "8000"));
        this.hubs =
                IntStream.of(first, first + 10)
                        .mapToObj(port -> new Member(port, directory, command, settings))
                        .toList();
        channel.createContext("/", this::hear);
    }

    private static String random(int bytes) {
        byte[] some = new byte[bytes];
        new SecureRandom().nextBytes(some);
        return Base64.getEncoder().encodeToString(some);
    }

    /// @param arguments the jar of the hub
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("switchboard-cluster");
        // a copy, because a build meanwhile would take classes away that are not loaded yet
        Path jar = Files.copy(Path.of(arguments[0]), directory.resolve("switchboard.jar"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        HttpServer channel =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        channel.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        List<String> command = List.of(java, "-Xmx512m", "-jar", jar.toString());
        ClusterDemo demo = new ClusterDemo(command, directory, mongo(), channel);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> demo.leaveNothing(directory)));
        channel.start();
        demo.begin("http://127.0.0.1:%d/".formatted(channel.getAddress().getPort()));
        if ("1".equals(System.getenv("DEMO_ONCE"))) {
            demo.killOne();
        } else {
            demo.obey();
        }
        System.exit(demo.end() ? 0 : 1);
    }

    private void leaveNothing(Path directory) {
        hubs.forEach(Member::kill);
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            say("Not everything was removed of " + directory + ": " + e.getMessage());
        }
    }

    private static String mongo() {
        String given = System.getenv().getOrDefault("SWITCHBOARD_MONGODB_URI", "");
        if (!given.isBlank()) {
            return given;
        }
        say("The database is mongo-java-server, in the memory of this process.");
        InetSocketAddress address = new MongoServer(new MemoryBackend()).bind();
        return "mongodb://127.0.0.1:%d/switchboard".formatted(address.getPort());
    }

    private static void say(String line) {
        System.out.println(line);
    }

    private void begin(String channel) throws IOException, InterruptedException {
        for (Member hub : hubs) {
            say("Starting a hub at " + hub.url() + ", log " + hub.log());
            hub.start();
        }
        await(this::logsIn);
        await(() -> hubs.stream().allMatch(hub -> hub.owned(token) > PARTITIONS / 3));
        String registration =
                "{\"channel_id\":\"%s\",\"channel_metadata\":{\"endpoint_url\":\"%s\"}}"
                        .formatted(CHANNEL, channel);
        hubs.getFirst().ask("/channel", token, registration);
        for (int i = 1; i <= USERS; i++) {
            String user = "user-" + i;
            users.add(Thread.ofVirtual().start(() -> write(user)));
        }
        Thread.ofVirtual().start(this::report);
        say(
                "%d users write to either hub, and channel '%s' counts what arrives."
                        .formatted(USERS, CHANNEL));
    }

    private boolean logsIn() {
        token = hubs.getFirst().token("admin", password).orElse("");
        return !token.isEmpty();
    }

    private void await(BooleanSupplier done) throws InterruptedException {
        long end = System.nanoTime() + TO_START.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > end || hubs.stream().noneMatch(Member::isRunning)) {
                throw new IllegalStateException("A hub does not get ready: look at its log");
            }
            Thread.sleep(BETWEEN_TRIES);
        }
    }

    /// A user sends the next text when a hub has acknowledged the last one.
    private void write(String user) {
        for (int number = 1; !ending; number++) {
            while (!isTaken(user, number)) {
                pause(BETWEEN_TRIES);
            }
            tally.acknowledged(user, number);
            pause(
                    BETWEEN_TEXTS
                            .multipliedBy(ThreadLocalRandom.current().nextInt(50, 150))
                            .dividedBy(100));
        }
    }

    private boolean isTaken(String user, int number) {
        String message =
                "{\"channel_id\":\"%s\",\"session_id\":\"%s\",\"message\":{\"text\":\"%d\"}}"
                        .formatted(CHANNEL, user, number);
        Member hub = hubs.get(ThreadLocalRandom.current().nextInt(hubs.size()));
        Optional<HttpResponse<String>> answer =
                hub.ask(
                        "/channel/message",
                        token,
                        message,
                        "Prefer",
                        "respond-async",
                        "Idempotency-Key",
                        user + "/" + number);
        return answer.filter(it -> it.statusCode() / 100 == 2).isPresent();
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void hear(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Matcher text = TEXT.matcher(new String(body, StandardCharsets.UTF_8));
            if (text.find()) {
                tally.arrived(text.group(1), Integer.parseInt(text.group(2)));
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
        }
    }

    private void report() {
        say("");
        say("acknowledged   arrived   waiting   repeated   out of order   owned by hub 1, hub 2");
        while (!ending) {
            line();
            pause(BETWEEN_LINES);
        }
    }

    private void line() {
        Tally.Count count = tally.count();
        say(
                "%12d %9d %9d %10d %14d %12s %12s"
                        .formatted(
                                count.acknowledged(),
                                count.arrived(),
                                count.waiting(),
                                count.repeated(),
                                count.outOfOrder(),
                                state(hubs.getFirst()),
                                state(hubs.getLast())));
    }

    private String state(Member hub) {
        return hub.isRunning() ? "" + hub.owned(token) : "down";
    }

    /// Obeys the keyboard until its end.
    private void obey() throws IOException {
        say("1 and Enter kills the first hub, or starts it again; 2 the second; q ends.");
        var keyboard = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line = keyboard.readLine();
        while (line != null && !line.equals("q")) {
            if (line.matches("[12]")) {
                turn(hubs.get(Integer.parseInt(line) - 1));
            }
            line = keyboard.readLine();
        }
    }

    private static void turn(Member hub) throws IOException {
        if (hub.isRunning()) {
            say("kill -9 " + hub.url());
            hub.kill();
        } else {
            say("Starting " + hub.url());
            hub.start();
        }
    }

    private void killOne() throws IOException, InterruptedException {
        pause(A_WHILE);
        turn(hubs.getLast());
        await(() -> hubs.getFirst().owned(token) == PARTITIONS);
        pause(A_WHILE);
        turn(hubs.getLast());
        await(() -> hubs.getLast().owned(token) > PARTITIONS / 3);
        pause(A_WHILE);
    }

    /// @return whether each acknowledged text has arrived, in its place
    private boolean end() throws IOException, InterruptedException {
        ending = true;
        for (Member hub : hubs) {
            hub.start();
        }
        for (Thread user : users) {
            user.join();
        }
        await(() -> tally.count().waiting() == 0);
        line();
        Tally.Count count = tally.count();
        say(
                "%d texts were acknowledged. Missing: 0. Out of order: %d. Calls that were repeated: %d."
                        .formatted(count.acknowledged(), count.outOfOrder(), count.repeated()));
        return count.outOfOrder() == 0;
    }
}
