package dev.switchboard.simulators.pbx;

import dev.switchboard.simulators.hub.HubLine;
import dev.switchboard.simulators.script.BadScriptException;
import dev.switchboard.simulators.script.CallLog;
import dev.switchboard.simulators.script.CallbackResult;
import dev.switchboard.simulators.script.SimulatorJson;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import tools.jackson.databind.node.ObjectNode;

/// The exchange of one organisation: its telephones and their reports to the hub.
final class Pbx {

    static final long FIRST_USER = 1001;

    private static final List<String> NAMES =
            List.of(
                    "Ada", "Ben", "Cleo", "Dan", "Ella", "Finn", "Gwen", "Hugo", "Iris", "Jack",
                    "Kim", "Leo", "Mia", "Noah", "Olga", "Paul", "Quinn", "Rosa", "Sam", "Tess",
                    "Uma", "Vera", "Will", "Xena", "Yan", "Zoe", "Alma", "Bo", "Carl", "Dora",
                    "Eli", "Fay", "Gil", "Hana", "Ivo", "June", "Kai", "Lena", "Max", "Nina");
    private static final List<String> MALFORMED =
            List.of(
                    "{",
                    "[]",
                    "{\"userId\":\"x\"}",
                    "{\"userId\":1,\"userId\":2}",
                    "{\"userId\":%d,\"presence\":\"SLEEPING\"}",
                    "{\"userId\":%d,\"presence\":\"RINGING\",\"callChannelUUID\":\"none\"}");

    private static final Executor AT_ONCE = new VirtualThreadTaskExecutor("pbx-");

    private final PbxAccount account;
    private final HubLine line;
    private final CallLog log;
    private final List<Extension> extensions;

    /// Seeded, so that each run is the same.
    private final RandomGenerator chance = RandomGeneratorFactory.of("SplittableRandom").create(7);

    private final AtomicLong keys;

    Pbx(PbxAccount account, HubLine line, CallLog log, Clock clock) {
        this.account = account;
        this.line = line;
        this.log = log;
        // Greater than any report of an earlier exchange.
        long sourceSeq = clock.millis() * 1000;
        this.keys = new AtomicLong(sourceSeq);
        this.extensions =
                IntStream.range(0, account.users())
                        .mapToObj(i -> new Extension(FIRST_USER + i, nameOf(i), sourceSeq))
                        .toList();
    }

    private static String nameOf(int i) {
        String name = NAMES.get(i % NAMES.size());
        return i < NAMES.size() ? name : name + " " + (i / NAMES.size() + 1);
    }

    List<Extension> extensions() {
        return extensions;
    }

    /// Registers its users with the hub, adds them to their group, and reports each as free with
    /// nothing unread.
    ///
    /// @throws BadScriptException if the hub refuses
    void open() {
        for (Extension extension : extensions) {
            String name = SimulatorJson.MAPPER.writeValueAsString(Map.of("name", extension.name()));
            accepted(call("PUT", path(extension), name));
            if (account.group() != null) {
                String member =
                        "/user-group/%d/user/%d".formatted(account.group(), extension.user());
                accepted(call("PUT", organisation() + member, ""));
            }
            accepted(report(extension, extension.report()));
            accepted(call("POST", path(extension) + "/unread", "{\"set\":0}"));
        }
    }

    private static void accepted(CallbackResult result) {
        Integer status = result.status();
        if (status == null || status >= 300) {
            throw new BadScriptException(
                    "The hub refused %s: %s %s"
                            .formatted(result.sessionId(), status, result.body()));
        }
    }

    /// Plays an event.
    ///
    /// @return the hub's answers to its reports, in order
    List<CallbackResult> play(PbxEvent event) {
        Extension extension = find(event.user());
        synchronized (extension) {
            return switch (event.deed()) {
                case RING -> {
                    extension.ring(event.direction());
                    yield List.of(report(extension, extension.report()));
                }
                case ANSWER -> talk(extension, "ANSWERED");
                case BRIDGE -> talk(extension, "BRIDGED");
                case HANGUP -> {
                    extension.hangUp();
                    yield List.of(report(extension, extension.report()));
                }
                case CYCLE -> cycle(extension);
                case AVAILABILITY -> {
                    extension.choose(event.state());
                    yield List.of(report(extension, extension.report()));
                }
                case UNREAD -> unread(extension, event.count());
                case BURST -> burst(extension, event.count());
                case DUPLICATE -> {
                    ObjectNode report = extension.report();
                    yield IntStream.rangeClosed(0, event.count())
                            .mapToObj(_ -> report(extension, report))
                            .toList();
                }
                case REVERSED -> reversed(extension);
                case SILENCE -> {
                    extension.ring(event.direction());
                    ObjectNode last = extension.report().put("expiresInSeconds", event.seconds());
                    yield List.of(report(extension, last));
                }
                case FOREIGN -> {
                    yield List.of(
                            call(
                                    "PUT",
                                    "/v1/organisation/%s/user/%d/presence"
                                            .formatted(event.organisation(), extension.user()),
                                    extension.report().toString()));
                }
                case MALFORMED ->
                        MALFORMED.stream()
                                .map(body -> body.formatted(extension.user()))
                                .map(body -> call("PUT", presence(extension), body))
                                .toList();
            };
        }
    }

