package dev.switchboard.adapter.out.upstreams.salesforce;

import static dev.switchboard.adapter.out.upstreams.salesforce.SendStep.Done.DONE;

import dev.switchboard.adapter.out.upstreams.salesforce.SendStep.KeptBack;
import dev.switchboard.adapter.out.upstreams.salesforce.entry.ConversationEntry;
import dev.switchboard.adapter.out.upstreams.salesforce.entry.Parts;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.upstream.AgentDesk;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.domain.desk.DeskRef;
import dev.switchboard.domain.desk.DeskSession;
import dev.switchboard.domain.desk.DeskSession.State;
import dev.switchboard.domain.handoff.TenantId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Salesforce as a desk: a Case for each chat, and agents who answer through Enhanced Chat.
final class SalesforceDesk implements AgentDesk {

    static final String NAME = "salesforce";

    private static final Duration ELSEWHERE = Duration.ofSeconds(2);

    private final SalesforceContext context;
    private final SalesforceRecords records;
    private final CaseSearch search;
    private final SalesforceProperties settings;
    private final OpeningRollback openingRollback;
    private final SessionOwner sessionOwner;

    SalesforceDesk(
            SalesforceContext context,
            SalesforceRecords records,
            CaseSearch search,
            SalesforceProperties settings,
            OpeningRollback openingRollback,
            SessionOwner sessionOwner) {
        this.context = context;
        this.records = records;
        this.search = search;
        this.settings = settings;
        this.openingRollback = openingRollback;
        this.sessionOwner = sessionOwner;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Opening open(Request request) {
        String named = request.route().get("es-developer-name");
        String deployment = named == null ? settings.esDeveloperName() : named;
        if (deployment == null) {
            return new Opening.NotRoutable();
        }
        if (!context.ownership().owns(request.conversation())) {
            return heldBack();
        }
        DeskSession first =
                DeskSession.begin(
                        request.chat(),
                        request.conversation(),
                        NAME,
                        request.tenant(),
                        sessionOwner.hold(request.conversation()),
                        context.clock().instant());
        ChatSession session = sessionOwner.begin(first);
        return session == null ? earlier(request.chat()) : open(request, session, deployment);
    }

    private static Opening heldBack() {
        return new Opening.HeldBack(OpeningSteps.PATIENCE);
    }

    /// Returns the opening that an earlier request began.
    private Opening earlier(DeskRef chat) {
        return context.sessions()
                .find(chat)
                .map(SalesforceDesk::earlier)
                .orElseGet(Opening.Undone::new);
    }

    private static Opening earlier(DeskSession stored) {
        return switch (stored.state()) {
            case OPEN -> new Opening.Opened(stored.fact(Fact.BEGUN) != null);
            case OPENING -> heldBack();
            case UNDOING, OVER -> new Opening.Undone();
        };
    }

    private Opening open(Request request, ChatSession session, String deployment) {
        boolean finished = false;
        try {
            Opening opening =
                    new OpeningSteps(context, records, search, settings, session, request)
                            .take(deployment);
            finished = opening instanceof Opening.Opened || openingRollback.begin(session);
            return opening;
        } finally {
            if (!finished) {
                openingRollback.beginLater(session);
            }
        }
    }

    @Override
    public SendOutcome send(DeskRef chat, DeskMessage said) {
        return with(chat, session -> send(session, said));
    }

    private SendOutcome with(DeskRef chat, Function<ChatSession, SendOutcome> work) {
        Optional<ChatSession> session = sessionOwner.take(chat);
        if (session.isPresent()) {
            return work.apply(session.get());
        }
        boolean live =
                context.sessions()
                        .find(chat)
                        .filter(stored -> stored.state() != State.OVER)
                        .isPresent();
        return live
                ? new SendOutcome.NotBefore(context.clock().instant().plus(ELSEWHERE))
                : ChatSession.closed();
    }

    private SendOutcome send(ChatSession session, DeskMessage said) {
        List<String> texts =
                switch (said) {
                    case DeskMessage.Text text -> List.of(text.text());
                    case DeskMessage.File file -> List.of(file.notice(), file.caption());
                };
        SendStep step =
                session.ready()
                        .then(() -> session.brief(said.before()))
                        .then(() ->
                                said instanceof DeskMessage.File file
                                        ? upload(session, file)
                                        : DONE)
                        .then(() -> session.sendParts(Parts.of(said.id(), texts)));
        return switch (step) {
            case SendStep.Done _ -> {
                String receipt = ConversationEntry.idOf(said.id(), 0);
                yield new SendOutcome.Called(new UpstreamReply.Accepted(202, null, receipt));
            }
            case SendStep.KeptBack(var why) -> why;
        };
    }

    /// Attaches the file to the Case, unless it is attached.
    private SendStep upload(ChatSession session, DeskMessage.File file) {
        String caseId = session.known(Fact.CASE);
        String mark = file.id().value();
        CallResult files = records.filesOf(caseId);
        if (!(files instanceof CallResult.Done done)) {
            return new KeptBack(files.asSendOutcome());
        }
        for (JsonNode record : done.json().path("records")) {
            if (record.path("ContentDocument").path("Description").asString("").equals(mark)) {
                return DONE;
            }
        }
        ByteBuffer bytes = file.bytes().get();
        if (bytes == null) {
            return new KeptBack(new SendOutcome.NotBefore(context.clock().instant()));
        }
        CallResult put = records.putFile(caseId, file.name(), mark, bytes);
        return put instanceof CallResult.Done ? DONE : new KeptBack(put.asSendOutcome());
    }

    @Override
    public SendOutcome end(DeskRef chat) {
        SendOutcome sent = with(chat, session -> session.conversation().end());
        boolean gone = sent.equals(ChatSession.closed());
        return gone ? new SendOutcome.Called(new UpstreamReply.Accepted(200, null)) : sent;
    }

    @Override
    public void abandon(DeskRef chat, TenantId tenant) {
        DeskSession never =
                DeskSession.never(
                        chat, NAME, tenant, sessionOwner.name(), context.clock().instant());
        if (context.sessions().insert(never)) {
            return;
        }
        Optional<ChatSession> session = sessionOwner.take(chat);
        boolean noted =
                context.sessions()
                        .find(chat)
                        .map(DeskSession::state)
                        .filter(state -> state == State.OVER || state == State.UNDOING)
                        .isPresent();
        if (!noted && !session.map(openingRollback::begin).orElse(false)) {
            throw new StoreUnavailableException("Another hub runs this session now");
        }
    }

    @Override
    public Load load() {
        return sessionOwner.load();
    }

    @Override
    public Optional<SessionView> view(DeskRef chat) {
        return context.sessions()
                .find(chat)
                .map(stored ->
                        new SessionView(
                                stored.facts(), stored.hold().holder(), stored.hold().fence()));
    }
}
