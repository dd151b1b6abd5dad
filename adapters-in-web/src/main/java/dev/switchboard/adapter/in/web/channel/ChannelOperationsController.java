package dev.switchboard.adapter.in.web.channel;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.adapter.in.web.channel.ChannelView.SecretView;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.json.FieldChecks;
import dev.switchboard.adapter.in.web.json.JsonFields;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.channel.OperateChannels;
import dev.switchboard.application.port.in.channel.OperateChannels.Rotation;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.channel.ChannelStatus;
import dev.switchboard.domain.channel.SigningSecret;
import dev.switchboard.domain.delivery.DeliveryRule;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Shows, verifies, pauses and measures a registered channel and rotates its secret.
@RestController
@Tag(name = "Channel management")
@RequestMapping(path = "/v1/channels/{channel_id}", produces = MediaType.APPLICATION_JSON_VALUE)
final class ChannelOperationsController {

    private static final Pattern WINDOW = Pattern.compile("([1-9][0-9]{0,6})([smhd])");
    private static final Duration LONGEST_WINDOW = Duration.ofDays(30);

    private final OperateChannels channels;
    private final KeepAudit audit;
    private final StatisticsView.Rule rule;

    /// @param rule the retry rule for messages to channels
    ChannelOperationsController(OperateChannels channels, KeepAudit audit, DeliveryRule rule) {
        this.channels = channels;
        this.audit = audit;
        this.rule = StatisticsView.Rule.of(rule);
    }

    /// Shows a channel with its status, verification, secrets and circuit.
    ///
    /// @return the channel; secrets without their text
    @GetMapping
    ResponseEntity<ChannelView> inspectChannel(@PathVariable("channel_id") String id) {
        OperateChannels.View view = channels.view(known(id)).orElseThrow(NotFoundProblems::channel);
        return shown(view);
    }

    /// Probes a channel's endpoint.
    ///
    /// Sends `Switchboard conformance probe` in a session of its own and waits up to 15 s for the
    /// callback. People on the channel may see the text.
    ///
    /// @return the result of the probe
    @PostMapping("/verify")
    ResponseEntity<VerificationView> verifyChannel(
            @PathVariable("channel_id") String id, Principal caller) {
        VerificationView view =
                channels.verify(known(id))
                        .map(VerificationView::from)
                        .orElseThrow(NotFoundProblems::channel);
        audit.record(caller.getName(), "channel.verify", id, view.verdict());
        return ResponseEntity.ok(view);
    }

