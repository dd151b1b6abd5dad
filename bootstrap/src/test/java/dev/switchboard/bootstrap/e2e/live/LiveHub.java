package dev.switchboard.bootstrap.e2e.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.service.cluster.Owners;
import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.HubProcess;
import dev.switchboard.bootstrap.e2e.HubProgram;
import dev.switchboard.bootstrap.e2e.QuickStart;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.simulators.SimulatorServer;
import dev.switchboard.simulators.SimulatorsConfiguration;
import dev.switchboard.simulators.netomi.HubWebhook;
import dev.switchboard.simulators.pega.PegaAccount;
import dev.switchboard.simulators.salesforce.SimulatedSalesforce;
import dev.switchboard.simulators.script.RecordedCall;
import dev.switchboard.simulators.script.ScriptedUpstream;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A hub with the customer's page, and its bot and desk. These run outside of it, so they stay when
/// it dies.
///
/// It may have twins with which it shares a MongoDB. Then every request, page and phone goes to one
/// of them at random, and the bot and the desk call the last one.
public final class LiveHub implements AutoCloseable {

    public static final String WEBHOOK_TOKEN = "the-bots-own-webhook-token";
    public static final String OLDER_WEBHOOK_TOKEN = "the-bots-older-webhook-token";
    public static final String WEBHOOK_SECRET = "the-bots-own-signature-secret";
    public static final String DESK_CONNECTION = "desk-connection";
    public static final String DESK_SECRET = "the-desks-own-secret-of-32-bytes";

    public static final String ADMIN_PASSWORD = "the-admins-own-password";
    private static final String RESUME = "X-Switchboard-Resume";
    private static final int PARTITIONS = 1024;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final SimulatorServer simulators;
    private final List<HubProcess> processes;
    private final HubClient stranger;
    private volatile HubClient admin;

    private LiveHub(SimulatorServer simulators, List<HubProcess> processes) {
        this.simulators = simulators;
        this.processes = processes;
        this.stranger =
                HubClient.strangerAt(processes.stream().map(HubProcess::url).toArray(URI[]::new));
        this.admin = logIn();
    }

    private HubClient logIn() {
        return stranger.logIn("admin", ADMIN_PASSWORD);
    }

    /// A log-in lasts an hour; longer runs need another one.
    public void renewAdmin() {
        admin = logIn();
    }

    /// @param settings additional environment variables of the hub
    public static LiveHub open(Path directory, Map<String, String> settings) {
        return open(directory, settings, "[]");
    }

    /// @param steps the bot's script from the hub's start on, see [#scriptBot]
    /// @param options for Java, after those of every test's hub
    public static LiveHub open(
            Path directory, Map<String, String> settings, String steps, String... options) {
        return open(
                withSimulators(QuickStart.on(settings, prepared(options))),
                directory,
                settings,
                steps);
    }

    /// @param program with the class path of the simulators, in which the settings of the demo are
    public static LiveHub of(HubProgram program, Path directory, Map<String, String> settings) {
        return open(program, directory, settings, "[]");
    }

    private static HubProgram withSimulators(HubProgram program) {
        return program.with(SimulatorsConfiguration.class);
    }

    /// The demo's settings alone change no bean, so the prepared beans fit.
    private static String[] prepared(String... options) {
        return Stream.concat(Stream.of("-Dspring.aot.enabled=true"), Stream.of(options))
                .toArray(String[]::new);
    }

    /// A hub with the demo's pages, and with its own simulators for them.
    public static LiveHub withPages(Path directory, Map<String, String> settings) {
        return open(withSimulators(QuickStart.program()), directory, settings, "[]");
    }

    /// Two hubs on one MongoDB. Each has its part when this returns.
    ///
    /// @param second the twin's directory
    /// @param settings additional environment variables of both, with their MongoDB
    /// @param options for their Java
    public static LiveHub withTwin(
            Path directory, Path second, Map<String, String> settings, String... options) {
        return sharing(List.of(directory, second), settings, options);
    }

    /// As many hubs on one MongoDB as there are directories.
    public static LiveHub sharing(
            List<Path> directories, Map<String, String> settings, String... options) {
        SimulatorServer simulators = SimulatorServer.start(Clock.systemUTC());
        Map<String, String> environment = environment(simulators);
        environment.putAll(settings);
        environment.putAll(HubProcess.SHARING);
        HubProgram program = withSimulators(QuickStart.on(settings, prepared(options)));
        List<HubProcess> processes =
                directories.stream()
                        .map(each -> new HubProcess(program, each, environment))
                        .toList();
        QuickStart.lend(processes.getFirst().dataDirectory());
        processes.forEach(HubProcess::start);
        tellOf(processes.getLast(), simulators);
        LiveHub hub = new LiveHub(simulators, processes);
        hub.awaitShared();
        return hub;
    }

