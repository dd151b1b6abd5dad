package dev.switchboard.adapter.in.web.delivery;

import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.request.QueryText;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.delivery.FollowDeliveries;
import dev.switchboard.application.port.in.delivery.FollowDeliveries.Page;
import dev.switchboard.application.port.in.delivery.MendDeliveries;
import dev.switchboard.application.port.in.delivery.MendDeliveries.Outcome;
import dev.switchboard.application.port.in.delivery.MendDeliveries.Selection;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/// Parked deliveries: looked at, sent again or given up for good. What admins do is audited.
@RestController
final class ParkedController implements ParkedApi {

    private final FollowDeliveries deliveries;
    private final MendDeliveries mending;
    private final KeepAudit audit;

    ParkedController(FollowDeliveries deliveries, MendDeliveries mending, KeepAudit audit) {
        this.deliveries = deliveries;
        this.mending = mending;
        this.audit = audit;
    }

    @Override
    public ParkedView.Page list(ParkedQuery query, @Nullable String after, @Nullable String limit) {
        MessageId start = after == null ? null : new MessageId(after);
        Page page = deliveries.list(query.toQuery(start, QueryText.limit(limit)));
        return new ParkedView.Page(
                page.items().stream().map(ParkedView::of).toList(),
                page.next() == null ? null : page.next().value());
    }

    @Override
    public Count redrive(String id, @Nullable String target, Principal caller) {
        MessageId message = new MessageId(id);
        Target where = Target.parse(QueryText.required("target", target));
        refuseUnlessDone(mending.redrive(message, where));
        audit.record(caller.getName(), "delivery.redrive", id, where.toString());
        return new Count(1);
    }

    @Override
    public Count redriveAll(byte @Nullable [] body, Principal caller) {
        Selection selection = RedriveRequest.parse(body).toSelection();
        int count = mending.redriveAll(selection);
        audit.record(
                caller.getName(),
                "delivery.redrive_all",
                selection.target() == null ? "*" : selection.target().toString(),
                "count " + count);
        return new Count(count);
    }

    @Override
    public void discard(String id, @Nullable String target, Principal caller) {
        MessageId message = new MessageId(id);
        Target where = Target.parse(QueryText.required("target", target));
        refuseUnlessDone(mending.discard(message, where));
        audit.record(caller.getName(), "delivery.discard", id, where.toString());
    }

    private static void refuseUnlessDone(Outcome outcome) {
        switch (outcome) {
            case DONE -> {}
            case NOT_PARKED ->
                    throw new ProblemException(ProblemCode.CONFLICT, "The delivery is not parked");
            case UNKNOWN -> throw new ProblemException(ProblemCode.NOT_FOUND, "Unknown delivery");
        }
    }
}
