package dev.switchboard.application.service.presence;

import dev.switchboard.application.port.in.presence.CountUnread;
import dev.switchboard.application.port.out.presence.Organisations.EntryKey;
import dev.switchboard.application.port.out.presence.Organisations.Repeat;
import dev.switchboard.application.port.out.presence.Organisations.User;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.presence.Unread;
import dev.switchboard.domain.presence.UserRef;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Counts unread messages, each request once.
final class UnreadService implements CountUnread {

    private static final Duration REPEATS = Duration.ofDays(1);

    private final OpenOrganisations organisations;

    UnreadService(OpenOrganisations organisations) {
        this.organisations = organisations;
    }

    @Override
    public Counted count(UserRef user, Counting counting, @Nullable RepeatKey key) {
        return organisations
                .writer(user.org())
                .change(changeset ->
                        key == null
                                ? count(changeset, user, counting)
                                : countOnce(changeset, user, counting, key));
    }

    private static Counted countOnce(
            Changeset changeset, UserRef user, Counting counting, RepeatKey key) {
        IdempotencyKey request =
                new IdempotencyKey(
                        key.caller(),
                        key.value(),
                        fingerprint(user, counting),
                        changeset.now().plus(REPEATS));
        EntryKey name = EntryKey.repeat(request.scope(), request.key());
        if (changeset.get(name) instanceof Repeat first
                && changeset.now().isBefore(first.request().expiresAt())) {
            return first.request().fingerprint().equals(request.fingerprint())
                    ? new Counted.Done(first.total(), first.version())
                    : new Counted.KeyReused();
        }
        Counted counted = count(changeset, user, counting);
        if (counted instanceof Counted.Done(long total, long version)) {
            changeset.put(new Repeat(request, total, version, changeset.seq()));
        }
        return counted;
    }

    private static String fingerprint(UserRef user, Counting counting) {
        return switch (counting) {
            case Counting.Add(long by) -> user.number() + "+" + by;
            case Counting.Replace(long to) -> user.number() + "=" + to;
        };
    }

    private static Counted count(Changeset changeset, UserRef ref, Counting counting) {
        User user = changeset.user(ref.number());
        if (user == null) {
            return new Counted.Unknown();
        }
        Unread after =
                switch (counting) {
                    case Counting.Add(long by) -> user.unread().plus(by);
                    case Counting.Replace(long to) -> user.unread().counting(to);
                };
        changeset.count(user, after);
        return new Counted.Done(after.total(), after.version());
    }
}
