package dev.switchboard.adapter.in.web.notice;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.json.FieldChecks;
import dev.switchboard.adapter.in.web.json.JsonFields;
import dev.switchboard.adapter.in.web.json.RequiredField;
import dev.switchboard.adapter.in.web.request.EnumNames;
import dev.switchboard.adapter.in.web.request.QueryText;
import dev.switchboard.adapter.in.web.request.RepeatKey;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.notice.KeepNotices;
import dev.switchboard.application.port.in.notice.KeepNotices.Publication;
import dev.switchboard.domain.notice.AdminNotice;
import dev.switchboard.domain.notice.AdminNotice.Level;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Notices of admins for all consoles of every tenant. Changes are audited.
@RestController
@Tag(name = "Notices")
@RequestMapping(path = NoticesController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
final class NoticesController {

    static final String PATH = "/v1/notices";

    private final KeepNotices notices;
    private final KeepAudit audit;
    private final Clock clock;

    NoticesController(KeepNotices notices, KeepAudit audit, Clock clock) {
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /// List the notices.
    ///
    /// @return those that stand, 20 at most, the oldest first
    @GetMapping
    Listing listNotices() {
        return new Listing(notices.standing().stream().map(View::of).toList());
    }

    /// Say something to all consoles.
    ///
    /// Everybody at the agent desk sees it above everything else until `until`, agents and
    /// supervisors of all tenants alike; who connects later sees it then. Consoles of other hubs
    /// have it within five seconds. The text is shown as it is.
    ///
    /// `Idempotency-Key` is required. A repeat changes nothing, also after the notice was
    /// withdrawn.
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    View sayNotice(
            @RequestHeader(name = RepeatKey.HEADER, required = false) @Nullable String key,
            @RequestBody(required = false) byte @Nullable [] body,
            Principal caller) {
        Wanted wanted = Wanted.from(JsonFields.ofOptional(body));
        String by = caller.getName();
        String id = AdminNotice.idOf(by, RepeatKey.required(key));
        AdminNotice notice =
                new AdminNotice(
                        id,
                        wanted.level(),
                        wanted.text(),
                        wanted.until(),
                        by,
                        clock.instant(),
                        false);
        return switch (notices.publish(notice)) {
            case Publication.Done(var said) -> {
                audit.record(
                        by,
                        "notice.say",
                        id,
                        EnumNames.of(said.level()) + " until " + said.until());
                yield View.of(said);
            }
            case Publication.KeyReused _ -> throw RepeatKey.reused();
            case Publication.TooMany _ ->
                    throw new ProblemException(
                            ProblemCode.CONFLICT,
                            KeepNotices.MOST + " notices stand already; withdraw one");
        };
    }

    /// Withdraw a notice.
    ///
    /// @param id id of the notice
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdrawNotice(@PathVariable String id, Principal caller) {
        if (!notices.withdraw(id)) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "No such notice stands");
        }
        audit.record(caller.getName(), "notice.withdraw", id, "");
    }

    /// The body of a request.
    private record Wanted(Level level, String text, Instant until) {

        static Wanted from(JsonFields fields) {
            FieldChecks checks = fields.checksOfNoneBut(Set.of("level", "text", "until"));
            Supplier<Level> level =
                    checks.field(() ->
                            EnumNames.parse("level", Level.class, fields.requiredString("level")));
            Supplier<String> text = checks.field(() -> fields.requiredString("text"));
            Supplier<Instant> until =
                    checks.field(() ->
                            RequiredField.value(
                                    "until", QueryText.instant("until", fields.string("until"))));
            return checks.then(() -> new Wanted(level.get(), text.get(), until.get()));
        }
    }

    @Schema(name = "Notices")
    record Listing(List<View> items) {}

    /// @param until when it is over by itself
    /// @param saidBy the admin
    @Schema(name = "Notice")
    record View(
            String id,
            @Schema(allowableValues = {"info", "warning", "urgent"}) String level,
            String text,
            Instant until,
            @JsonProperty("said_by") String saidBy,
            @JsonProperty("said_at") Instant saidAt) {

        static View of(AdminNotice notice) {
            return new View(
                    notice.id(),
                    EnumNames.of(notice.level()),
                    notice.text(),
                    notice.until(),
                    notice.by(),
                    notice.at());
        }
    }
}
