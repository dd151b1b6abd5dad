package dev.switchboard.adapter.in.socket.gateway;

import dev.switchboard.adapter.in.socket.engineio.EngineListener;
import dev.switchboard.adapter.in.socket.engineio.EngineServer;
import dev.switchboard.adapter.in.socket.gateway.agent.AgentCommands;
import dev.switchboard.adapter.in.socket.gateway.agent.AgentNamespace;
import dev.switchboard.adapter.in.socket.gateway.agent.ConsoleRenderer;
import dev.switchboard.adapter.in.socket.gateway.agent.ConsoleScopes;
import dev.switchboard.adapter.in.socket.gateway.agent.DeskJson;
import dev.switchboard.adapter.in.socket.gateway.agent.HistoryCommands;
import dev.switchboard.adapter.in.socket.gateway.agent.SupervisorCommands;
import dev.switchboard.adapter.in.socket.gateway.customer.AgentRenderer;
import dev.switchboard.adapter.in.socket.gateway.customer.CustomerEvents;
import dev.switchboard.adapter.in.socket.gateway.customer.CustomerNamespace;
import dev.switchboard.adapter.in.socket.gateway.netomi.Authentication;
import dev.switchboard.adapter.in.socket.gateway.netomi.NetomiConsoleRenderer;
import dev.switchboard.adapter.in.socket.gateway.netomi.NetomiEvents;
import dev.switchboard.adapter.in.socket.gateway.ops.OpsHandler;
import dev.switchboard.adapter.in.socket.gateway.pega.ClientMessages;
import dev.switchboard.adapter.in.socket.gateway.pega.PegaConsoleRenderer;
import dev.switchboard.adapter.in.socket.gateway.pega.PegaEvents;
import dev.switchboard.adapter.in.socket.gateway.yalo.YaloConsoleRenderer;
import dev.switchboard.adapter.in.socket.identity.OpenProofs;
import dev.switchboard.adapter.in.socket.presence.WatchAccess;
import dev.switchboard.adapter.in.socket.presence.WatcherTally;
import dev.switchboard.adapter.in.socket.socketio.Namespace;
import dev.switchboard.adapter.in.socket.socketio.SocketRuntime;
import dev.switchboard.adapter.in.socket.socketio.SocketServer;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.cluster.WatchCluster;
import dev.switchboard.application.port.in.delivery.WatchAttempts;
import dev.switchboard.application.port.in.figures.ReadFigures;
import dev.switchboard.application.port.in.handoff.AcceptHandoffs;
import dev.switchboard.application.port.in.handoff.KeepDrafts;
import dev.switchboard.application.port.in.handoff.ReadHistory;
import dev.switchboard.application.port.in.handoff.SearchMessages;
import dev.switchboard.application.port.in.handoff.SendAgentMessages;
import dev.switchboard.application.port.in.handoff.ServeConsoles;
import dev.switchboard.application.port.in.handoff.SuperviseAgents;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs;
import dev.switchboard.application.port.in.handoff.TagConversations;
import dev.switchboard.application.port.in.handoff.TransferConversations;
import dev.switchboard.application.port.in.handoff.WatchDesk;
import dev.switchboard.application.port.in.handoff.WatchWall;
import dev.switchboard.application.port.in.health.FollowHealth;
import dev.switchboard.application.port.in.health.WatchHealth;
import dev.switchboard.application.port.in.health.WatchPace;
import dev.switchboard.application.port.in.identity.ProveIdentity;
import dev.switchboard.application.port.in.media.LinkMedia;
import dev.switchboard.application.port.in.message.RelayEphemeralEvents;
import dev.switchboard.application.port.in.message.SendUserMessage;
import dev.switchboard.application.port.in.notice.WatchNotices;
import dev.switchboard.application.port.in.session.FollowConversations;
import dev.switchboard.application.port.in.session.RecogniseBrowsers;
import dev.switchboard.application.port.in.session.ServeClients;
import dev.switchboard.application.port.in.upstream.WatchExternalDesks;
import dev.switchboard.application.port.out.session.OpenSockets;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.domain.session.OpenConnections;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Sets up the Socket.IO server and the namespaces on it.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SocketsProperties.class)
@Import({
    SocketMetrics.class,
    AgentRenderer.class,
    NetomiConsoleRenderer.class,
    PegaConsoleRenderer.class,
    YaloConsoleRenderer.class
})
public class GatewayConfiguration {

    @Bean
    SocketRuntime socketRuntime(
            ExecutorService workers,
            ScheduledExecutorService socketTimer,
            LongSupplier nanoTime,
            RandomGenerator secureRandom) {
        return new SocketRuntime(workers, socketTimer, nanoTime, secureRandom);
    }

