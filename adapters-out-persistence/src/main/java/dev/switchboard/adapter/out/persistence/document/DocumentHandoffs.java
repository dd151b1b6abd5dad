package dev.switchboard.adapter.out.persistence.document;

import dev.switchboard.adapter.out.persistence.document.DocumentTable.Amendment;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Change;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Outcome;
import dev.switchboard.adapter.out.persistence.document.TableForm.Index;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Abandoned;
import dev.switchboard.domain.handoff.Handoff.Customer;
import dev.switchboard.domain.handoff.Handoff.Ended;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Offered;
import dev.switchboard.domain.handoff.Handoff.Over;
import dev.switchboard.domain.handoff.Handoff.Queued;
import dev.switchboard.domain.handoff.Handoff.Waiting;
import dev.switchboard.domain.handoff.Handoff.WithBot;
import dev.switchboard.domain.handoff.HandoffDetails;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.Lease;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.handoff.Priority;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.QueuePosition;
import dev.switchboard.domain.handoff.Step;
import dev.switchboard.domain.handoff.Tags;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.Content;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Handoffs by conversation, each flagged as open until it is finished. A handoff is removed with
/// its conversation.
public final class DocumentHandoffs implements Handoffs {

    private static final Index OPEN = TableForm.HANDOFFS.index("open");
    private static final Function<Document, Stream<Handoff>> READER =
            DocumentFields.reader(TableForm.HANDOFFS, HandoffForm::toHandoff);

    private final DocumentTable table;

    /// @param table a table of the form [TableForm#HANDOFFS]
    public DocumentHandoffs(DocumentTable table) {
        this.table = table;
    }

    @Override
    public Optional<Handoff> find(ConversationId conversation) {
        return table.find(conversation.value()).flatMap(DocumentHandoffs::read);
    }

    @Override
    public Optional<Handoff> open(ConversationId conversation) {
        return table.find(conversation.value())
                .filter(DocumentHandoffs::isOpen)
                .flatMap(DocumentHandoffs::read);
    }

    private static boolean isOpen(Document document) {
        return new DocumentFields(document).isSet(OPEN.field());
    }

    /// Empty if it cannot be read.
    private static Optional<Handoff> read(Document document) {
        return READER.apply(document).findFirst();
    }

    @Override
    public Changed change(long expected, Handoff next) {
        if (expected > 0) {
            return changed(next, table.write(new Amendment.Replace(open(next), expected)));
        }
        Changed begun = changed(next, table.write(new Change.Insert(open(next))));
        if (!begun.equals(new Changed.Overtaken(null))) {
            return begun;
        }
        // An unreadable handoff counts as none.
        var _ = table.write(new Amendment.Remove(next.conversation().value()));
        return changed(next, table.write(new Change.Insert(open(next))));
    }

    private static Document open(Handoff handoff) {
        return HandoffForm.toDocument(handoff).append(OPEN.field(), true);
    }

