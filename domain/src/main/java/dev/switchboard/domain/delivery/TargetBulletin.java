package dev.switchboard.domain.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The changes of targets that were made at one hub, for the other hubs.
///
/// @param number how many there were since the hub began
/// @param latest the last of them, in their order
public record TargetBulletin(long number, List<TargetChange> latest) {

    static final int LENGTH = 16;

    /// Nothing was changed yet.
    public static final TargetBulletin NONE = new TargetBulletin(0, List.of());

    public TargetBulletin {
        latest = List.copyOf(latest);
    }

    public TargetBulletin with(TargetChange change) {
        List<TargetChange> all = new ArrayList<>(latest);
        all.add(change);
        return new TargetBulletin(
                number + 1, all.subList(Math.max(0, all.size() - LENGTH), all.size()));
    }

    /// Returns the changes that a reader of the first `known` ones has not read; empty if some of
    /// those are not here any more.
    public Optional<List<TargetChange>> after(long known) {
        long gone = number - latest.size();
        return known < gone
                ? Optional.empty()
                : Optional.of(
                        latest.subList((int) Math.min(known - gone, latest.size()), latest.size()));
    }
}
