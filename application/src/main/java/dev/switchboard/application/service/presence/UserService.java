package dev.switchboard.application.service.presence;

import dev.switchboard.application.port.in.presence.ManageUsers;
import dev.switchboard.application.port.out.presence.Organisations.User;
import dev.switchboard.domain.presence.UserPresence;
import dev.switchboard.domain.presence.UserRef;
import dev.switchboard.domain.presence.Viewer;
import dev.switchboard.domain.presence.Viewer.Refusal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Manages the users of organisations.
final class UserService implements ManageUsers {

    private final OpenOrganisations organisations;

    UserService(OpenOrganisations organisations) {
        this.organisations = organisations;
    }

    @Override
    public Found find(Viewer viewer, UserRef ref) {
        Optional<Refusal> refusal = viewer.refusal(ref);
        if (refusal.isPresent()) {
            return new Found.Refused(refusal.get());
        }
        return organisations
                .of(ref.org())
                .look(image -> {
                    User user = image.user(ref.number());
                    if (user != null) {
                        return new Found.Done(viewer.view(user.presence()));
                    }
                    return viewer.isSelf(ref)
                            ? new Found.Done(WatchService.unreported(image, ref))
                            : new Found.Refused(Refusal.UNKNOWN);
                });
    }

    @Override
    public Page list(Viewer viewer, long after, int limit) {
        List<UserPresence> users =
                organisations
                        .of(viewer.org())
                        .look(image ->
                                image.usersBehind(after).stream()
                                        .map(User::presence)
                                        .filter(user -> viewer.refusal(user.user()).isEmpty())
                                        .limit(limit + 1L)
                                        .map(viewer::view)
                                        .toList());
        return new Page(viewer.org(), cut(users, limit), next(users, limit));
    }

    /// Cuts a list, read with one extra element, to the page size.
    static List<UserPresence> cut(List<UserPresence> users, int limit) {
        return users.subList(0, Math.min(limit, users.size()));
    }

    /// Returns the start of the next page, if the list is longer than the page.
    static @Nullable Long next(List<UserPresence> users, int limit) {
        return users.size() <= limit ? null : users.get(limit - 1).user().number();
    }

    @Override
    public Put put(UserRef ref, String name, String email) {
        UserPresence valid = UserPresence.unreported(ref).named(name, email);
        return organisations
                .writer(ref.org())
                .change(draft -> {
                    User before = draft.user(ref.number());
                    User user = before == null ? draft.known(ref) : before;
                    UserPresence named = user.presence().named(valid.name(), valid.email());
                    if (!named.equals(user.presence())) {
                        draft.rename(user, named);
                    }
                    return new Put(named, before == null);
                });
    }

    @Override
    public Removed remove(UserRef ref) {
        return organisations
                .writer(ref.org())
                .change(draft -> {
                    User user = draft.user(ref.number());
                    if (user == null) {
                        return Removed.UNKNOWN;
                    }
                    draft.remove(user);
                    return Removed.DONE;
                });
    }
}
