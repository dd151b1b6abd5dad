package dev.switchboard.adapter.in.web.presence;

import dev.switchboard.adapter.in.web.error.ProblemConflict;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.error.ProblemFailures;
import dev.switchboard.adapter.in.web.json.FieldChecks;
import dev.switchboard.adapter.in.web.presence.Answers.Data;
import dev.switchboard.adapter.in.web.presence.Answers.Page;
import dev.switchboard.adapter.in.web.presence.Answers.User;
import dev.switchboard.adapter.in.web.request.OrgCaller;
import dev.switchboard.adapter.in.web.request.QueryText;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.presence.ManageGroups;
import dev.switchboard.application.port.in.presence.ManageGroups.Created;
import dev.switchboard.application.port.in.presence.ManageMembers;
import dev.switchboard.application.port.in.presence.ManageMembers.Listed;
import dev.switchboard.application.port.in.presence.ManageMembers.Outcome;
import dev.switchboard.domain.presence.Group;
import dev.switchboard.domain.presence.GroupRef;
import dev.switchboard.domain.presence.Label;
import dev.switchboard.domain.presence.Numbers;
import dev.switchboard.domain.presence.UserPresence;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The groups of an organisation and who is in them. What admins change of the groups is audited;
/// who is in them changes too often for that.
@Tag(name = "Groups", description = "Whom a watcher follows together.")
@RestController
@RequestMapping(
        path = "/v1/organisation/{org}/user-group",
        produces = MediaType.APPLICATION_JSON_VALUE)
@ProblemFailures
final class GroupController {

    private final ManageGroups groups;
    private final ManageMembers members;
    private final KeepAudit audit;

    GroupController(ManageGroups groups, ManageMembers members, KeepAudit audit) {
        this.groups = groups;
        this.members = members;
        this.audit = audit;
    }

    record GroupView(long id, String name) {
        static GroupView of(Group group) {
            return new GroupView(group.ref().number(), group.name());
        }
    }

    /// @param id null for one that is free; not read where the path names it
    record GroupBody(@Nullable Long id, String name) {
        GroupBody {
            new FieldChecks()
                    .check(() -> id == null ? 1 : Numbers.require("id", id))
                    .check(() -> Label.require("name", name))
                    .require();
        }
    }

    @Operation(summary = "List the groups of an organisation", description = "By ascending id.")
    @ApiResponse(responseCode = "200", description = "As it is now")
    @GetMapping
    Page<GroupView> list(
            @PathVariable String org,
            @Parameter(description = "`next` of the page before") @RequestParam(required = false)
                    @Nullable String after,
            @Parameter(description = "1 to 500, else 100") @RequestParam(required = false)
                    @Nullable String limit,
            @Parameter(hidden = true) OrgCaller caller) {
        Entry entry = Entry.of(caller, org);
        ManageGroups.Page page =
                groups.list(entry.org(), QueryText.after(after), Entry.limit(limit));
        return Page.of(page.groups(), page.next(), GroupView::of);
    }

    @Operation(summary = "One group")
    @ApiResponse(responseCode = "200", description = "As it is now")
    @GetMapping("/{group}")
    Data<GroupView> one(
            @PathVariable String org,
            @PathVariable String group,
            @Parameter(hidden = true) OrgCaller caller) {
        return groups.find(Entry.of(caller, org).group(group))
                .map(found -> new Data<>(GroupView.of(found)))
                .orElseThrow(GroupController::unknown);
    }

    @Operation(summary = "Make a group")
    @ApiResponse(responseCode = "201", description = "Made")
    @ProblemConflict("The id is taken")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Data<GroupView>> create(
            @PathVariable String org,
            @RequestBody GroupBody body,
            @Parameter(hidden = true) OrgCaller caller) {
        Entry entry = Entry.of(caller, org);
        return switch (groups.create(entry.org(), body.id(), body.name())) {
            case Created.Done(Group made) -> {
                GroupRef ref = made.ref();
                audit.record(caller.getName(), "group.create", ref.toString(), made.name());
                URI place =
                        URI.create(
                                "/v1/organisation/%s/user-group/%d".formatted(org, ref.number()));
                yield ResponseEntity.created(place).body(new Data<>(GroupView.of(made)));
            }
            case Created.Exists() -> throw Entry.conflict("The group exists already");
        };
    }

