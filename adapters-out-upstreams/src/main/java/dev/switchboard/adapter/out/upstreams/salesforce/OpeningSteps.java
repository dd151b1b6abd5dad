package dev.switchboard.adapter.out.upstreams.salesforce;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.out.upstreams.salesforce.SendStep.KeptBack;
import dev.switchboard.adapter.out.upstreams.salesforce.entry.Parts.Part;
import dev.switchboard.application.port.out.upstream.AgentDesk.Customer;
import dev.switchboard.application.port.out.upstream.AgentDesk.Fault;
import dev.switchboard.application.port.out.upstream.AgentDesk.Opening;
import dev.switchboard.application.port.out.upstream.AgentDesk.Request;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Unavailable;
import dev.switchboard.domain.desk.DeskSession;
import dev.switchboard.domain.desk.DeskSession.StreamPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Opens one session, step by step: the contact, the token and its stream, the Case, the
/// conversation, the greeting. The result of a step is stored before the next one begins, and
/// anything that a call could leave behind without our knowing is stored before the call, as a
/// [Fact].
final class OpeningSteps {

    /// The shortest wait that callers are told, also if Salesforce states none.
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /// The longest wait that callers are told, whatever Salesforce states.
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final SalesforceContext context;
    private final SalesforceRecords records;
    private final CaseSearch search;
    private final SalesforceProperties settings;
    private final ChatSession session;
    private final Request request;
    private final OpeningCalls calls;

    OpeningSteps(
            SalesforceContext context,
            SalesforceRecords records,
            CaseSearch search,
            SalesforceProperties settings,
            ChatSession session,
            Request request) {
        this.context = context;
        this.records = records;
        this.search = search;
        this.settings = settings;
        this.session = session;
        this.request = request;
        this.calls = new OpeningCalls(context, settings.connectTimeout());
    }

    /// Aborts the opening with a result.
    private static final class Stopped extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Opening opening;

