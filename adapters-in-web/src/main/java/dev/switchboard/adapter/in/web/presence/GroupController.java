package dev.switchboard.adapter.in.web.presence;

import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.json.FieldChecks;
import dev.switchboard.adapter.in.web.presence.PresenceResponses.Data;
import dev.switchboard.adapter.in.web.presence.PresenceResponses.Page;
import dev.switchboard.adapter.in.web.presence.PresenceResponses.User;
import dev.switchboard.adapter.in.web.request.OrgCaller;
import dev.switchboard.adapter.in.web.request.QueryText;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.presence.ManageGroups;
import dev.switchboard.application.port.in.presence.ManageGroups.Created;
import dev.switchboard.application.port.in.presence.ManageMembers;
import dev.switchboard.application.port.in.presence.ManageMembers.Listed;
import dev.switchboard.application.port.in.presence.ManageMembers.Outcome;
import dev.switchboard.domain.presence.DisplayName;
import dev.switchboard.domain.presence.Group;
import dev.switchboard.domain.presence.GroupRef;
import dev.switchboard.domain.presence.Numbers;
import dev.switchboard.domain.presence.UserPresence;
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

/// The groups of an organisation and their members. Admins' changes are audited; those of telephone
/// systems, which move members all day, are not.
@Tag(name = "Groups")
@RestController
@RequestMapping(
        path = "/v1/organisation/{org}/user-group",
        produces = MediaType.APPLICATION_JSON_VALUE)
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

    /// @param id null to choose an unused one; ignored if the path names it
    record GroupBody(@Nullable Long id, String name) {
        GroupBody {
            new FieldChecks()
                    .check(() -> id == null ? 1 : Numbers.require("id", id))
                    .check(() -> DisplayName.require("name", name))
                    .require();
        }
    }

    /// List the groups of an organisation.
    ///
    /// By ascending id.
    ///
    /// @param after `next` of the previous page
    /// @param limit 1 to 500; the default is 100
    /// @return a page
    @GetMapping
    Page<GroupView> listGroups(
            @PathVariable String org,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit,
            OrgCaller caller) {
        OrganisationAccess entry = OrganisationAccess.of(caller, org);
        ManageGroups.Page page =
                groups.list(entry.org(), QueryText.after(after), OrganisationAccess.limit(limit));
        return Page.of(page.groups(), page.next(), GroupView::of);
    }

    /// Get a group.
    ///
    /// @return the group
    @GetMapping("/{group}")
    Data<GroupView> getGroup(
            @PathVariable String org, @PathVariable String group, OrgCaller caller) {
        return groups.find(OrganisationAccess.of(caller, org).group(group))
                .map(found -> new Data<>(GroupView.of(found)))
                .orElseThrow(GroupController::unknown);
    }

    /// Create a group.
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Data<GroupView>> createGroup(
            @PathVariable String org, @RequestBody GroupBody body, OrgCaller caller) {
        OrganisationAccess entry = OrganisationAccess.of(caller, org);
        return switch (groups.create(entry.org(), body.id(), body.name())) {
            case Created.Done(Group made) -> {
                GroupRef ref = made.ref();
                audit.record(caller.getName(), "group.create", ref.toString(), made.name());
                URI place =
                        URI.create(
                                "/v1/organisation/%s/user-group/%d".formatted(org, ref.number()));
                yield ResponseEntity.created(place).body(new Data<>(GroupView.of(made)));
            }
            case Created.Exists() -> throw OrganisationAccess.conflict("The group exists already");
        };
    }

    /// Name a group.
    ///
    /// Creates the group if there is none.
    @PutMapping(path = "/{group}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Data<GroupView>> nameGroup(
            @PathVariable String org,
            @PathVariable String group,
            @RequestBody GroupBody body,
            OrgCaller caller) {
        GroupRef ref = OrganisationAccess.of(caller, org).group(group);
        boolean created = groups.put(ref, body.name());
        String action = created ? "group.create" : "group.change";
        audit.record(caller.getName(), action, ref.toString(), body.name());
        return ResponseEntity.status(created ? HttpStatus.CREATED : HttpStatus.OK)
                .body(new Data<>(new GroupView(ref.number(), body.name())));
    }

    /// Remove a group.
    ///
    /// Its members remain users.
    @DeleteMapping("/{group}")
    ResponseEntity<Void> removeGroup(
            @PathVariable String org, @PathVariable String group, OrgCaller caller) {
        GroupRef ref = OrganisationAccess.of(caller, org).group(group);
        if (!groups.remove(ref)) {
            throw unknown();
        }
        audit.record(caller.getName(), "group.remove", ref.toString(), "");
        return ResponseEntity.noContent().build();
    }

    /// List the members of a group.
    ///
    /// By ascending id.
    ///
    /// @param after `next` of the previous page
    /// @param limit 1 to 500; the default is 100
    /// @return a page
    @GetMapping("/{group}/user")
    Page<User> listGroupMembers(
            @PathVariable String org,
            @PathVariable String group,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit,
            OrgCaller caller) {
        OrganisationAccess entry = OrganisationAccess.of(caller, org);
        Listed listed =
                members.list(
                        entry.viewer(),
                        entry.group(group),
                        QueryText.after(after),
                        OrganisationAccess.limit(limit));
        return switch (listed) {
            case Listed.Page(List<UserPresence> shown, Long next) -> Page.of(shown, next, User::of);
            case Listed.Refused(var why) -> throw OrganisationAccess.refused(why);
        };
    }

    /// Add a user to a group.
    ///
    /// Does nothing if the user is a member.
    @PutMapping("/{group}/user/{user}")
    ResponseEntity<Void> joinGroup(
            @PathVariable String org,
            @PathVariable String group,
            @PathVariable String user,
            OrgCaller caller) {
        OrganisationAccess entry = OrganisationAccess.of(caller, org);
        GroupRef ref = entry.group(group);
        long number = entry.user(user).number();
        done(members.join(ref, number));
        record(caller, "group.add_user", ref, number);
        return ResponseEntity.noContent().build();
    }

    /// Remove a user from a group.
    @DeleteMapping("/{group}/user/{user}")
    ResponseEntity<Void> leaveGroup(
            @PathVariable String org,
            @PathVariable String group,
            @PathVariable String user,
            OrgCaller caller) {
        OrganisationAccess entry = OrganisationAccess.of(caller, org);
        GroupRef ref = entry.group(group);
        long number = entry.user(user).number();
        done(members.leave(ref, number));
        record(caller, "group.remove_user", ref, number);
        return ResponseEntity.noContent().build();
    }

    private void record(OrgCaller caller, String action, GroupRef group, long user) {
        if (caller.isAdmin()) {
            audit.record(caller.getName(), action, group.toString(), "user " + user);
        }
    }

    private static void done(Outcome outcome) {
        switch (outcome) {
            case DONE -> {}
            case UNKNOWN_GROUP -> throw unknown();
            case UNKNOWN_USER -> throw OrganisationAccess.unknown("user");
        }
    }

    private static ProblemException unknown() {
        return OrganisationAccess.unknown("group");
    }
}