    /// Waits until each hub has its part, also after one was started anew.
    public void awaitShared() {
        await().atMost(Duration.ofMinutes(2)).until(this::isShared);
    }

    /// Whether each hub has about its part.
    private boolean isShared() {
        List<JsonNode> hubs = hubs();
        return hubs.size() == processes.size()
                && hubs.stream()
                        .allMatch(it ->
                                it.path("partitions").asInt()
                                        > PARTITIONS / processes.size() * 3 / 4);
    }

    private List<JsonNode> hubs() {
        return admin.get("/v1/cluster").json().path("hubs").valueStream().toList();
    }

    private static LiveHub open(
            HubProgram program, Path directory, Map<String, String> settings, String steps) {
        SimulatorServer simulators = SimulatorServer.start(Clock.systemUTC());
        scriptBot(simulators, steps);
        Map<String, String> environment = environment(simulators);
        environment.putAll(settings);
        HubProcess process = new HubProcess(program, directory, environment);
        tellOf(process, simulators);
        QuickStart.lend(process.dataDirectory());
        process.start();
        return new LiveHub(simulators, List.of(process));
    }

    /// Lets the bot and the desk know where they call.
    private static void tellOf(HubProcess process, SimulatorServer simulators) {
        simulators
                .netomi()
                .webhooks()
                .tell(
                        new HubWebhook(
                                process.url().resolve("/webhook/netomi"),
                                WEBHOOK_TOKEN,
                                WEBHOOK_SECRET));
        tell(simulators, process, DESK_SECRET);
    }

    private static void tell(SimulatorServer simulators, HubProcess process, String secret) {
        simulators
                .pega()
                .accounts()
                .tell(new PegaAccount(DESK_CONNECTION, secret, process.url().resolve("/webhook")));
    }

    private static Map<String, String> environment(SimulatorServer simulators) {
        Map<String, String> environment = new HashMap<>();
        environment.put("SPRING_PROFILES_ACTIVE", "demo");
        environment.put("SWITCHBOARD_ADMIN_PASSWORD", ADMIN_PASSWORD);
        environment.put("NETOMI_BASE_URL", simulators.netomi().url().toString());
        environment.put("NETOMI_AUTH_URL", simulators.netomi().url().toString());
        environment.put("SWITCHBOARD_NETOMI_WEBHOOK_BEARER_TOKENS_0", WEBHOOK_TOKEN);
        environment.put("SWITCHBOARD_NETOMI_WEBHOOK_BEARER_TOKENS_1", OLDER_WEBHOOK_TOKEN);
        environment.put("NETOMI_WEBHOOK_SECRET", WEBHOOK_SECRET);
        environment.put("SWITCHBOARD_NETOMI_RATE", "100000");
        environment.put("SWITCHBOARD_YALO_INTEGRATIONS_URL", simulators.url() + "/sim/yalo");
        environment.put("SWITCHBOARD_YALO_STUDIO_URL", simulators.url() + "/sim/studio");
        environment.put("SWITCHBOARD_SALESFORCE_BASE_URL", simulators.url() + "/sim/salesforce");
        environment.put("DMS_URL", simulators.pega().url().toString());
        environment.put("JWT_ISSUER", DESK_CONNECTION);
        environment.put("JWT_SECRET", DESK_SECRET);
        return environment;
    }

    /// The headers with which the bot proves a callback.
    public static String[] proof(String body) {
        return proof(WEBHOOK_TOKEN, body);
    }

    public static String[] proof(String token, String body) {
        return new String[] {
            "Authorization", "Bearer " + token, "x-netomi-signature", "sha256=" + hmac(body)
        };
    }

