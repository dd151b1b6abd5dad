package dev.switchboard.application.service.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.application.port.in.cluster.ServePeers;
import dev.switchboard.application.port.out.cluster.PeerSignatures;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.telemetry.PeerTelemetry;
import dev.switchboard.application.service.cluster.OwnerDirectory;
import dev.switchboard.application.service.time.Cooldown;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.cluster.PeerAnswer;
import dev.switchboard.domain.cluster.PeerAnswer.Status;
import dev.switchboard.domain.json.JsonReader;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValues;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the calls of other hubs about what this hub owns, at this hub's own services.
///
/// A caller without a proof learns nothing but that; the log tells of it once a minute.
final class PeerServer implements ServePeers {

    static final String PATH = "/hub/";

    /// Asks only whether the hub answers.
    static final String PING = PATH + "ping";

    private static final Logger LOG = LoggerFactory.getLogger(PeerServer.class);
    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

    private final OwnerDirectory directory;
    private final PeerSignatures signatures;
    private final PeerTelemetry telemetry;
    private final Clock clock;
    private final CallForms forms = new CallForms();
    private final Map<String, Served> served = new ConcurrentHashMap<>();
    private final Map<HubId, CallNumbers> heard = new ConcurrentHashMap<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final Cooldown refusalLines = new Cooldown(BETWEEN_LINES);

    PeerServer(
            OwnerDirectory directory,
            PeerSignatures signatures,
            PeerTelemetry telemetry,
            Clock clock) {
        this.directory = directory;
        this.signatures = signatures;
        this.telemetry = telemetry;
        this.clock = clock;
    }

    /// A method as this hub offers it; of methods with one name that with so many arguments.
    ///
    /// @param ofHub whether its calls are for this hub, and not about what it owns
    private record Served(Method method, Object service, boolean ofHub) {}

    void serve(ForwardedPort port, Object service) {
        port.methods()
                .forEach(method ->
                        served.put(
                                key(port.path(method), method.getParameterCount()),
                                new Served(method, service, port.isOfHubs())));
    }

    private static String key(String path, int arguments) {
        return path + " " + arguments;
    }

    @Override
    public PeerAnswer serve(String path, @Nullable String header, Supplier<byte[]> call) {
        Optional<PeerProof> proof = PeerProof.read(header, path, signatures);
        byte[] body = proof.isEmpty() ? new byte[0] : call.get();
        if (proof.isEmpty() || !proof.get().covers(body) || !isNew(proof.get())) {
            noteRefusal();
            return PeerAnswer.of(Status.REFUSED);
        }
        if (path.equals(PING)) {
            return PeerAnswer.of(directory.isMe(proof.get().to()) ? Status.DONE : Status.NOT_OWNER);
        }
        try {
            return answer(path, proof.get(), body);
        } catch (StoreUnavailableException e) {
            LOG.debug("A call of another hub waits for the store: {}", e.getMessage());
            return PeerAnswer.of(Status.STORE_AWAY);
        } catch (RuntimeException e) {
            LOG.error("A call of another hub to {} failed", path, e);
            return PeerAnswer.of(Status.FAILED);
        }
    }

    private boolean isNew(PeerProof call) {
        return heard.computeIfAbsent(call.from(), _ -> new CallNumbers()).take(call.number());
    }

    private PeerAnswer answer(String path, PeerProof proof, byte[] body) {
        if (!(JsonReader.read(new String(body, UTF_8)) instanceof JsonObject call)) {
            throw new IllegalArgumentException("A call was expected");
        }
        List<JsonValue> arguments = forms.arguments(call);
        Served known = served.get(key(path, arguments.size()));
        boolean mine =
                (known != null && known.ofHub())
                        ? directory.isMe(proof.to())
                        : directory.isHere(proof.to(), forms.partition(call), proof.epoch());
        if (!mine) {
            return PeerAnswer.of(Status.NOT_OWNER);
        }
        if (known == null) {
            throw new IllegalArgumentException("There is no such call");
        }
        return new PeerAnswer(
                Status.DONE, JsonValues.write(result(known, arguments)).getBytes(UTF_8));
    }

    private JsonValue result(Served known, List<JsonValue> arguments) {
        Method method = known.method();
        @Nullable Object[] read = forms.arguments(method, arguments);
        try {
            Object result = ReflectiveCall.result(() -> method.invoke(known.service(), read));
            return forms.done(method, result);
        } catch (InvalidValueException e) {
            return forms.refused(e);
        }
    }

    private void noteRefusal() {
        telemetry.refused();
        int count = refusals.incrementAndGet();
        if (refusalLines.tryBegin(clock.instant())) {
            refusals.addAndGet(-count);
            LOG.atWarn()
                    .addKeyValue("action", "peer_refused")
                    .addKeyValue("count", count)
                    .log(
                            "{} calls to the port for hubs had no proof that a hub of this"
                                    + " database made them",
                            count);
        }
    }
}
