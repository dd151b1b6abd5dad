package dev.switchboard.domain.label;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.TenantId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The labels of one kind that a tenant's agents choose from. An id that was in the list once stays
/// in it: a label is retired and not removed, so that no id ever gets another meaning.
///
/// @param version 0 before the first change; rises with each
/// @param required whether agents have to choose one; of [Kind#OUTCOMES] alone, and only if there
///   is one to choose
public record LabelList(
        TenantId tenant, Kind kind, long version, boolean required, List<Label> items) {

    /// The most labels of one list, with those that are retired.
    public static final int MOST = 200;

    public enum Kind {
        /// Say how a conversation ended; each has one.
        OUTCOMES,
        /// Say what a conversation is about; each may have several.
        TAGS
    }

    public LabelList {
        items = List.copyOf(items);
        Set<LabelId> ids = new HashSet<>();
        for (Label label : items) {
            if (!ids.add(label.id())) {
                throw new InvalidValueException("items", Reason.NOT_ALLOWED, label.id() + " twice");
            }
        }
        if (items.size() > MOST) {
            throw new InvalidValueException("items", Reason.TOO_LONG);
        }
        boolean choosable = kind == Kind.OUTCOMES && !items.stream().allMatch(Label::retired);
        if (required && !choosable) {
            throw new InvalidValueException("required", Reason.NOT_ALLOWED, "there is none");
        }
    }

    /// The list of a tenant that has never changed it.
    public static LabelList empty(TenantId tenant, Kind kind) {
        return new LabelList(tenant, kind, 0, false, List.of());
    }

    /// The labels that agents may choose, in order.
    public List<Label> offered() {
        return items.stream().filter(label -> !label.retired()).toList();
    }

    public boolean offers(LabelId id) {
        return offered().stream().anyMatch(label -> label.id().equals(id));
    }

    /// The ids of `before` that this list lacks, in order.
    public List<LabelId> missing(LabelList before) {
        Set<LabelId> ids = items.stream().map(Label::id).collect(Collectors.toSet());
        return before.items().stream().map(Label::id).filter(id -> !ids.contains(id)).toList();
    }
}