        Stopped(Opening opening) {
            super(opening.toString(), null, false, false);
            this.opening = opening;
        }
    }

    /// Takes all steps. The caller undoes an incomplete opening.
    Opening take(String deployment) {
        return calls.limited(() -> opening(deployment));
    }

    private Opening opening(String deployment) {
        try {
            String contact = contact();
            keep(stored -> stored.with(Fact.CONTACT, contact).with(Fact.DEPLOYMENT, deployment));
            token(deployment);
            stream();
            String caseId = caseOf(contact);
            JsonNode routing = routing(caseId, contact);
            keep(stored ->
                    stored.with(Fact.CASE, caseId)
                            .with(Fact.ROUTING, routing.toString())
                            .with(Fact.CONVERSATION, conversationOf(request)));
            CallResult created = calls.twice(session.conversation()::create, () -> null);
            if (!(created instanceof CallResult.Done)) {
                throw failed(created);
            }
            boolean greeted = greet();
            if (!session.opened()) {
                throw overtaken();
            }
            session.tokens().watch();
            return new Opening.Opened(greeted);
        } catch (Stopped stopped) {
            return stopped.opening;
        }
    }

    private static String conversationOf(Request request) {
        byte[] name = ("conversation/" + request.chat()).getBytes(UTF_8);
        return UUID.nameUUIDFromBytes(name).toString();
    }

    private String contact() throws Stopped {
        for (Map.Entry<String, String> search : records.searches(request.customer()).entrySet()) {
            JsonNode found =
                    first(twice(() -> records.contact(search.getKey(), search.getValue())));
            if (records.isBlocked(found)) {
                throw new Stopped(new Opening.Blocked());
            }
            if (found.path("Id").isString()) {
                return found.path("Id").stringValue();
            }
        }
        return newContact();
    }

    private static JsonNode first(CallResult.Done found) {
        return found.json().path("records").path(0);
    }

    private String newContact() throws Stopped {
        Customer customer = request.customer();
        CallResult outcome =
                calls.twice(
                        () -> readable(records.create(customer)),
                        () -> found(records.contact("Email", customer.email())));
        if (!(outcome instanceof CallResult.Done done)) {
            throw refusedContact(outcome);
        }
        return done.json().has("records")
                ? first(done).path("Id").stringValue()
                : SalesforceRecords.idOfNew(done);
    }

    /// A created record without a readable id counts as unanswered.
    private static CallResult readable(CallResult outcome) {
        boolean unreadable =
                outcome instanceof CallResult.Done done
                        && SalesforceRecords.idOfNew(done).isEmpty();
        return unreadable ? new CallResult.Away(Cause.BROKEN, null, null, true) : outcome;
    }

    private Stopped refusedContact(CallResult outcome) {
        return outcome instanceof CallResult.Refused(int status, String code)
                        && status == 400
                        && !SalesforceRecords.SETUP_CODES.contains(code)
                ? new Stopped(new Opening.Rejected(Fault.CUSTOMER, code))
                : failed(outcome);
    }

    private void token(String deployment) throws Stopped {
        Instant now = context.clock().instant();
        if (!context.mints().take(now)) {
            throw new Stopped(new Opening.HeldBack(PATIENCE));
        }
        CallResult.Done minted = twice(() -> context.chat().mint(deployment));
        String text = minted.text("accessToken");
        if (text.isEmpty()) {
            throw new Stopped(new Opening.Unavailable(PATIENCE));
        }
        keep(stored ->
                stored.with(ChatTokens.token(text, context.clock().instant()))
                        .with(new StreamPosition(minted.text("lastEventId"), now)));
    }

    /// Opened before the later steps, so that none of their events is missed.
    private void stream() throws Stopped {
        session.stream().start();
        try {
            long left = calls.left().toMillis();
            var _ = session.stream().firstOpened().get(left, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            throw new Stopped(new Opening.Unavailable(PATIENCE));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Stopped(new Opening.Unavailable(PATIENCE));
        }
    }

    private String caseOf(String contact) throws Stopped {
        Instant askedAt = context.clock().instant();
        keep(stored ->
                stored.with(Fact.CASE_ASKED, askedAt.toString())
                        .with(Fact.SUBJECT, request.details().subject()));
        AtomicBoolean perhapsMade = new AtomicBoolean();
        CallResult outcome =
                calls.twice(
                        () -> noting(perhapsMade, newCase(contact)),
                        () -> search.lostAnswer(session));
        if (!(outcome instanceof CallResult.Done done)) {
            if (!perhapsMade.get()) {
                keep(stored -> stored.without(Fact.CASE_ASKED));
            }
            throw failed(outcome);
        }
        return SalesforceRecords.idOfNew(done);
    }

    private CallResult newCase(String contact) {
        return readable(records.createCase(contact, request));
    }

    private static CallResult noting(AtomicBoolean perhapsMade, CallResult outcome) {
        if (outcome instanceof CallResult.Away away && away.perhapsDone()) {
            perhapsMade.set(true);
        }
        return outcome;
    }

    private JsonNode routing(String caseId, String contactId) {
        Map<String, String> values =
                Map.of(
                        "{caseId}", caseId,
                        "{contactId}", contactId,
                        "{sourceFlow}", request.details().sourceFlow(),
                        "{provider}", request.customer().provider(),
                        "{ownerId}", request.route().getOrDefault("owner-id", ""),
                        "{buttonId}", request.route().getOrDefault("button-id", ""));
        ObjectNode routing = CallResult.JSON.createObjectNode();
        settings.routing()
                .forEach((name, value) -> {
                    String text = value;
                    for (Map.Entry<String, String> known : values.entrySet()) {
                        text = text.replace(known.getKey(), known.getValue());
                    }
                    routing.put(name, text);
                });
        return routing;
    }

    private boolean greet() throws Stopped {
        String greeting = request.details().greeting();
        if (!settings.openingMessage() || greeting.isEmpty()) {
            return false;
        }
        if (!calls.inTime()) {
            throw new Stopped(unavailable(null));
        }
        byte[] name = ("greeting/" + request.chat()).getBytes(UTF_8);
        List<Part> parts = List.of(new Part(UUID.nameUUIDFromBytes(name).toString(), greeting));
        SendStep said = session.sendParts(parts);
        if (said instanceof KeptBack(SendOutcome.Called(Unavailable _, _)) && calls.inTime()) {
            context.pause(context.timings().first());
            said = session.sendParts(parts);
        }
        if (said instanceof KeptBack(var why)) {
            throw ungreeted(why);
        }
        return true;
    }

    private static Stopped ungreeted(SendOutcome why) {
        return switch (why) {
            case SendOutcome.NotBefore _, SendOutcome.Hold _, SendOutcome.Needless _ ->
                    new Stopped(new Opening.HeldBack(PATIENCE));
            case SendOutcome.Called(Unavailable away, _) ->
                    new Stopped(unavailable(away.retryAfter()));
            case SendOutcome.Called(_, var reason) ->
                    rejected(reason == null ? CallResult.UNKNOWN : reason.code());
            case SendOutcome.Undeliverable(var reason) -> rejected(reason.code());
        };
    }

    private static Stopped rejected(String code) {
        return new Stopped(new Opening.Rejected(Fault.SETUP, code.toUpperCase(Locale.ROOT)));
    }

    private void keep(UnaryOperator<DeskSession> change) throws Stopped {
        if (!session.keep(change)) {
            throw overtaken();
        }
    }

    private static Stopped overtaken() {
        return new Stopped(new Opening.HeldBack(PATIENCE));
    }

    private CallResult.Done twice(Supplier<CallResult> call) throws Stopped {
        CallResult outcome = calls.twice(call, () -> null);
        if (outcome instanceof CallResult.Done done) {
            return done;
        }
        throw failed(outcome);
    }

    private static CallResult.@Nullable Done found(CallResult outcome) {
        boolean there =
                outcome instanceof CallResult.Done done && first(done).path("Id").isString();
        return there ? (CallResult.Done) outcome : null;
    }

    private static Stopped failed(CallResult outcome) {
        return new Stopped(
                switch (outcome) {
                    case CallResult.Away away -> unavailable(away.retryAfter());
                    case CallResult.Refused(_, String code) ->
                            new Opening.Rejected(Fault.SETUP, code);
                    case CallResult.Forbidden(String code) ->
                            new Opening.Rejected(Fault.SETUP, code);
                    case CallResult.Denied _ -> new Opening.Rejected(Fault.SETUP, "UNAUTHORIZED");
                    case CallResult.Missing _ -> new Opening.Rejected(Fault.SETUP, "NOT_FOUND");
                    case CallResult.Done _ -> throw new IllegalArgumentException("nothing failed");
                });
    }

    private static Opening unavailable(@Nullable Duration retryAfter) {
        Duration asked = retryAfter == null ? PATIENCE : retryAfter;
        Duration most = asked.compareTo(LONGEST) < 0 ? asked : LONGEST;
        return new Opening.Unavailable(most.compareTo(PATIENCE) < 0 ? PATIENCE : most);
    }
}
