package dev.switchboard.adapter.out.upstreams.salesforce;

import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.upstream.AgentDesk;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import dev.switchboard.application.port.out.upstream.UserMessageGateway.Sent;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.desk.DeskRef;
import dev.switchboard.domain.desk.DeskSession;
import dev.switchboard.domain.desk.DeskSession.State;
import dev.switchboard.domain.handoff.TenantId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Salesforce as a desk: a Case for each chat, and agents who answer by Enhanced Chat.
final class SalesforceDesk implements AgentDesk {

    static final String NAME = "salesforce";

    private static final Duration ELSEWHERE = Duration.ofSeconds(2);

    private final Around around;
    private final Records records;
    private final SalesforceProperties settings;
    private final Undoing undoing;
    private final Holding holding;

    SalesforceDesk(
            Around around,
            Records records,
            SalesforceProperties settings,
            Undoing undoing,
            Holding holding) {
        this.around = around;
        this.records = records;
        this.settings = settings;
        this.undoing = undoing;
        this.holding = holding;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Opening open(Request request) {
        String named = request.route().get("es-developer-name");
        String deployment = named == null ? settings.esDeveloperName() : named;
        String holder = holding.holder();
        if (deployment == null || holder == null) {
            return deployment == null ? new Opening.NotRoutable() : heldBack();
        }
        Instant now = around.clock().instant();
        DeskSession first = DeskSession.begin(request.chat(), NAME, request.tenant(), holder, now);
        ChatSession session = holding.begin(first);
        return session == null ? again(request.chat()) : open(request, session, deployment);
    }

    private static Opening heldBack() {
        return new Opening.HeldBack(OpeningSteps.PATIENCE);
    }

    private Opening again(DeskRef chat) {
        return around.sessions()
                .find(chat)
                .map(SalesforceDesk::again)
                .orElseGet(Opening.Undone::new);
    }

    private static Opening again(DeskSession stored) {
        return switch (stored.state()) {
            case OPEN -> new Opening.Opened(stored.fact("greeted") != null);
            case OPENING -> heldBack();
            case UNDOING, OVER -> new Opening.Undone();
        };
    }

    private Opening open(Request request, ChatSession session, String deployment) {
        boolean finished = false;
        try {
            Opening opening =
                    new OpeningSteps(around, records, settings, session, request).take(deployment);
            finished = opening instanceof Opening.Opened || undoing.begin(session);
            return opening;
        } finally {
            if (!finished) {
                undoing.beginLater(session);
            }
        }
    }

    @Override
    public Sent send(DeskRef chat, Said said) {
        return with(
                chat,
                session -> {
                    Sent back = session.keptBack();
                    return back == null ? send(session, said) : back;
                });
    }

    private Sent with(DeskRef chat, Function<ChatSession, Sent> work) {
        if (holding.holder() == null) {
            return new Sent.NotBefore(around.clock().instant().plus(ELSEWHERE));
        }
        Optional<ChatSession> session = holding.take(chat);
        if (session.isPresent()) {
            return work.apply(session.get());
        }
        boolean live =
                around.sessions()
                        .find(chat)
                        .filter(stored -> stored.state() != State.OVER)
                        .isPresent();
        return live
                ? new Sent.NotBefore(around.clock().instant().plus(ELSEWHERE))
                : ChatSession.closed();
    }

    private Sent send(ChatSession session, Said said) {
        List<String> texts =
                switch (said) {
                    case Said.Text text -> List.of(text.text());
                    case Said.File file -> List.of(file.notice(), file.caption());
                };
        Sent stop = session.brief(said.before());
        if (stop == null && said instanceof Said.File file) {
            stop = upload(session, file);
        }
        if (stop == null) {
            stop = session.say(Parts.of(said.id(), texts));
        }
        String receipt = Entry.idOf(said.id(), 0);
        return stop == null
                ? new Sent.Called(new UpstreamReply.Accepted(202, null, receipt))
                : stop;
    }

    /// Puts the file on the Case, unless it is there.
    ///
    /// @return what keeps it from being there, or null if it is
    private @Nullable Sent upload(ChatSession session, Said.File file) {
        String caseId = session.known("caseId");
        String mark = file.id().value();
        Outcome files = records.filesOf(caseId);
        if (!(files instanceof Outcome.Done done)) {
            return meaning(files);
        }
        for (JsonNode record : done.json().path("records")) {
            if (record.path("ContentDocument").path("Description").asString("").equals(mark)) {
                return null;
            }
        }
        ByteBuffer bytes = file.bytes().get();
        if (bytes == null) {
            return new Sent.NotBefore(around.clock().instant());
        }
        Outcome put = records.putFile(caseId, file.name(), mark, bytes);
        return put instanceof Outcome.Done ? null : meaning(put);
    }

    private static Sent meaning(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Away(Cause cause, Integer status, Duration patience, _) ->
                    new Sent.Called(new UpstreamReply.Unavailable(cause, status, patience));
            case Outcome.Refused(int status, String code) -> refused(status, code);
            case Outcome.Forbidden(String code) -> refused(403, code);
            case Outcome.Missing _ -> refused(404, "NOT_FOUND");
            case Outcome.Denied _ -> refused(401, "UNAUTHORIZED");
            case Outcome.Done _ -> throw new IllegalArgumentException("nothing failed");
        };
    }

    private static Sent refused(int status, String code) {
        return new Sent.Called(new UpstreamReply.Refused(status, code), new ParkReason(code));
    }

    @Override
    public Sent end(DeskRef chat) {
        Sent sent = with(chat, session -> session.end().end());
        boolean gone = sent.equals(ChatSession.closed());
        return gone ? new Sent.Called(new UpstreamReply.Accepted(200, null)) : sent;
    }

    @Override
    public void abandon(DeskRef chat, TenantId tenant) {
        Instant now = around.clock().instant();
        String holder = holding.holder();
        DeskSession never =
                DeskSession.never(chat, NAME, tenant, holder == null ? "nobody" : holder, now);
        if (around.sessions().insert(never)) {
            return;
        }
        Optional<ChatSession> session = holding.take(chat);
        boolean noted =
                around.sessions()
                        .find(chat)
                        .map(DeskSession::state)
                        .filter(state -> state == State.OVER || state == State.UNDOING)
                        .isPresent();
        if (!noted && !session.map(undoing::begin).orElse(false)) {
            throw new StoreUnavailableException("Another hub runs this session now");
        }
    }

    @Override
    public Load load() {
        return holding.load();
    }

    @Override
    public Optional<Standing> standing(DeskRef chat) {
        return around.sessions()
                .find(chat)
                .map(stored ->
                        new Standing(
                                stored.facts(), stored.hold().holder(), stored.hold().fence()));
    }
}
