package dev.switchboard.adapter.in.web.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.json.FieldChecks;
import dev.switchboard.adapter.in.web.json.JsonFields;
import dev.switchboard.adapter.in.web.json.RequiredField;
import dev.switchboard.adapter.in.web.request.EnumNames;
import dev.switchboard.adapter.in.web.request.RepeatKey;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.replay.ReplayConversations;
import dev.switchboard.application.port.in.replay.ReplayConversations.Command;
import dev.switchboard.application.port.in.replay.ReplayConversations.Outcome;
import dev.switchboard.application.port.in.replay.ReplayConversations.Preview;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.replay.Replay;
import dev.switchboard.domain.replay.Replay.Choice;
import dev.switchboard.domain.replay.Replay.Request;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Messages of a conversation, sent to a target again. Admins' acts are audited.
@RestController
@Tag(name = "Conversations")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class ReplayController {

    private final ReplayConversations replays;
    private final KeepAudit audit;

    ReplayController(ReplayConversations replays, KeepAudit audit) {
        this.replays = replays;
        this.audit = audit;
    }

    /// Send messages to a target again.
    ///
    /// They go to the end of their lane, in the order of the conversation and with the same message
    /// ids: a target that knows the id of a message can drop it. `missing` sends what the target
    /// was owed and did not get; `all` sends what it has as well. To a target of the kind `user`
    /// that needs `confirm`: `users see it twice`.
    ///
    /// A replay covers 1,000 messages at most; `next_seq` is the `from_seq` of the next one. The
    /// response says how many messages were left out, and why: `delivered`, `waiting` (they are on
    /// their way anyway), `no_such_target` (they were never owed to it), `notes` (they are for
    /// agents alone), `erased`, `probe` (it has no recipient), `overtaken` (something else happened
    /// to them at that moment).
    ///
    /// `Idempotency-Key` is required. A repeat within eight days sends nothing again, and completes
    /// what was interrupted. With `dry_run`, which needs no key, nothing is sent: the response says
    /// what would be.
    ///
    /// @param id the id, with `%2F` for each `/` in it
    @PostMapping(
            path = "/v1/conversations/{id}/replay",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<View> replayConversation(
            @PathVariable String id,
            @RequestHeader(name = RepeatKey.HEADER, required = false) @Nullable String key,
            @RequestBody byte[] body,
            Principal caller) {
        ReplayBody asked = ReplayBody.from(ConversationId.named(id), JsonFields.of(body));
        return asked.dryRun()
                ? ResponseEntity.ok(preview(asked.request(), caller))
                : ResponseEntity.accepted()
                        .body(
                                replay(
                                        new Command(
                                                caller.getName(),
                                                RepeatKey.required(key),
                                                asked.confirmed())));
    }

    private View preview(Request request, Principal caller) {
        return switch (replays.preview(request)) {
            case Preview.Counted(var result, var next) -> {
                audit.record(
                        caller.getName(),
                        "conversation.preview_replay",
                        request.conversation().value(),
                        request.target() + " count " + result.count());
                yield View.of(null, result, next);
            }
            case Preview.UnknownConversation _ -> throw unknown();
        };
    }

    private View replay(Command command) {
        return switch (replays.replay(command)) {
            case Outcome.Queued(var replay) -> {
                Request request = replay.request();
                Replay.Result result = RequiredField.value("result", replay.result());
                audit.record(
                        command.caller(),
                        "conversation.replay",
                        request.conversation().value(),
                        "%s: %s, %s from %d to %d, count %d"
                                .formatted(
                                        replay.id(),
                                        request.target(),
                                        EnumNames.of(request.what()),
                                        request.from(),
                                        replay.until(),
                                        result.count()));
                yield View.of(replay.id(), result, replay.next());
            }
            case Outcome.KeyReused _ -> throw RepeatKey.reused();
            case Outcome.UnknownConversation _ -> throw unknown();
        };
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemCode.NOT_FOUND, "Unknown conversation");
    }

    /// The body of a request.
    ///
    /// @param confirm what the caller says about messages that users would see twice
    /// @param dryRun whether messages are only counted
    private record ReplayBody(Request request, @Nullable String confirm, boolean dryRun) {

        private static final String CONFIRM = "confirm";
        private static final String TWICE = "users see it twice";
        private static final Set<String> FIELDS =
                Set.of("target", "from_seq", "to_seq", "what", CONFIRM, "dry_run");

        static ReplayBody from(ConversationId conversation, JsonFields fields) {
            FieldChecks checks = fields.checksOfNoneBut(FIELDS);
            Supplier<Target> target =
                    checks.field(() -> Target.parse(fields.requiredString("target")));
            Supplier<Long> from =
                    checks.field(() -> RequiredField.value("from_seq", fields.integer("from_seq")));
            Supplier<@Nullable Long> to = checks.field(() -> fields.integer("to_seq"));
            Supplier<Choice> what =
                    checks.field(() ->
                            EnumNames.parse("what", Choice.class, fields.requiredString("what")));
            Supplier<@Nullable String> confirm = checks.field(() -> fields.string(CONFIRM));
            Supplier<@Nullable Boolean> dry = checks.field(() -> fields.bool("dry_run"));
            return checks.then(() ->
                    new ReplayBody(
                            new Request(
                                    conversation, target.get(), from.get(), to.get(), what.get()),
                            confirm.get(),
                            Boolean.TRUE.equals(dry.get())));
        }

        /// Returns the request, if its caller knows what users would see.
        Request confirmed() {
            if (request.repeatsForUsers() && !TWICE.equals(confirm)) {
                throw InvalidValueException.noneOf(CONFIRM, Stream.of(TWICE));
            }
            return request;
        }
    }

    /// A replay.
    ///
    /// @param replayId stands in the trace of each message that is sent again; only if something
    ///   was sent
    /// @param count the number of messages sent again
    /// @param skipped the number of messages left out, by reason
    /// @param nextSeq the `from_seq` of the next replay; null if there is nothing left
    @Schema(name = "Replay")
    record View(
            @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("replay_id")
                    @Nullable String replayId,
            int count,
            Map<String, Integer> skipped,
            @JsonProperty("next_seq") @Nullable Long nextSeq) {

        static View of(@Nullable String id, Replay.Result result, @Nullable Long next) {
            return new View(id, result.count(), skipped(result), next);
        }

        static Map<String, Integer> skipped(Replay.Result result) {
            Map<String, Integer> skipped = new TreeMap<>();
            result.skipped().forEach((why, number) -> skipped.put(EnumNames.of(why), number));
            return skipped;
        }
    }
}
