package dev.switchboard.adapter.out.upstreams.salesforce;

import dev.switchboard.adapter.out.upstreams.http.EgressRuntime;
import dev.switchboard.adapter.out.upstreams.salesforce.Around.Tempo;
import dev.switchboard.application.port.in.upstream.HearDesk;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.port.out.upstream.AgentDesk;
import dev.switchboard.application.port.out.upstream.DeskSessions;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UserMessageGateway.Sent;
import dev.switchboard.domain.desk.DeskRef;
import dev.switchboard.domain.handoff.TenantId;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires Salesforce. Where it is not configured the hub starts all the same, and no chat has a way
/// to it.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SalesforceProperties.class)
public class SalesforceUpstreamConfiguration {

    /// @param hear asked for when there is something to hear: whoever hears needs the desk first
    @Bean
    SalesforceLife salesforceLife(
            SalesforceProperties settings,
            EgressRuntime runtime,
            DeskSessions sessions,
            ObjectProvider<HearDesk> hear,
            Ids ids,
            Clock clock,
            Timer timer,
            ExecutorService workers) {
        if (!settings.configured()) {
            return new SalesforceLife(null, hear);
        }
        SalesforceWiring.Needs needs =
                new SalesforceWiring.Needs(sessions, hear::getObject, ids, clock, timer, workers);
        return new SalesforceLife(
                new SalesforceWiring(
                        settings, runtime, needs, Tempo.USUAL, SalesforceWiring.SILENCE),
                hear);
    }

    @Bean
    AgentDesk salesforceDesk(SalesforceLife life) {
        SalesforceWiring wiring = life.wiring();
        return wiring == null ? new UnconfiguredDesk() : wiring.desk();
    }

    /// Runs the sessions while the hub serves, if there is somebody who hears.
    static final class SalesforceLife implements SmartLifecycle {

        private final @Nullable SalesforceWiring wiring;
        private final ObjectProvider<HearDesk> hear;
        private volatile boolean running;

        SalesforceLife(@Nullable SalesforceWiring wiring, ObjectProvider<HearDesk> hear) {
            this.wiring = wiring;
            this.hear = hear;
        }

        @Nullable SalesforceWiring wiring() {
            return wiring;
        }

        @Override
        public void start() {
            running = true;
            if (wiring != null && hear.getIfAvailable() != null) {
                wiring.holding().start();
            }
        }

        @Override
        public void stop() {
            running = false;
            if (wiring != null) {
                wiring.close();
            }
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }

    /// In the place of the desk where the operator did not say where it is. What an earlier
    /// configuration left stays as it is.
    static final class UnconfiguredDesk implements AgentDesk {

        @Override
        public String name() {
            return SalesforceDesk.NAME;
        }

        @Override
        public Opening open(Request request) {
            return new Opening.NotRoutable();
        }

        @Override
        public Sent send(DeskRef chat, Said said) {
            return ChatSession.closed();
        }

        @Override
        public void typing(DeskRef chat, boolean active) {}

        @Override
        public Sent end(DeskRef chat) {
            return new Sent.Called(new UpstreamReply.Accepted(200, null));
        }

        @Override
        public void abandon(DeskRef chat, TenantId tenant) {}

        @Override
        public Optional<Standing> standing(DeskRef chat) {
            return Optional.empty();
        }
    }
}