    private static String hmac(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(WEBHOOK_SECRET.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Where the next page, phone or console connects.
    public URI entrance() {
        return processes.get(ThreadLocalRandom.current().nextInt(processes.size())).url();
    }

    public HubProcess process() {
        return processes.getFirst();
    }

    /// The other hub of the same store; empty if there is none.
    public Optional<HubProcess> twin() {
        return processes.stream().skip(1).findFirst();
    }

    /// The hub, and its twins if it has any.
    public List<HubProcess> processes() {
        return processes;
    }

    /// A fresh name whose conversation with the bot is this hub's, and not its twin's.
    public String ownName(String prefix) {
        return nameOf(process(), prefix);
    }

    /// A fresh name whose conversation with the bot is of that one of the hubs.
    public String nameOf(HubProcess owner, String prefix) {
        String name = fresh(prefix);
        while (processes.size() > 1 && owner(name) != owner) {
            name = fresh(prefix);
        }
        return name;
    }

    /// The hub that owns the bot's conversation of that name.
    public HubProcess owner(String conversation) {
        Map<HubId, String> addresses =
                hubs().stream()
                        .collect(
                                Collectors.toMap(
                                        it -> new HubId(it.path("id").asString()),
                                        it -> it.path("address").asString()));
        HubId owner = Owners.of(ConversationId.of("netomi", conversation), addresses.keySet());
        int port = URI.create(String.valueOf(addresses.get(owner))).getPort();
        return processes.stream()
                .filter(it -> it.url().getPort() == port)
                .findFirst()
                .orElseThrow();
    }

    public HubClient stranger() {
        return stranger;
    }

    public HubClient admin() {
        return admin;
    }

    /// The address of the simulated systems.
    public URI simulated() {
        return simulators.url();
    }

    /// The simulated bot.
    public ScriptedUpstream bot() {
        return simulators.netomi().upstream();
    }

    /// Sets the bot's next actions.
    ///
    /// @param steps of the bot's script, as a JSON array
    public void scriptBot(String steps) {
        scriptBot(simulators, steps);
    }

    /// Sets the desk's next actions in the same way.
    public void scriptDesk(String steps) {
        script(simulators, "pega", steps);
    }

    private static void scriptBot(SimulatorServer simulators, String steps) {
        script(simulators, "netomi", steps);
    }

    private static void script(SimulatorServer simulators, String system, String steps) {
        Answer answer =
                HubClient.strangerAt(simulators.url()).put("/sim/" + system + "/script", steps);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    /// From now on the desk signs with this secret, and accepts no other.
    public void deskTrusts(String secret) {
        tell(simulators, processes.getLast(), secret);
    }

    /// The simulated platforms of Yalo's users.
    public ScriptedUpstream platforms() {
        return simulators.upstreams().yalo();
    }

    /// The simulated Studio, which gets the users back.
    public ScriptedUpstream studio() {
        return simulators.upstreams().studio();
    }

    /// The simulated organisation with the chats of the route `SALESFORCE`.
    public SimulatedSalesforce salesforce() {
        return simulators.salesforce();
    }

    /// A simulated channel.
    public ScriptedUpstream channel(String name) {
        return simulators.channel(name);
    }

    /// The simulated desk.
    public ScriptedUpstream desk() {
        return simulators.pega().upstream();
    }

    /// The calls of the bot or the desk about a user, oldest first.
    ///
    /// @param field the member of the body that names the user
    public static List<JsonNode> asked(
            ScriptedUpstream scriptedUpstream, String field, String name) {
        return scriptedUpstream.calls().stream()
                .map(RecordedCall::body)
                .filter(body -> !body.isEmpty())
                .map(JSON::readTree)
                .filter(body -> body.path(field).asString("").equals(name))
                .toList();
    }

    /// Begins a conversation of the bot with an owner, by a message without a text, which the bot
    /// does not answer.
    ///
    /// @return the auth payload of its owner
    public Map<String, String> begin(String conversation) {
        Answer answer = beginning(conversation);
        String token = answer.header(RESUME);
        while (answer.status()
                == 503) { // busy: what it did not answer with a token it did not read
            answer =
                    token == null
                            ? beginning(conversation)
                            : beginning(conversation, RESUME, token);
            token = token == null ? answer.header(RESUME) : token;
        }
        assertThat(answer.status()).as(answer.body()).isIn(200, 202);
        return Map.of("conversationId", conversation, "resumeToken", String.valueOf(token));
    }

    private Answer beginning(String conversation, String... headers) {
        return stranger.post(
                "/api/netomi/process-message",
                """
                {"messageData":{"conversationId":"%s",
                 "messagePayload":{"messageId":"begin"}}}\
                """
                        .formatted(conversation),
                headers);
    }

    /// Whether the hub stored nothing because the disk of this busy machine took two seconds.
    /// Clients repeat the request then.
    public static boolean waitsForItsDisk(Answer answer) {
        return answer.status() == 503 && answer.body().contains("Storage unavailable");
    }

    /// Repeats a request until the hub's disk lets it store.
    ///
    /// @return the first answer for another reason
    public static Answer insist(Callable<Answer> request) {
        return await().atMost(Page.SOON).until(request, answer -> !waitsForItsDisk(answer));
    }

    /// An unused name.
    public static String fresh(String prefix) {
        return prefix + "-" + NAMES.incrementAndGet();
    }

    @Override
    public void close() {
        processes.forEach(HubProcess::close);
        simulators.close();
    }
}
