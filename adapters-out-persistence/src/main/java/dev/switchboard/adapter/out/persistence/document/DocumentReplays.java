package dev.switchboard.adapter.out.persistence.document;

import dev.switchboard.adapter.out.persistence.document.DocumentTable.Change;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Outcome;
import dev.switchboard.application.port.out.replay.Replays;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.replay.Replay;
import dev.switchboard.domain.replay.Replay.Choice;
import dev.switchboard.domain.replay.Replay.Request;
import dev.switchboard.domain.replay.Replay.Result;
import dev.switchboard.domain.replay.Replay.Skip;
import java.time.Instant;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Replays by id.
public final class DocumentReplays implements Replays {

    private static final int MOST_OPEN = 100;

    private static final Function<Document, Stream<Replay>> READER =
            DocumentFields.reader(TableForm.REPLAYS, DocumentReplays::toReplay);

    private final DocumentTable table;

    /// @param table a table of the form [TableForm#REPLAYS]
    public DocumentReplays(DocumentTable table) {
        this.table = table;
    }

    @Override
    public boolean insert(Replay replay) {
        return table.write(new Change.Insert(toDocument(replay))) instanceof Outcome.Done;
    }

    @Override
    public void save(Replay replay) {
        var _ = table.write(new Change.Put(toDocument(replay)));
    }

    @Override
    public Optional<Replay> find(String id) {
        return table.find(id).stream().flatMap(READER).findFirst();
    }

    @Override
    public List<Replay> open() {
        return table.walk(TableForm.REPLAYS.index("open"), null, MOST_OPEN, READER);
    }

    @Override
    public void forgetThrough(Instant last) {
        table.forgetThrough(TableForm.REPLAYS.index("done_of"), last);
    }

    private static Document toDocument(Replay replay) {
        Request request = replay.request();
        Result result = replay.result();
        return DocumentFields.present(
                new Document("_id", replay.id())
                        .append("open", replay.isOpen() ? true : null)
                        .append("done_of", replay.isOpen() ? null : Date.from(replay.at()))
                        .append("conversation", request.conversation().value())
                        .append("target", request.target().toString())
                        .append("from", request.from())
                        .append("to", request.to())
                        .append("what", request.what().name())
                        .append("until", replay.until())
                        .append("next", replay.next())
                        .append("at", Date.from(replay.at()))
                        .append("result", result == null ? null : toDocument(result)));
    }

    private static Document toDocument(Result result) {
        Document skipped = new Document();
        result.skipped().forEach((why, number) -> skipped.append(why.name(), number));
        return new Document("count", result.count()).append("skipped", skipped);
    }

    private static Replay toReplay(DocumentFields fields) {
        @Nullable DocumentFields result = fields.innerIfAny("result");
        return new Replay(
                fields.text("_id"),
                new Request(
                        new ConversationId(fields.text("conversation")),
                        Target.parse(fields.text("target")),
                        fields.number("from"),
                        fields.numberIfAny("to"),
                        Choice.valueOf(fields.text("what"))),
                fields.number("until"),
                fields.numberIfAny("next"),
                fields.time("at"),
                result == null ? null : toResult(result));
    }

    private static Result toResult(DocumentFields fields) {
        DocumentFields numbers = fields.inner("skipped");
        Map<Skip, Integer> skipped = new EnumMap<>(Skip.class);
        for (Skip why : Skip.values()) {
            Long number = numbers.numberIfAny(why.name());
            if (number != null) {
                skipped.put(why, number.intValue());
            }
        }
        return new Result((int) fields.number("count"), skipped);
    }
}
