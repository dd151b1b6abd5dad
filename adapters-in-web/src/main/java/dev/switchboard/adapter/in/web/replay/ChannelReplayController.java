package dev.switchboard.adapter.in.web.replay;

import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.json.FieldChecks;
import dev.switchboard.adapter.in.web.json.JsonFields;
import dev.switchboard.adapter.in.web.json.RequiredField;
import dev.switchboard.adapter.in.web.request.EnumNames;
import dev.switchboard.adapter.in.web.request.QueryText;
import dev.switchboard.adapter.in.web.request.RepeatKey;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.channel.OperateChannels;
import dev.switchboard.application.port.in.replay.ReplayChannels;
import dev.switchboard.application.port.in.replay.ReplayChannels.Command;
import dev.switchboard.application.port.in.replay.ReplayChannels.Part;
import dev.switchboard.application.port.in.replay.ReplayChannels.Period;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.replay.Replay.Choice;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Messages of all conversations of a channel, sent to it again. Admins' acts are audited.
@RestController
@Tag(name = "Channel management")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class ChannelReplayController {

    private final ReplayChannels replays;
    private final OperateChannels channels;
    private final KeepAudit audit;

    ChannelReplayController(ReplayChannels replays, OperateChannels channels, KeepAudit audit) {
        this.replays = replays;
        this.channels = channels;
        this.audit = audit;
    }

    /// Send messages of a channel to it again.
    ///
    /// All that was accepted for it from `from` until before `to`, in the order of each
    /// conversation, as a replay of each. `missing` sends what the channel was owed and did not
    /// get; `all` sends what it has as well and needs `confirm`: `the channel gets it twice`.
    ///
    /// A call looks at 1,000 messages of 200 conversations at most; `next` is the `after` of the
    /// next call with the same body and key, and null after the last. The response says of how many
    /// conversations this part has messages, and how many messages were left out, and why, as a
    /// replay of a conversation does.
    ///
    /// `Idempotency-Key` is required. A repeat within eight days sends nothing again, and completes
    /// what was interrupted. With `dry_run`, which needs no key, nothing is sent: the response says
    /// what would be.
    @PostMapping(
            path = "/v1/channels/{channel_id}/replay",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<View> replayChannel(
            @PathVariable("channel_id") String id,
            @RequestHeader(name = RepeatKey.HEADER, required = false) @Nullable String key,
            @RequestBody byte[] body,
            Principal caller) {
        ReplayBody asked = ReplayBody.from(possible(id), JsonFields.of(body));
        Period period = asked.dryRun() ? asked.period() : asked.confirmed();
        Part part =
                asked.dryRun()
                        ? replays.preview(period)
                        : replays.replay(
                                new Command(caller.getName(), RepeatKey.required(key), period));
        if (part.conversations() == 0 && channels.view(period.channel()).isEmpty()) {
            throw unknown();
        }
        record(caller, asked.dryRun() ? "channel.preview_replay" : "channel.replay", period, part);
        return ResponseEntity.status(asked.dryRun() ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .body(View.of(part));
    }

    private static ChannelId possible(String id) {
        try {
            return new ChannelId(id);
        } catch (InvalidValueException _) {
            throw unknown();
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemCode.NOT_FOUND, "No such channel");
    }

    private void record(Principal caller, String act, Period period, Part part) {
        audit.record(
                caller.getName(),
                act,
                period.channel().value(),
                "%s from %s to %s, conversations %d, count %d"
                        .formatted(
                                EnumNames.of(period.what()),
                                period.from(),
                                period.to(),
                                part.conversations(),
                                part.result().count()));
    }

    /// The body of a request.
    ///
    /// @param confirm what the caller says about messages that the channel has
    /// @param dryRun whether messages are only counted
    private record ReplayBody(Period period, @Nullable String confirm, boolean dryRun) {

        private static final String CONFIRM = "confirm";
        private static final String TWICE = "the channel gets it twice";
        private static final Set<String> FIELDS =
                Set.of("from", "to", "what", "after", CONFIRM, "dry_run");

        static ReplayBody from(ChannelId channel, JsonFields fields) {
            FieldChecks checks = fields.checksOfNoneBut(FIELDS);
            Supplier<Instant> from = checks.field(() -> time("from", fields));
            Supplier<Instant> to = checks.field(() -> time("to", fields));
            Supplier<Choice> what =
                    checks.field(() ->
                            EnumNames.parse("what", Choice.class, fields.requiredString("what")));
            Supplier<@Nullable MessageId> after = checks.field(() -> after(fields));
            Supplier<@Nullable String> confirm = checks.field(() -> fields.string(CONFIRM));
            Supplier<@Nullable Boolean> dry = checks.field(() -> fields.bool("dry_run"));
            return checks.then(() ->
                    new ReplayBody(
                            new Period(channel, from.get(), to.get(), what.get(), after.get()),
                            confirm.get(),
                            Boolean.TRUE.equals(dry.get())));
        }

        private static Instant time(String name, JsonFields fields) {
            return RequiredField.value(name, QueryText.instant(name, fields.requiredString(name)));
        }

        private static @Nullable MessageId after(JsonFields fields) {
            String after = fields.string("after");
            return after == null ? null : new MessageId(after);
        }

        /// Returns the period, if its caller knows what the channel would get.
        Period confirmed() {
            if (period.what() == Choice.ALL && !TWICE.equals(confirm)) {
                throw InvalidValueException.noneOf(CONFIRM, Stream.of(TWICE));
            }
            return period;
        }
    }

    /// A part of a replay.
    ///
    /// @param count the number of messages sent again
    /// @param conversations the number of conversations of which the part has messages
    /// @param skipped the number of messages left out, by reason
    /// @param next the `after` of the next part; null after the last
    @Schema(name = "ChannelReplay")
    record View(int count, int conversations, Map<String, Integer> skipped, @Nullable String next) {

        static View of(Part part) {
            return new View(
                    part.result().count(),
                    part.conversations(),
                    ReplayController.View.skipped(part.result()),
                    part.next() == null ? null : part.next().value());
        }
    }
}
