package dev.switchboard.adapter.out.upstreams.salesforce;

import dev.switchboard.adapter.out.upstreams.http.EgressClient;
import dev.switchboard.adapter.out.upstreams.http.EgressRules;
import dev.switchboard.adapter.out.upstreams.http.EgressRuntime;
import dev.switchboard.adapter.out.upstreams.salesforce.SalesforceContext.Timings;
import dev.switchboard.adapter.out.upstreams.salesforce.SalesforceProperties.Org;
import dev.switchboard.application.port.in.upstream.ReceiveDeskEvents;
import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.port.out.upstream.DeskSessions;
import dev.switchboard.domain.channel.EndpointUrl;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The desk and its parts: one client for each time limit, all restricted to the configured
/// addresses.
final class SalesforceWiring {

    private static final Logger LOG = LoggerFactory.getLogger(SalesforceWiring.class);

    /// The longest silence of a stream.
    static final Duration SILENCE = Duration.ofSeconds(90);

    private static final Duration FOR_TOKENS = Duration.ofSeconds(10);
    private static final Duration FOR_CALLS = Duration.ofSeconds(15);
    private static final Duration FOR_FILES = Duration.ofMinutes(1);

    private final List<EgressClient> clients;
    private final SalesforceDesk desk;
    private final SessionOwner sessionOwner;

    /// Dependencies from outside.
    record Needs(
            DeskSessions sessions,
            PartitionOwnership ownership,
            Supplier<ReceiveDeskEvents> hear,
            Ids ids,
            Clock clock,
            Timer timer,
            Executor executor) {}

    SalesforceWiring(
            SalesforceProperties settings,
            EgressRuntime runtime,
            Needs needs,
            Timings timings,
            Duration silence) {
        Org org = settings.org();
        EgressRules rules =
                EgressRules.trusting(
                        List.of(
                                EndpointUrl.parse(org.base()),
                                EndpointUrl.parse(org.login()),
                                EndpointUrl.parse(org.scrt())));
        EgressClient tokens = EgressClient.create(rules, FOR_TOKENS, runtime);
        EgressClient calls = EgressClient.create(rules, FOR_CALLS, runtime);
        EgressClient files = EgressClient.create(rules, FOR_FILES, runtime);
        EgressClient streams = EgressClient.forStreams(rules, silence, runtime);
        this.clients = List.of(tokens, calls, files, streams);
        SalesforceContext around =
                new SalesforceContext(
                        new ChatApi(calls, streams, org, settings.language()),
                        needs.sessions(),
                        needs.ownership(),
                        needs.hear(),
                        needs.ids(),
                        needs.clock(),
                        needs.timer(),
                        needs.executor(),
                        new Pace(tokens(settings, needs.ownership())),
                        new Pace(tokens(settings, needs.ownership())),
                        settings.messagesPerMinute(),
                        timings);
        SalesforceRecords records =
                new SalesforceRecords(calls, files, new OrgTokens(tokens, org), settings);
        RunningSessions sessions = new RunningSessions();
        CaseSearch search = new CaseSearch(records, sessions);
        OpeningRollback undoing = new OpeningRollback(around, records, search);
        this.sessionOwner = new SessionOwner(around, undoing, sessions);
        this.desk = new SalesforceDesk(around, records, search, settings, undoing, sessionOwner);
    }

    /// Tokens in a minute that are this hub's.
    private static IntSupplier tokens(SalesforceProperties settings, PartitionOwnership ownership) {
        return () -> ownership.held().shareOf(settings.tokensPerMinute());
    }

    SalesforceDesk desk() {
        return desk;
    }

    SessionOwner sessionOwner() {
        return sessionOwner;
    }

    /// Sessions run from when the hub serves.
    void begin() {
        sessionOwner.start();
    }

    /// Releases its sessions and connections.
    void end() {
        sessionOwner.end();
        for (EgressClient client : clients) {
            try {
                client.close();
            } catch (IOException e) {
                LOG.debug("A client of Salesforce did not close", e);
            }
        }
    }
}
