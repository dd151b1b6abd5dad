package dev.switchboard.adapter.in.web.queue;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.json.FieldChecks;
import dev.switchboard.adapter.in.web.json.JsonFields;
import dev.switchboard.adapter.in.web.request.Callers;
import dev.switchboard.adapter.in.web.request.IfMatch;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.handoff.FindTenants;
import dev.switchboard.application.port.in.handoff.KeepGoals;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.handoff.QueueGoals;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The queues of the agent desk, for how long their customers may wait, and for how long agents may
/// write a conversation up. Each caller sees and changes those of their own tenant. Changes are
/// audited.
@RestController
@Tag(name = "Queues")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class QueuesController {

    static final String QUEUES = "/v1/queues";
    static final String QUEUE = "/v1/queues/{queue_id}";

    private static final String ANSWER = "answer_within_s";
    private static final String REPLY = "reply_within_s";
    private static final String WRAP_UP = "wrap_up_s";

    private final KeepGoals goals;
    private final FindTenants tenants;
    private final KeepAudit audit;

    QueuesController(KeepGoals goals, FindTenants tenants, KeepAudit audit) {
        this.goals = goals;
        this.tenants = tenants;
        this.audit = audit;
    }

    /// List the queues.
    ///
    /// With the goals of each: for how long its customers may wait, and for how long its agents may
    /// write a conversation up.
    ///
    /// @return all queues, in the order of the setting
    @GetMapping(QUEUES)
    Listing listQueues(HttpServletRequest request) {
        TenantId tenant = Callers.tenant(tenants, request);
        return new Listing(goals.list(tenant).stream().map(View::of).toList());
    }

    /// Show a queue.
    ///
    /// @param queueId the name of the queue
    @GetMapping(QUEUE)
    ResponseEntity<View> showQueue(
            @PathVariable("queue_id") String queueId, HttpServletRequest request) {
        QueueGoals found = find(Callers.tenant(tenants, request), queueId);
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        if (found.version() > 0) {
            answer.eTag(IfMatch.tag(found.version()));
        }
        return answer.body(View.of(found));
    }

    /// Change the goals of a queue.
    ///
    /// Without `If-Match` it must have none yet. Goals that are left out are no more. The live wall
    /// warns before a goal is missed. A new wrap-up time holds for conversations that end from then
    /// on.
    ///
    /// @param queueId the name of the queue
    /// @param ifMatch the version to replace, in quotes; `*` for whatever is there
    @PutMapping(path = QUEUE, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<View> saveQueue(
            @PathVariable("queue_id") String queueId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody(required = false) byte @Nullable [] body,
            HttpServletRequest request,
            Principal caller) {
        QueueGoals before = find(Callers.tenant(tenants, request), queueId);
        long version = 1 + IfMatch.of(ifMatch).replaces(before::version);
        QueueGoals next = parse(before, version, body);
        if (!goals.save(next)) {
            throw new ProblemException(
                    ProblemCode.PRECONDITION_FAILED,
                    version == 1 ? "It has goals; name their version" : "It has another version");
        }
        audit.record(
                caller.getName(),
                "queue.save",
                queueId,
                "of " + next.tenant() + ", version " + version);
        return IfMatch.stored(version).body(View.of(next));
    }

    private QueueGoals find(TenantId tenant, String queue) {
        return named(queue)
                .flatMap(id -> goals.find(tenant, id))
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "Unknown queue"));
    }

    private static Optional<QueueId> named(String queue) {
        try {
            return Optional.of(new QueueId(queue));
        } catch (InvalidValueException _) {
            return Optional.empty();
        }
    }

    private static QueueGoals parse(QueueGoals before, long version, byte @Nullable [] body) {
        JsonFields fields = JsonFields.ofOptional(body);
        FieldChecks checks = fields.checksOfNoneBut(Set.of(ANSWER, REPLY, WRAP_UP));
        Supplier<@Nullable Long> answer = checks.field(() -> fields.integer(ANSWER));
        Supplier<@Nullable Long> reply = checks.field(() -> fields.integer(REPLY));
        Supplier<@Nullable Long> wrapUp = checks.field(() -> fields.integer(WRAP_UP));
        return checks.then(() ->
                new QueueGoals(
                        before.tenant(),
                        before.queue(),
                        version,
                        within(answer.get()),
                        within(reply.get()),
                        within(wrapUp.get())));
    }

    private static @Nullable Duration within(@Nullable Long seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    @Schema(name = "Queues")
    record Listing(List<View> items) {}

    /// @param version what `If-Match` names to change its goals; 0 before the first change
    /// @param answerWithinS until an agent has a customer, in seconds; null if nobody says
    /// @param replyWithinS until an agent answers what a customer said, in seconds; null if nobody
    ///   says
    /// @param wrapUpS for how long an agent who ended or passed on a conversation, or whose
    ///   customer left, has no other one in its place, in seconds; null or 0 if there is no such
    ///   time
    @Schema(name = "Queue")
    record View(
            @JsonProperty("queue_id") String queueId,
            long version,
            @JsonProperty(ANSWER) @Nullable Long answerWithinS,
            @JsonProperty(REPLY) @Nullable Long replyWithinS,
            @JsonProperty(WRAP_UP) @Nullable Long wrapUpS) {

        static View of(QueueGoals goals) {
            return new View(
                    goals.queue().value(),
                    goals.version(),
                    seconds(goals.answerWithin()),
                    seconds(goals.replyWithin()),
                    seconds(goals.wrapUp()));
        }

        private static @Nullable Long seconds(@Nullable Duration within) {
            return within == null ? null : within.toSeconds();
        }
    }
}