    /// Makes a new signing secret.
    @PostMapping(path = "/secrets/rotate", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<RotationView> rotateChannelSecret(
            @PathVariable("channel_id") String id,
            @RequestBody(required = false) byte @Nullable [] body,
            Principal caller) {
        RotationRequest request = RotationRequest.from(JsonFields.ofOptional(body));
        return switch (channels.rotateSecret(known(id), request.overlap(), request.force())) {
            case Rotation.Done done -> {
                audit.record(caller.getName(), "channel.secret.rotate", id, done.secret().id());
                yield ResponseEntity.status(HttpStatus.CREATED)
                        .cacheControl(CacheControl.noStore())
                        .body(RotationView.from(done));
            }
            case Rotation.Unknown() -> throw NotFoundProblems.channel();
            case Rotation.TwoActive() ->
                    throw new ProblemException(
                            ProblemCode.CONFLICT,
                            "Two secrets are active; \"force\": true drops the older");
        };
    }

    /// Pauses or resumes a channel.
    ///
    /// Disabling holds pending messages; enabling resumes them in order.
    ///
    /// @return the changed channel
    @PutMapping(path = "/status", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ChannelView> changeChannelStatus(
            @PathVariable("channel_id") String id, @RequestBody byte[] body, Principal caller) {
        StatusRequest request = StatusRequest.from(JsonFields.of(body));
        OperateChannels.View view =
                channels.changeStatus(known(id), request.status())
                        .orElseThrow(NotFoundProblems::channel);
        audit.record(caller.getName(), "channel.status", id, request.word());
        return shown(view);
    }

    /// Counts the outcomes of a channel's messages.
    ///
    /// Messages are counted one by one, about a million in a second. A window with more than two
    /// million is answered with 503; request a shorter one then.
    ///
    /// @param window a number and `s`, `m`, `h` or `d`, up to `30d`
    /// @return the counts
    @GetMapping("/stats")
    ResponseEntity<StatisticsView> getChannelStatistics(
            @PathVariable("channel_id") String id,
            @RequestParam(name = "window", defaultValue = "1h") String window) {
        return channels.statistics(known(id), length(window))
                .map(counted -> StatisticsView.of(counted, rule))
                .map(ResponseEntity::ok)
                .orElseThrow(NotFoundProblems::channel);
    }

    private static Duration length(String window) {
        Matcher matcher = WINDOW.matcher(window);
        if (!matcher.matches()) {
            throw invalidWindow();
        }
        long number = Long.parseLong(matcher.group(1));
        Duration length =
                switch (matcher.group(2)) {
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    default -> Duration.ofDays(number);
                };
        if (length.compareTo(LONGEST_WINDOW) > 0) {
            throw invalidWindow();
        }
        return length;
    }

    private static InvalidValueException invalidWindow() {
        return new InvalidValueException(
                "window", Reason.INVALID, "a number and s, m, h or d, up to 30d");
    }

    private static ResponseEntity<ChannelView> shown(OperateChannels.View view) {
        return ResponseEntity.ok()
                .eTag("\"" + view.channel().version() + "\"")
                .body(ChannelView.from(view));
    }

    private static ChannelId known(String id) {
        return ChannelIds.inPath(id).orElseThrow(NotFoundProblems::channel);
    }

    /// A request to rotate a secret.
    ///
    /// @param overlap how long the previous secret stays active: a day by default, at most seven
    /// @param force drops the older of two active secrets
    private record RotationRequest(Duration overlap, boolean force) {

        private static final String OVERLAP = "previous_expires_in_seconds";
        private static final String FORCE = "force";
        private static final long DEFAULT_SECONDS = 86_400;
        private static final long MAX_SECONDS = 604_800;

        static RotationRequest from(JsonFields fields) {
            FieldChecks checks = fields.checksOfNoneBut(Set.of(OVERLAP, FORCE));
            Supplier<Duration> overlap = checks.field(() -> overlap(fields.integer(OVERLAP)));
            Supplier<@Nullable Boolean> force = checks.field(() -> fields.bool(FORCE));
            return checks.then(
                    () -> new RotationRequest(overlap.get(), Boolean.TRUE.equals(force.get())));
        }

        private static Duration overlap(@Nullable Long seconds) {
            long overlap = seconds == null ? DEFAULT_SECONDS : seconds;
            if (overlap < 0 || overlap > MAX_SECONDS) {
                throw new InvalidValueException(OVERLAP, Reason.INVALID);
            }
            return Duration.ofSeconds(overlap);
        }
    }

    /// A request to change a channel's status.
    ///
    /// @param word the status as written in the request
    private record StatusRequest(String word, ChannelStatus status) {

        private static final String STATUS = "status";
        private static final String REASON = "reason";

        static StatusRequest from(JsonFields fields) {
            FieldChecks checks = fields.checksOfNoneBut(Set.of(STATUS, REASON));
            Supplier<@Nullable String> reason = checks.field(() -> fields.string(REASON));
            Supplier<String> word = checks.field(() -> fields.requiredString(STATUS));
            return checks.then(
                    () -> new StatusRequest(word.get(), status(word.get(), reason.get())));
        }

        private static ChannelStatus status(String word, @Nullable String reason) {
            return switch (word) {
                case "enabled" -> ChannelStatus.ENABLED;
                case "disabled" -> new ChannelStatus.Disabled(reason == null ? "" : reason);
                default ->
                        throw InvalidValueException.noneOf(
                                STATUS, Stream.of("enabled", "disabled"));
            };
        }
    }

    /// A new secret, shown only once.
    ///
    /// @param previous the secret that stays active for a while, if there is one
    record RotationView(
            @JsonProperty("secret_id") String secretId,
            @JsonProperty("signing_secret") String signingSecret,
            @JsonProperty("previous") @Nullable SecretView previous) {

        static RotationView from(Rotation.Done done) {
            SigningSecret previous = done.previous();
            return new RotationView(
                    done.secret().id(),
                    done.secret().secret().reveal(),
                    previous == null ? null : SecretView.from(previous));
        }

        @Override
        public String toString() {
            return "RotationView[" + secretId + "]";
        }
    }
}