    /// Plays a plausible random event: calls ring, go on and end, people take a break and return,
    /// messages arrive.
    void playAnything() {
        Extension extension = extensions.get(chance.nextInt(extensions.size()));
        long user = extension.user();
        int dice = chance.nextInt(10);
        play(
                switch (extension.call().state()) {
                    case "RINGING" ->
                            PbxEvent.of(
                                    dice < 8 ? PbxEvent.Deed.ANSWER : PbxEvent.Deed.HANGUP, user);
                    case "ANSWERED" -> PbxEvent.of(PbxEvent.Deed.BRIDGE, user);
                    case "BRIDGED" -> PbxEvent.of(PbxEvent.Deed.HANGUP, user);
                    default -> idle(dice, user);
                });
    }

    private PbxEvent idle(int dice, long user) {
        String direction = dice % 2 == 0 ? "Inbound" : "Outbound";
        return switch (dice) {
            case 0, 1 -> PbxEvent.of(PbxEvent.Deed.UNREAD, user);
            case 2, 3, 4 -> {
                int state = List.of(1, 1, 1, 2, 4).get(chance.nextInt(5));
                yield new PbxEvent(PbxEvent.Deed.AVAILABILITY, user, null, state, 0, 0, null);
            }
            default -> new PbxEvent(PbxEvent.Deed.RING, user, direction, 0, 0, 0, null);
        };
    }

    private List<CallbackResult> talk(Extension extension, String talking) {
        extension.talk(talking);
        return List.of(report(extension, extension.report()));
    }

    private List<CallbackResult> cycle(Extension extension) {
        List<CallbackResult> results = new ArrayList<>();
        extension.ring(null);
        results.add(report(extension, extension.report()));
        results.addAll(talk(extension, "ANSWERED"));
        results.addAll(talk(extension, "BRIDGED"));
        extension.hangUp();
        results.add(report(extension, extension.report()));
        return results;
    }

    private List<CallbackResult> unread(Extension extension, int count) {
        String path = path(extension) + "/unread";
        String body = "{\"increment\":%d}".formatted(count);
        String key = "pbx-" + keys.incrementAndGet();
        return List.of(line.call(log, "POST", path, body, "Idempotency-Key", key));
    }

    private List<CallbackResult> burst(Extension extension, int count) {
        List<ObjectNode> reports = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            extension.ring(null);
            reports.add(extension.report());
            extension.hangUp();
            reports.add(extension.report());
        }
        List<CompletableFuture<CallbackResult>> sent =
                reports.stream()
                        .map(report ->
                                CompletableFuture.supplyAsync(
                                        () -> report(extension, report), AT_ONCE))
                        .toList();
        return sent.stream().map(CompletableFuture::join).toList();
    }

    private List<CallbackResult> reversed(Extension extension) {
        extension.ring(null);
        ObjectNode first = extension.report();
        extension.talk("ANSWERED");
        ObjectNode second = extension.report();
        return Stream.of(second, first).map(report -> report(extension, report)).toList();
    }

    private Extension find(@Nullable Long user) {
        if (user == null) {
            return extensions.getFirst();
        }
        return extensions.stream()
                .filter(extension -> extension.user() == user)
                .findFirst()
                .orElseThrow(() -> new BadScriptException("There is no user " + user));
    }

    private CallbackResult report(Extension extension, ObjectNode report) {
        return call("PUT", presence(extension), report.toString());
    }

    private CallbackResult call(String method, String path, String body) {
        return line.call(log, method, path, body);
    }

    private String presence(Extension extension) {
        return path(extension) + "/presence";
    }

    private String path(Extension extension) {
        return organisation() + "/user/" + extension.user();
    }

    private String organisation() {
        return "/v1/organisation/" + account.organisation();
    }
}