    @Bean
    CustomerEvents netomiEvents(
            ProveIdentity identity,
            RecogniseBrowsers browsers,
            ServeClients clients,
            FollowConversations conversations,
            AgentRenderer agents,
            Clock clock) {
        return new NetomiEvents(
                new Authentication(identity, browsers, clients, conversations), agents, clock);
    }

    @Bean
    CustomerEvents pegaEvents(
            SendUserMessage sending,
            RelayEphemeralEvents ephemeral,
            FollowConversations conversations,
            WatchExternalDesks desks,
            Ids ids,
            AgentRenderer agents,
            Clock clock) {
        return new PegaEvents(
                new ClientMessages(sending, ephemeral, conversations, desks, ids, clock), agents);
    }

    @Bean
    CustomerNamespace customerNamespace(
            List<CustomerEvents> systems,
            ServeClients clients,
            FollowConversations conversations,
            RecogniseBrowsers browsers,
            OpenProofs proofs,
            SocketsProperties properties) {
        return new CustomerNamespace(
                systems, clients, conversations, browsers, proofs, properties.resumeCookie());
    }

    @Bean
    AgentCommands agentCommands(
            AcceptHandoffs handoffs,
            SendAgentMessages users,
            KeepDrafts drafts,
            TransferConversations transfers,
            TagConversations tags,
            WatchDesk desk,
            HistoryCommands history,
            SupervisorCommands supervision) {
        return new AgentCommands(
                handoffs, users, drafts, transfers, tags, desk, history, supervision);
    }

    @Bean
    HistoryCommands historyCommands(
            WatchDesk desk,
            ReadHistory history,
            SearchMessages search,
            ReadFigures figures,
            SupervisorCommands supervision) {
        return new HistoryCommands(desk, history, search, figures, supervision);
    }

    @Bean
    SupervisorCommands supervisorCommands(
            WatchDesk desk,
            WatchWall wall,
            SuperviseHandoffs handoffs,
            SuperviseAgents agents,
            KeepAudit audit) {
        return new SupervisorCommands(desk, wall, handoffs, agents, audit);
    }

    @Bean
    ConsoleScopes consoleScopes(
            WatchAccess presence,
            WatchNotices notices,
            Clock clock,
            ScheduledExecutorService socketTimer) {
        return new ConsoleScopes(presence, notices, clock, socketTimer);
    }

    @Bean
    AgentNamespace agentNamespace(
            ServeConsoles consoles,
            AgentCommands commands,
            OpenProofs proofs,
            List<ConsoleRenderer> systems,
            LinkMedia media,
            SearchMessages search,
            SocketMetrics metrics,
            ConsoleScopes scopes,
            AcceptHandoffs handoffs,
            Clock clock) {
        return new AgentNamespace(
                consoles,
                commands,
                proofs,
                new DeskJson(systems, media, search.isOn(), handoffs.renewal()),
                metrics,
                scopes,
                clock);
    }

    @Bean
    OpsHandler opsHandler(
            WatchAttempts attempts,
            FollowHealth health,
            WatchPace pace,
            WatchHealth.Build build,
            WatchCluster cluster,
            OpenProofs proofs,
            SocketRuntime runtime,
            Clock clock) {
        return new OpsHandler(attempts, health, pace, build, cluster, proofs, runtime, clock);
    }

    @Bean
    EngineServer engineServer(
            SocketsProperties properties,
            CustomerNamespace customers,
            AgentNamespace agents,
            OpsHandler ops,
            SocketRuntime runtime,
            SocketMetrics metrics,
            Supplier<URI> publicUrl) {
        EngineListener sockets =
                customers.greeting(
                        new SocketServer(
                                properties.sockets(),
                                Map.of(
                                        "/", customers.namespace(),
                                        "/agent", agents.namespace(),
                                        "/ops", new Namespace(ops)),
                                runtime,
                                metrics));
        return new EngineServer(
                properties.engine(publicUrl.get()),
                sockets,
                metrics,
                runtime.timer(),
                runtime.random(),
                runtime.nanoTime());
    }

    @Bean
    OpenSockets openSockets(AgentNamespace agents, SocketMetrics metrics, WatcherTally watchers) {
        return () ->
                new OpenConnections(
                        agents.consoles(),
                        metrics.open(),
                        watchers.connections(),
                        watchers.subscriptions());
    }

    @Bean
    MeterBinder queueGauge(EngineServer engine) {
        return registry ->
                Gauge.builder("switchboard.sockets.waiting", engine, EngineServer::waitingBytes)
                        .description("Messages in the queues of all clients")
                        .baseUnit("bytes")
                        .register(registry);
    }

    @Bean
    SocketDrain socketDrain(
            EngineServer engine,
            AgentNamespace agents,
            ScheduledExecutorService socketTimer,
            SocketsProperties properties) {
        return new SocketDrain(engine, agents, socketTimer, properties.drainWithin());
    }
}