    private static Changed changed(Handoff next, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done _ -> new Changed.Done();
            case Outcome.Refused(@Nullable Document document) -> {
                Handoff there =
                        Optional.ofNullable(document).flatMap(DocumentHandoffs::read).orElse(null);
                yield there != null && there.isSameStepAs(next)
                        ? new Changed.Done()
                        : new Changed.Overtaken(there);
            }
        };
    }

    /// A conversation's handoff version never falls, so an equal version means the same handoff.
    @Override
    public void keep(List<Leased> renewed) {
        table.amend(
                renewed.stream()
                        .map(one -> new Amendment.Replace(open(one), one.version()))
                        .toList());
    }

    @Override
    public List<Handoff> open(@Nullable ConversationId after, int limit) {
        return table.walk(OPEN, after == null ? null : after.value(), limit, READER);
    }

    @Override
    public void finish(Over over) {
        var _ = table.write(new Amendment.Lower(over.conversation().value(), over.version(), OPEN));
    }

    @Override
    public boolean erase(ConversationId conversation) {
        Optional<Document> there = table.find(conversation.value());
        if (there.isEmpty()) {
            return true;
        }
        if (isOpen(there.get()) || !(read(there.get()).orElse(null) instanceof Over over)) {
            return false;
        }
        Document erased = HandoffForm.toDocument(over.erased());
        return table.write(new Amendment.Replace(erased, over.version())) instanceof Outcome.Done;
    }

    /// A handoff as a document: its fixed facts, its last step, and the fields of its state.
    private static final class HandoffForm {

        private HandoffForm() {}

        static Document toDocument(Handoff handoff) {
            Document document =
                    new Document("_id", handoff.conversation().value())
                            .append("version", handoff.version())
                            .append("matter", toDocument(handoff.details()))
                            .append("step", toDocument(handoff.step()));
            return switch (handoff) {
                case Waiting waiting ->
                        document.append("state", "WAITING").append("place", toDocument(waiting));
                case Offered offered ->
                        document.append("state", "OFFERED")
                                .append("place", toDocument(offered))
                                .append(
                                        "offer",
                                        new Document("agent", offered.agent().value())
                                                .append("deadline", Date.from(offered.deadline())));
                case Leased leased ->
                        document.append("state", "LEASED")
                                .append("queue", leased.queue().value())
                                .append("lease", toDocument(leased.lease(), leased.step()));
                case Ended ended ->
                        DocumentFields.present(
                                document.append("state", "ENDED")
                                        .append("outcome", text(ended.outcome())));
                case WithBot _ -> document.append("state", "WITH_BOT");
                case Abandoned _ -> document.append("state", "ABANDONED");
            };
        }

        private static @Nullable String text(@Nullable LabelId id) {
            return id == null ? null : id.value();
        }

        private static Document toDocument(HandoffDetails details) {
            List<String> tags = details.tags().ids().stream().map(LabelId::value).toList();
            boolean usual = details.priority() == Priority.USUAL;
            return DocumentFields.present(
                    new Document("handoff", details.id().value())
                            .append("tenant", details.tenant().value())
                            .append("system", details.system())
                            .append("answers_to", details.answersTo().toString())
                            .append("customer", details.customer().id())
                            .append("customer_name", details.customer().name())
                            .append("attributes", details.customer().attributes().text())
                            .append("reason", details.reason())
                            .append("asked_at", Date.from(details.askedAt()))
                            .append("tags", tags.isEmpty() ? null : tags)
                            .append("priority", usual ? null : details.priority().name()));
        }

        private static Document toDocument(Step step) {
            AgentId by = step.by();
            Step.Order order = step.order();
            return DocumentFields.present(
                    new Document("kind", step.kind().name())
                            .append("at", Date.from(step.at()))
                            .append("by", by == null ? null : by.value())
                            .append("order", order == null ? null : order.id())
                            .append("fingerprint", order == null ? null : order.fingerprint())
                            .append("note", step.note())
                            .append("left", SegmentForm.toDocument(step.left())));
        }

        private static Document toDocument(Queued queued) {
            long readSeq = queued.place().readSeq();
            return DocumentFields.present(
                    new Document("queue", queued.queue().value())
                            .append("priority", queued.place().priority())
                            .append("since", Date.from(queued.place().since()))
                            .append("tried", queued.tried().stream().map(AgentId::value).toList())
                            .append("read_seq", readSeq == 0 ? null : (Long) readSeq));
        }

        /// `since` is left out while the last step is that of the lease, as in documents of before.
        private static Document toDocument(Lease lease, Step last) {
            Instant since = lease.since();
            return DocumentFields.present(
                    new Document("_id", lease.id().value())
                            .append("agent", lease.agent().value())
                            .append("since", since.equals(last.at()) ? null : Date.from(since))
                            .append("from_seq", lease.fromSeq())
                            .append("read_seq", lease.readSeq())
                            .append("expires_at", Date.from(lease.expiresAt())));
        }

        static Handoff toHandoff(DocumentFields fields) {
            ConversationId conversation = new ConversationId(fields.text("_id"));
            HandoffDetails details = toDetails(conversation, fields.inner("matter"));
            long version = fields.number("version");
            Step step = toStep(fields.inner("step"));
            return switch (fields.text("state")) {
                case "WAITING" -> {
                    DocumentFields place = fields.inner("place");
                    yield new Waiting(details, version, step, toPlace(place), tried(place));
                }
                case "OFFERED" -> {
                    DocumentFields place = fields.inner("place");
                    DocumentFields offer = fields.inner("offer");
                    yield new Offered(
                            details,
                            version,
                            step,
                            toPlace(place),
                            tried(place),
                            new AgentId(offer.text("agent")),
                            offer.time("deadline"));
                }
                case "LEASED" ->
                        new Leased(
                                details,
                                version,
                                step,
                                new QueueId(fields.text("queue")),
                                toLease(fields.inner("lease"), step.at()));
                case "ENDED" -> {
                    @Nullable String outcome = fields.textIfAny("outcome");
                    yield new Ended(
                            details, version, step, outcome == null ? null : new LabelId(outcome));
                }
                case "WITH_BOT" -> new WithBot(details, version, step);
                case "ABANDONED" -> new Abandoned(details, version, step);
                default -> throw new IllegalArgumentException("a state is unknown");
            };
        }

        /// Documents from before `answers_to` existed are all for live clients.
        private static HandoffDetails toDetails(
                ConversationId conversation, DocumentFields fields) {
            @Nullable String system = fields.textIfAny("system");
            @Nullable String answersTo = fields.textIfAny("answers_to");
            @Nullable String priority = fields.textIfAny("priority");
            return new HandoffDetails(
                    new HandoffId(fields.text("handoff")),
                    conversation,
                    new TenantId(fields.text("tenant")),
                    system == null ? conversation.origin() : system,
                    answersTo == null ? Target.LIVE_CLIENTS : Target.parse(answersTo),
                    new Customer(
                            fields.text("customer"),
                            fields.text("customer_name"),
                            new Content(fields.text("attributes"))),
                    fields.text("reason"),
                    fields.time("asked_at"),
                    new Tags(fields.textsIfAny("tags").stream().map(LabelId::new).toList()),
                    priority == null ? Priority.USUAL : Priority.valueOf(priority));
        }

        private static Step toStep(DocumentFields fields) {
            @Nullable String by = fields.textIfAny("by");
            @Nullable String order = fields.textIfAny("order");
            @Nullable String fingerprint = fields.textIfAny("fingerprint");
            return new Step(
                    Step.Kind.valueOf(fields.text("kind")),
                    fields.time("at"),
                    by == null ? null : new AgentId(by),
                    order == null || fingerprint == null
                            ? null
                            : new Step.Order(order, fingerprint),
                    fields.text("note"),
                    SegmentForm.toSegment(fields.innerIfAny("left")));
        }

        /// Documents from before `read_seq` existed do not say what was read.
        private static QueuePosition toPlace(DocumentFields fields) {
            Long readSeq = fields.numberIfAny("read_seq");
            return new QueuePosition(
                    new QueueId(fields.text("queue")),
                    (int) fields.number("priority"),
                    fields.time("since"),
                    readSeq == null ? 0 : readSeq);
        }

        private static Set<AgentId> tried(DocumentFields fields) {
            return fields.texts("tried").stream()
                    .map(AgentId::new)
                    .collect(Collectors.toUnmodifiableSet());
        }

        /// @param stepAt when the agent got it, if the document does not say
        private static Lease toLease(DocumentFields fields, Instant stepAt) {
            Instant since = fields.timeIfAny("since");
            return new Lease(
                    new LeaseId(fields.text("_id")),
                    new AgentId(fields.text("agent")),
                    since == null ? stepAt : since,
                    fields.number("from_seq"),
                    fields.number("read_seq"),
                    fields.time("expires_at"));
        }
    }
}
