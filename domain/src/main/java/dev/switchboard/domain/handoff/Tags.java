package dev.switchboard.domain.handoff;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The tags of a conversation, which say what it is about: labels of its tenant, each once, in the
/// order in which agents added them.
public record Tags(List<LabelId> ids) {

    /// The most tags of one conversation.
    public static final int MOST = 20;

    public static final Tags NONE = new Tags(List.of());

    public Tags {
        ids = List.copyOf(new LinkedHashSet<>(ids));
        if (ids.size() > MOST) {
            throw new InvalidValueException("tags", Reason.TOO_LONG);
        }
    }

    /// @return empty if there would be more than [#MOST]
    public static Optional<Tags> of(Collection<LabelId> ids) {
        Set<LabelId> once = new LinkedHashSet<>(ids);
        return once.size() > MOST ? Optional.empty() : Optional.of(new Tags(List.copyOf(once)));
    }

    /// @return empty if there would be more than [#MOST]
    public Optional<Tags> changed(Collection<LabelId> add, Collection<LabelId> remove) {
        Set<LabelId> next = new LinkedHashSet<>(ids);
        remove.forEach(next::remove);
        next.addAll(add);
        return of(next);
    }
}
