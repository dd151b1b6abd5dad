package dev.switchboard.adapter.out.upstreams.salesforce;

import dev.switchboard.adapter.out.upstreams.http.EgressRuntime;
import dev.switchboard.adapter.out.upstreams.salesforce.SalesforceContext.Timings;
import dev.switchboard.application.port.in.upstream.ReceiveDeskEvents;
import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.port.out.upstream.AgentDesk;
import dev.switchboard.application.port.out.upstream.DeskSessions;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires Salesforce. Without a configuration there is no such desk, and sessions of an earlier
/// configuration stay as they are.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SalesforceProperties.class)
public class SalesforceUpstreamConfiguration {

    /// @param hear resolved late, because the receiver depends on the desk
    @Bean
    @Nullable SalesforceWiring salesforceWiring(
            SalesforceProperties settings,
            EgressRuntime runtime,
            DeskSessions sessions,
            PartitionOwnership ownership,
            ObjectProvider<ReceiveDeskEvents> hear,
            Ids ids,
            Clock clock,
            Timer timer,
            ExecutorService workers) {
        SalesforceWiring.Needs needs =
                new SalesforceWiring.Needs(
                        sessions, ownership, hear::getObject, ids, clock, timer, workers);
        return settings.configured()
                ? new SalesforceWiring(
                        settings, runtime, needs, Timings.USUAL, SalesforceWiring.SILENCE)
                : null;
    }

    @Bean
    @Nullable LifecycleStep salesforceBegin(ObjectProvider<SalesforceWiring> salesforce) {
        SalesforceWiring wiring = salesforce.getIfAvailable();
        return wiring == null ? null : LifecycleStep.whenTheHubServes(wiring::begin);
    }

    @Bean
    @Nullable LifecycleStep salesforceEnd(ObjectProvider<SalesforceWiring> salesforce) {
        SalesforceWiring wiring = salesforce.getIfAvailable();
        return wiring == null ? null : LifecycleStep.afterTheLastCall(wiring::end);
    }

    @Bean
    @Nullable AgentDesk salesforceDesk(ObjectProvider<SalesforceWiring> salesforce) {
        SalesforceWiring wiring = salesforce.getIfAvailable();
        return wiring == null ? null : wiring.desk();
    }
}
