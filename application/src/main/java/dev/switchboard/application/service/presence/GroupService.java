package dev.switchboard.application.service.presence;

import dev.switchboard.application.port.in.presence.ManageGroups;
import dev.switchboard.application.port.in.presence.ManageMembers;
import dev.switchboard.application.port.out.presence.Organisations;
import dev.switchboard.application.port.out.presence.Organisations.User;
import dev.switchboard.domain.presence.Group;
import dev.switchboard.domain.presence.GroupRef;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.UserPresence;
import dev.switchboard.domain.presence.Viewer;
import dev.switchboard.domain.presence.Viewer.Refusal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Manages the groups of organisations and their members.
public final class GroupService implements ManageGroups, ManageMembers {

    private final OpenOrganisations organisations;

    GroupService(OpenOrganisations organisations) {
        this.organisations = organisations;
    }

    @Override
    public ManageGroups.Page list(OrgId org, long after, int limit) {
        List<Group> groups =
                organisations
                        .of(org)
                        .look(image ->
                                image.groupsBehind(after)
                                        .limit(limit + 1L)
                                        .map(group -> group(org, group))
                                        .toList());
        boolean last = groups.size() <= limit;
        return new ManageGroups.Page(
                last ? groups : groups.subList(0, limit),
                last ? null : groups.get(limit - 1).ref().number());
    }

    private static Group group(OrgId org, Organisations.Group group) {
        return new Group(new GroupRef(org, group.number()), group.name());
    }

    @Override
    public Optional<Group> find(GroupRef ref) {
        return organisations
                .of(ref.org())
                .look(image ->
                        Optional.ofNullable(image.group(ref.number()))
                                .map(group -> group(ref.org(), group)));
    }

    @Override
    public Created create(OrgId org, @Nullable Long number, String name) {
        Group proposed = new Group(new GroupRef(org, number == null ? 1 : number), name);
        OrganisationWriter writer = organisations.writer(org);
        return number == null
                ? writer.changeAlone(changeset ->
                        create(
                                changeset,
                                new GroupRef(org, changeset.image().greatestGroup() + 1),
                                proposed.name()))
                : writer.change(changeset -> create(changeset, proposed.ref(), proposed.name()));
    }

    private static Created create(Changeset changeset, GroupRef ref, String name) {
        if (changeset.group(ref.number()) != null) {
            return new Created.Exists();
        }
        changeset.put(
                new Organisations.Group(ref.number(), name, changeset.seq(), changeset.seq()));
        return new Created.Done(new Group(ref, name));
    }

    @Override
    public boolean put(GroupRef ref, String name) {
        Group group = new Group(ref, name);
        return organisations
                .writer(ref.org())
                .change(changeset -> {
                    Organisations.Group before = changeset.group(ref.number());
                    if (before == null) {
                        create(changeset, ref, group.name());
                    } else if (!before.name().equals(name)) {
                        changeset.put(
                                new Organisations.Group(
                                        ref.number(), name, before.createdAt(), changeset.seq()));
                    }
                    return before == null;
                });
    }

    @Override
    public boolean remove(GroupRef ref) {
        return organisations
                .writer(ref.org())
                .changeAlone(changeset -> {
                    Organisations.Group group = changeset.group(ref.number());
                    if (group != null) {
                        changeset.remove(group);
                    }
                    return group != null;
                });
    }

    @Override
    public Listed list(Viewer viewer, GroupRef ref, long after, int limit) {
        Optional<Refusal> refusal = viewer.refusal(ref);
        if (refusal.isPresent()) {
            return new Listed.Refused(refusal.get());
        }
        return organisations
                .of(ref.org())
                .look(image -> {
                    if (image.group(ref.number()) == null) {
                        return new Listed.Refused(Refusal.UNKNOWN);
                    }
                    List<UserPresence> members =
                            image.members(ref.number()).tailMap(after, false).keySet().stream()
                                    .map(image::user)
                                    .filter(Objects::nonNull)
                                    .limit(limit + 1L)
                                    .map(user -> viewer.view(user.presence()))
                                    .toList();
                    return new Listed.Page(
                            UserService.cut(members, limit), UserService.next(members, limit));
                });
    }

    @Override
    public Outcome join(GroupRef ref, long number) {
        return change(
                ref,
                number,
                (changeset, group, user) -> {
                    if (!changeset.isMember(group.number(), number)) {
                        changeset.join(group, user);
                    }
                });
    }

    @Override
    public Outcome leave(GroupRef ref, long number) {
        return change(
                ref,
                number,
                (changeset, group, user) -> {
                    if (changeset.isMember(group.number(), number)) {
                        changeset.leave(group, user);
                    }
                });
    }

    private Outcome change(GroupRef ref, long number, MembershipChange change) {
        return organisations
                .writer(ref.org())
                .change(changeset -> {
                    Organisations.Group group = changeset.group(ref.number());
                    User user = changeset.user(number);
                    if (group == null) {
                        return Outcome.UNKNOWN_GROUP;
                    }
                    if (user == null) {
                        return Outcome.UNKNOWN_USER;
                    }
                    change.make(changeset, group, user);
                    return Outcome.DONE;
                });
    }

    private interface MembershipChange {
        void make(Changeset changeset, Organisations.Group group, User user);
    }
}
