package dev.switchboard.adapter.in.web.presence;

import dev.switchboard.adapter.in.web.json.FieldChecks;
import dev.switchboard.adapter.in.web.presence.PresenceResponses.Data;
import dev.switchboard.adapter.in.web.presence.PresenceResponses.Presence;
import dev.switchboard.adapter.in.web.request.OrgCaller;
import dev.switchboard.application.port.in.presence.CountUnread;
import dev.switchboard.application.port.in.presence.CountUnread.Counted;
import dev.switchboard.application.port.in.presence.CountUnread.Counting;
import dev.switchboard.application.port.in.presence.CountUnread.RepeatKey;
import dev.switchboard.application.port.in.presence.ManageUsers;
import dev.switchboard.application.port.in.presence.ManageUsers.Found;
import dev.switchboard.application.port.in.presence.ReportPresence;
import dev.switchboard.application.port.in.presence.WatchPresence;
import dev.switchboard.application.port.in.presence.WatchPresence.UnreadLook;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.presence.Availability;
import dev.switchboard.domain.presence.Call;
import dev.switchboard.domain.presence.Numbers;
import dev.switchboard.domain.presence.UserPresence;
import dev.switchboard.domain.presence.UserRef;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The state of a user's phone and the user's unread count. Back ends report both.
@Tag(name = "Organisations")
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class PresenceController {

    private static final String KEY = "Idempotency-Key";

    private final ManageUsers users;
    private final ReportPresence reports;
    private final CountUnread counters;
    private final WatchPresence watching;

    PresenceController(
            ManageUsers users,
            ReportPresence reports,
            CountUnread counters,
            WatchPresence watching) {
        this.users = users;
        this.reports = reports;
        this.counters = counters;
        this.watching = watching;
    }

    /// Get a user's presence.
    ///
    /// `callChannelUUID` is shown only to supervisors and to the user.
    ///
    /// @return the presence
    @GetMapping("/v1/organisation/{org}/user/{user}/presence")
    Data<Presence> getPresence(
            @PathVariable String org, @PathVariable String user, OrgCaller caller) {
        OrganisationAccess entry = OrganisationAccess.of(caller, org);
        return switch (users.find(entry.viewer(), entry.seen(user))) {
            case Found.Done(UserPresence found) -> new Data<>(Presence.of(found));
            case Found.Refused(var why) -> throw OrganisationAccess.refused(why);
        };
    }

    /// Report a user's presence.
    ///
    /// Creates the user if there is none. A report whose `sourceSeq` is not greater than that of an
    /// earlier one changes nothing. The availability is replaced if one of its three fields is
    /// present. The answer to a report that changes nothing shows the `callChannelUUID` of another
    /// report only to supervisors and to the user.
    ///
    /// @return the presence
    @PutMapping(
            path = "/v1/organisation/{org}/user/{user}/presence",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    Data<Presence> reportPresence(
            @PathVariable String org,
            @PathVariable String user,
            @RequestBody PresenceReport body,
            OrgCaller caller) {
        OrganisationAccess entry = OrganisationAccess.of(caller, org);
        UserRef reported = entry.user(user);
        ReportPresence.Report report = body.toReport(reported);
        UserPresence known = reports.report(reported, report);
        boolean own = known.call().channel().equals(report.call().channel());
        return new Data<>(Presence.of(own ? known : entry.viewer().view(known)));
    }

    /// @param sourceSeq the reporter's own count of its reports
    /// @param expiresInSeconds the time after which the call counts as over unless it is reported
    ///   again
    record PresenceReport(
            long userId,
            @Nullable String presence,
            @Nullable String logicalDirection,
            @Nullable String callChannelUUID,
            @Nullable String availability,
            @Nullable Long availabilityStateId,
            @Nullable Long availabilityProfileId,
            @Nullable Long sourceSeq,
            @Nullable Long expiresInSeconds) {

        ReportPresence.Report toReport(UserRef reported) {
            return new FieldChecks()
                    .check(() -> meant(reported))
                    .check(() -> Call.parse(or(presence), "", ""))
                    .check(() -> Call.parse("", or(logicalDirection), ""))
                    .check(() -> Call.parse("", "", or(callChannelUUID)))
                    .check(() -> new Availability(or(availability), 0, 0))
                    .check(() -> new Availability("", or(availabilityStateId), 0))
                    .check(() -> new Availability("", 0, or(availabilityProfileId)))
                    .check(() -> report(Call.NONE, null))
                    .then(() ->
                            report(
                                    Call.parse(
                                            or(presence),
                                            or(logicalDirection),
                                            or(callChannelUUID)),
                                    chosen()));
        }

        private ReportPresence.Report report(Call call, @Nullable Availability chosen) {
            return new ReportPresence.Report(
                    call,
                    chosen,
                    sourceSeq,
                    expiresInSeconds == null ? null : Duration.ofSeconds(expiresInSeconds));
        }

        private UserRef meant(UserRef reported) {
            if (userId != reported.number()) {
                throw new InvalidValueException("userId", Reason.NOT_ALLOWED);
            }
            return reported;
        }

        private @Nullable Availability chosen() {
            boolean said =
                    Stream.of(availability, availabilityStateId, availabilityProfileId)
                            .anyMatch(field -> field != null);
            return said
                    ? new Availability(
                            or(availability), or(availabilityStateId), or(availabilityProfileId))
                    : null;
        }

        private static String or(@Nullable String text) {
            return text == null ? "" : text;
        }

        private static long or(@Nullable Long number) {
            return number == null ? 0 : number;
        }
    }

    /// Get a user's unread count.
    ///
    /// @return the count
    @GetMapping("/v1/organisation/{org}/user/{user}/unread")
    Data<Unread> getUnread(@PathVariable String org, @PathVariable String user, OrgCaller caller) {
        OrganisationAccess entry = OrganisationAccess.of(caller, org);
        return switch (watching.lookAtUnread(entry.viewer(), entry.seen(user), _ -> {})) {
            case UnreadLook.Snapshot(_, _, long total, long version) ->
                    new Data<>(new Unread(total, version));
            case UnreadLook.Refused(var why) -> throw OrganisationAccess.refused(why);
        };
    }

    record Unread(long unreadMessages, long version) {}

    /// Change a user's unread count.
    ///
    /// With one of the two fields. The count is never below 0; the part of the user's conversations
    /// stays. A repeat with the same `Idempotency-Key` within 24 h changes nothing.
    ///
    /// @return the count
    @PostMapping(
            path = "/v1/organisation/{org}/user/{user}/unread",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    Data<Unread> countUnread(
            @PathVariable String org,
            @PathVariable String user,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody UnreadChange body,
            OrgCaller caller) {
        UserRef counted = OrganisationAccess.of(caller, org).user(user);
        RepeatKey repeat = key == null ? null : new RepeatKey(caller.getName(), key);
        return switch (counters.count(counted, body.toCounting(), repeat)) {
            case Counted.Done(long total, long version) -> new Data<>(new Unread(total, version));
            case Counted.KeyReused() -> throw new InvalidValueException(KEY, Reason.NOT_ALLOWED);
            case Counted.Unknown() -> throw OrganisationAccess.unknown("user");
        };
    }

    /// @param increment may be negative
    record UnreadChange(@Nullable Long increment, @Nullable Long set) {

        Counting toCounting() {
            if (increment != null && set != null) {
                throw new InvalidValueException("set", Reason.NOT_ALLOWED);
            }
            if (increment != null) {
                return new Counting.Add(increment);
            }
            if (set == null) {
                throw new InvalidValueException("increment", Reason.MISSING);
            }
            if (set < 0 || set > Numbers.GREATEST) {
                throw new InvalidValueException("set", Reason.INVALID);
            }
            return new Counting.Replace(set);
        }
    }
}