    @Operation(summary = "Name a group", description = "Makes the group if there is none.")
    @ApiResponse(responseCode = "200", description = "The name was changed")
    @ApiResponse(responseCode = "201", description = "The group was made")
    @PutMapping(path = "/{group}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Data<GroupView>> put(
            @PathVariable String org,
            @PathVariable String group,
            @RequestBody GroupBody body,
            @Parameter(hidden = true) OrgCaller caller) {
        GroupRef ref = Entry.of(caller, org).group(group);
        boolean created = groups.put(ref, body.name());
        String action = created ? "group.create" : "group.change";
        audit.record(caller.getName(), action, ref.toString(), body.name());
        return ResponseEntity.status(created ? HttpStatus.CREATED : HttpStatus.OK)
                .body(new Data<>(new GroupView(ref.number(), body.name())));
    }

    @Operation(summary = "Remove a group", description = "Its members remain users.")
    @ApiResponse(responseCode = "204", description = "Removed")
    @DeleteMapping("/{group}")
    ResponseEntity<Void> remove(
            @PathVariable String org,
            @PathVariable String group,
            @Parameter(hidden = true) OrgCaller caller) {
        GroupRef ref = Entry.of(caller, org).group(group);
        if (!groups.remove(ref)) {
            throw unknown();
        }
        audit.record(caller.getName(), "group.remove", ref.toString(), "");
        return ResponseEntity.noContent().build();
    }

    @Operation(summary = "List the members of a group", description = "By ascending id.")
    @ApiResponse(responseCode = "200", description = "As it is now")
    @GetMapping("/{group}/user")
    Page<User> members(
            @PathVariable String org,
            @PathVariable String group,
            @Parameter(description = "`next` of the page before") @RequestParam(required = false)
                    @Nullable String after,
            @Parameter(description = "1 to 500, else 100") @RequestParam(required = false)
                    @Nullable String limit,
            @Parameter(hidden = true) OrgCaller caller) {
        Entry entry = Entry.of(caller, org);
        Listed listed =
                members.list(
                        entry.viewer(),
                        entry.group(group),
                        QueryText.after(after),
                        Entry.limit(limit));
        return switch (listed) {
            case Listed.Page(List<UserPresence> shown, Long next) -> Page.of(shown, next, User::of);
            case Listed.Refused(var why) -> throw Entry.refused(why);
        };
    }

    @Operation(summary = "Put a user into a group", description = "Or leave them there.")
    @ApiResponse(responseCode = "204", description = "They are in it")
    @PutMapping("/{group}/user/{user}")
    ResponseEntity<Void> join(
            @PathVariable String org,
            @PathVariable String group,
            @PathVariable String user,
            @Parameter(hidden = true) OrgCaller caller) {
        Entry entry = Entry.of(caller, org);
        return done(members.join(entry.group(group), entry.user(user).number()));
    }

    @Operation(summary = "Take a user out of a group")
    @ApiResponse(responseCode = "204", description = "They are not in it")
    @DeleteMapping("/{group}/user/{user}")
    ResponseEntity<Void> leave(
            @PathVariable String org,
            @PathVariable String group,
            @PathVariable String user,
            @Parameter(hidden = true) OrgCaller caller) {
        Entry entry = Entry.of(caller, org);
        return done(members.leave(entry.group(group), entry.user(user).number()));
    }

    private static ResponseEntity<Void> done(Outcome outcome) {
        return switch (outcome) {
            case DONE -> ResponseEntity.noContent().build();
            case UNKNOWN_GROUP -> throw unknown();
            case UNKNOWN_USER -> throw Entry.unknown("user");
        };
    }

    private static ProblemException unknown() {
        return Entry.unknown("group");
    }
}
