package dev.switchboard.adapter.out.persistence.mongo.journal;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.TRACES;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.record.HopDocument;
import dev.switchboard.application.port.out.message.Journal.Settlement;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.message.MessageId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.BulkOperations.BulkMode;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Update;

/// The later calls of deliveries with many retries. MongoDB rewrites a message's document with each
/// step, so only the first calls are kept there; later ones go into separate pages.
///
/// A page is written before its step. A repeated step finds its call there already; a step that is
/// never stored leaves the trace of a call that was made.
final class TracePages {

    /// Most deliveries need no page.
    static final int IN_THE_MESSAGE = 20;

    private static final int PAGE = 100;

    /// The most pages of a delivery. A delivery retried every minute for a day stays below; more
    /// pages would only fill the disk.
    private static final int MOST = 20;

    private TracePages() {}

    /// @param hops keyed by what identifies a hop, so that a repeated write replaces the same entry
    private record Page(String id, Map<String, HopDocument> hops) {}

    /// Refusals stay in the message's document: they may quote the message, and are encrypted like
    /// it.
    static boolean take(Attempt call) {
        return call.number() > IN_THE_MESSAGE && call.outcome() != Outcome.REFUSED;
    }

    /// Costs nothing unless one of the steps has a call for a page.
    static void add(MongoOperations mongo, Collection<Settlement> steps) {
        List<Settlement> late = steps.stream().filter(step -> take(step.attempt())).toList();
        if (late.isEmpty()) {
            return;
        }
        BulkOperations bulk = mongo.bulkOps(BulkMode.UNORDERED, TRACES);
        for (Settlement step : late) {
            HopDocument hop = DeliverySteps.hopOf(step);
            int page = hop.number() / PAGE;
            bulk.upsert(
                    query(where("_id").is(id(step.message(), hop, page))),
                    new Update()
                            .setOnInsert("message", step.message().value())
                            .set("hops." + name(hop), hop));
            if (page >= MOST) {
                bulk.remove(query(where("_id").is(id(step.message(), hop, page - MOST))));
            }
        }
        bulk.execute();
    }

    private static String id(MessageId message, HopDocument hop, int page) {
        return "%s %s %d".formatted(message.value(), hop.target(), page);
    }

    private static String name(HopDocument hop) {
        return "%d-%d-%s".formatted(hop.number(), hop.at().toEpochMilli(), hop.outcome());
    }

    static List<HopDocument> read(MongoOperations mongo, MessageId message) {
        return mongo.find(query(where("message").is(message.value())), Page.class, TRACES).stream()
                .flatMap(page -> page.hops().values().stream())
                .toList();
    }

    /// Removes the targets' own texts.
    static void quieten(MongoOperations mongo, Collection<String> messages) {
        for (Page page : mongo.find(query(where("message").in(messages)), Page.class, TRACES)) {
            Update quiet = new Update();
            page.hops().keySet().forEach(hop -> quiet.set("hops." + hop + ".detail", ""));
            mongo.updateFirst(query(where("_id").is(page.id())), quiet, TRACES);
        }
    }

    static void remove(MongoOperations mongo, Collection<String> messages) {
        mongo.remove(query(where("message").in(messages)), TRACES);
    }
}
